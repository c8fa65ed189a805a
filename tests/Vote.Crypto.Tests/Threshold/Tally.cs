using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>Trustees with a key, made without a ceremony, and ciphertexts to decrypt.</summary>
internal sealed class Tally : IDisposable
{
    private readonly Polynomial polynomial;

    public Tally(int threshold, int trustees, params long[] numbers)
    {
        Policy = new ThresholdPolicy(threshold, trustees);
        polynomial = Polynomial.Random(threshold);
        Key = new ElectionKey(polynomial.Commit()[0]);
        Secrets = [.. Policy.All.Select(trustee => new SecretShare(trustee, polynomial.At(trustee)))];
        Ciphertexts = [.. numbers.Select(number => Key.EncryptNumber(Scalar.FromInt64(number), Scalar.Random()))];
        Statement = StatementOf(Ciphertexts);
    }

    public ThresholdPolicy Policy { get; }

    public ElectionKey Key { get; }

    public SecretShare[] Secrets { get; }

    public Ciphertext[] Ciphertexts { get; }

    public DecryptionStatement Statement { get; }

    public static DecryptionStatement StatementOf(IEnumerable<Ciphertext> ciphertexts) =>
        new(new ElectionHash(Digest.Sha256("an election"u8)), Digest.Sha256("a tally input"u8), new DecryptionInput(ciphertexts));

    public Point KeyOf(TrusteeIndex trustee) => Secrets[trustee.Value - 1].VerificationKey();

    public DecryptionShare Share(int trustee, DecryptionStatement? statement = null) =>
        DecryptionShare.Create(statement ?? Statement, Secrets[trustee - 1], null, CancellationToken.None);

    public Verdict Verify(DecryptionShare share, DecryptionStatement? statement = null) =>
        share.Verify(statement ?? Statement, KeyOf(share.Trustee));

    public IReadOnlyList<Point> Combine(IReadOnlyList<DecryptionShare> shares, DecryptionStatement? statement = null) =>
        Decryption.CombineVartime((statement ?? Statement).Input, shares, Policy, CancellationToken.None);

    public void Dispose()
    {
        polynomial.Dispose();
        Array.ForEach(Secrets, secret => secret.Dispose());
    }
}
