using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold;

/// <summary>All ciphertexts of an election to decrypt, in order. spec §8.2</summary>
/// <remarks>
/// Those whose A is the identity need no trustee: M = B. They are left out of shares, weights and proof; K counts the others.
/// </remarks>
public sealed class DecryptionInput
{
    private readonly Ciphertext[] ciphertexts;
    private readonly int[] shared;

    /// <param name="ciphertexts">Each question's totals, or the output rows of its last shuffle, row by row.</param>
    public DecryptionInput(IEnumerable<Ciphertext> ciphertexts)
    {
        this.ciphertexts = [.. ciphertexts];
        shared = [.. Enumerable.Range(0, this.ciphertexts.Length).Where(i => !this.ciphertexts[i].A.IsIdentity)];
        Bases = [.. shared.Select(i => this.ciphertexts[i].A)];
        Hash = Digest.Sha256(Encode());
    }

    /// <summary>All ciphertexts.</summary>
    public IReadOnlyList<Ciphertext> Ciphertexts => ciphertexts;

    /// <summary>K: how many elements a share has.</summary>
    public int SharedCount => shared.Length;

    /// <summary>SHA-256 of the K ciphertexts joined.</summary>
    public Digest Hash { get; }

    /// <summary>A_1 … A_K.</summary>
    internal IReadOnlyList<Point> Bases { get; }

    /// <summary>Where among all ciphertexts each of the K stands.</summary>
    internal IReadOnlyList<int> SharedPositions => shared;

    /// <summary>A ‖ B of each of the K, a B that is the identity as 33 zero bytes.</summary>
    private byte[] Encode()
    {
        var bytes = new byte[shared.Length * Ciphertext.Size];
        Point[] halves = [.. shared.SelectMany(i => new[] { ciphertexts[i].A, ciphertexts[i].B })];
        Point.EncodeMany([.. halves.Where(half => !half.IsIdentity)]); // one inversion for all
        for (var i = 0; i < halves.Length; i++)
        {
            if (!halves[i].IsIdentity)
            {
                halves[i].EncodeTo(bytes.AsSpan(i * Point.Size, Point.Size));
            }
        }

        return bytes;
    }
}
