using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Threshold;

/// <summary>
/// A trustee's D_k = x_j·A_k for all K ciphertexts, and one proof. An instance is well formed; <see cref="Verify"/> says whether it holds.
/// spec §8.2
/// </summary>
public sealed class DecryptionShare
{
    /// <summary>Two commitments and one response.</summary>
    private const int ProofLength = (2 * Point.Size) + Scalar.Size;

    private readonly Point[] values;
    private readonly byte[] proof;

    private DecryptionShare(TrusteeIndex trustee, Point[] values, byte[] proof) => (Trustee, this.values, this.proof) = (trustee, values, proof);

    /// <summary>Whose share it is: the author of the entry.</summary>
    public TrusteeIndex Trustee { get; }

    /// <summary>D_1 … D_K.</summary>
    public IReadOnlyList<Point> Values => values;

    /// <summary>Bytes of a share of K elements.</summary>
    public static long Length(int sharedCount) => ((long)sharedCount * Point.Size) + ProofLength;

    /// <summary>Computes and proves a share, in constant time in the secret.</summary>
    /// <param name="statement">What to decrypt; at least one ciphertext with A other than the identity.</param>
    /// <param name="secret">The trustee's secret.</param>
    /// <param name="progress">Gets the number of ciphertexts done.</param>
    /// <param name="cancellationToken">Stops between some ciphertexts and the next.</param>
    /// <remarks>CPU-bound: about two multiplications a ciphertext.</remarks>
    /// <exception cref="InvalidOperationException">K = 0: there are no shares.</exception>
    public static DecryptionShare Create(
        DecryptionStatement statement, SecretShare secret, IProgress<int>? progress, CancellationToken cancellationToken) =>
        Create(statement, secret, SystemNonces.Instance, progress, cancellationToken);

    /// <summary>Reads a payload of exactly K elements and the proof.</summary>
    /// <param name="trustee">The author of the entry.</param>
    /// <param name="payload">33K + 98 bytes.</param>
    /// <param name="sharedCount">K, at least 1.</param>
    /// <param name="share">The share.</param>
    public static bool TryDecode(
        TrusteeIndex trustee, ReadOnlySpan<byte> payload, int sharedCount, [NotNullWhen(true)] out DecryptionShare? share)
    {
        share = null;
        if (sharedCount < 1 || payload.Length != Length(sharedCount) || !Point.TryDecodeMany(payload[..^ProofLength], out var decoded))
        {
            return false;
        }

        share = new DecryptionShare(trustee, decoded, payload[^ProofLength..].ToArray());
        return true;
    }

    /// <summary>The payload.</summary>
    public byte[] Encode() => [.. Point.EncodeMany(values), .. proof];

    /// <summary>Whether the share holds for this statement under the trustee's verification key X_j.</summary>
    public Verdict Verify(DecryptionStatement statement, Point verificationKey)
    {
        if (values.Length != statement.Input.SharedCount)
        {
            return Verdict.Reject(Rejection.WrongProofLength, $"{values.Length} elements instead of {statement.Input.SharedCount}");
        }

        var weights = statement.Weights(Trustee, verificationKey, values);
        var relation = DecryptionRelation.For(verificationKey, values, statement.Input.Bases, weights);
        return SigmaVerifier.Verify(statement.Tag(ProofPurpose.Decryption, Trustee), relation, proof);
    }

    internal static DecryptionShare Create(
        DecryptionStatement statement,
        SecretShare secret,
        INonceSource nonces,
        IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        var input = statement.Input;
        if (input.SharedCount == 0)
        {
            throw new InvalidOperationException("Nothing to decrypt: there are no shares.");
        }

        var (x, key) = (secret.Value, secret.VerificationKey());
        var computed = new Point[input.SharedCount];
        var done = 0;
        Point[] bases = [.. input.Bases];
        Chunks.ForAll(computed.Length, (start, length) =>
        {
            Point.MultiplyMany(x, bases.AsSpan(start, length)).CopyTo(computed, start);
            for (var i = 0; i < length; i++)
            {
                progress?.Report(Interlocked.Increment(ref done));
            }
        }, cancellationToken);

        var weights = statement.Weights(secret.Trustee, key, computed);
        var relation = DecryptionRelation.For(key, computed, input.Bases, weights);
        var tag = statement.Tag(ProofPurpose.Decryption, secret.Trustee);
        var proven = new SigmaProver.Statement(relation, KnownBases.GeneratorOnly);
        return new DecryptionShare(secret.Trustee, computed, SigmaProver.Prove(tag, proven, [x], ProofFlavor.Batchable, nonces));
    }
}
