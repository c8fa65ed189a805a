using Vote.Canonical.Signatures;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Rules;

/// <summary>The keys that the manifest names, and which of them sign which entry. spec/ledger.md §3 (5)</summary>
public sealed class Authors
{
    private readonly HashSet<SignatureKey> officers;
    private readonly int officerThreshold;
    private readonly SignatureKey registrar;
    private readonly IReadOnlyList<SignatureKey> trustees;

    /// <param name="officers">The officers' keys.</param>
    /// <param name="officerThreshold">How many of them sign: exactly so many.</param>
    /// <param name="registrar">The registrar's key.</param>
    /// <param name="trustees">The trustees' keys; trustee 1 first.</param>
    /// <exception cref="ArgumentException">Fewer distinct officers than must sign, or none must.</exception>
    public Authors(
        IEnumerable<SignatureKey> officers, int officerThreshold, SignatureKey registrar, IReadOnlyList<SignatureKey> trustees)
    {
        this.officers = [.. officers];
        this.officerThreshold = officerThreshold;
        this.registrar = registrar;
        this.trustees = trustees;
        if (officerThreshold < 1 || this.officers.Count < officerThreshold)
        {
            throw new ArgumentException("At least one officer signs, and there are enough.", nameof(officerThreshold));
        }
    }

    /// <summary>Whether exactly the demanded authors signed, each validly.</summary>
    public LedgerVerdict Check(Entry entry) =>
        LedgerVerdict.Require(
            AreDemanded(entry), LedgerRefusal.WrongAuthors, $"{entry.Body.Type.Name()} needs other authors")
        .And(() => LedgerVerdict.Require(
            entry.Signatures.All(signature => signature.Key.Verify(entry.Hash.Value, signature.Signature)),
            LedgerRefusal.InvalidSignature,
            $"a signature under {entry.Body.Type.Name()} does not verify"));

    private bool AreDemanded(Entry entry) => entry.Body switch
    {
        CredentialEnrolled or BallotChallenged => IsOnly(entry, registrar),
        BallotCast ballot => IsOnly(entry, ballot.Credential),
        Shuffle shuffle => IsTrustee(entry, shuffle.Trustee),
        DecryptionShare share => IsTrustee(entry, share.Trustee),
        _ => entry.Signatures.Count == officerThreshold && entry.Signatures.All(signature => officers.Contains(signature.Key)),
    };

    private bool IsTrustee(Entry entry, int trustee) => trustee <= trustees.Count && IsOnly(entry, trustees[trustee - 1]);

    private static bool IsOnly(Entry entry, SignatureKey author) =>
        entry.Signatures.Count == 1 && entry.Signatures[0].Key == author;
}
