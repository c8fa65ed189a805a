using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Shuffle;

/// <summary>
/// The payload of a <c>shuffle</c> entry: output rows, permutation commitments, chain, proof. Every length follows from the input. spec §7
/// </summary>
public sealed class ShuffledRows
{
    internal ShuffledRows(CiphertextRows output, IReadOnlyList<Point> commitments, IReadOnlyList<Point> chain, ReadOnlyMemory<byte> proof) =>
        (Output, Commitments, Chain, Proof) = (output, commitments, chain, proof);

    /// <summary>The rows after the shuffle.</summary>
    public CiphertextRows Output { get; }

    /// <summary>c_1 … c_N.</summary>
    public IReadOnlyList<Point> Commitments { get; }

    /// <summary>ĉ_1 … ĉ_N.</summary>
    public IReadOnlyList<Point> Chain { get; }

    /// <summary>The proof.</summary>
    public ReadOnlyMemory<byte> Proof { get; }

    /// <summary>Length of the payload in bytes for N rows of width W.</summary>
    public static long EncodedLength(int count, int width) => RowsLength(count, width) + (2L * CommitmentsLength(count)) + ProofLength(count, width);

    /// <summary>Takes exactly the bytes of a shuffle of N rows of width W; lengths are checked before anything is decoded.</summary>
    public static bool TryDecode(int count, int width, ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out ShuffledRows? shuffled)
    {
        shuffled = null;
        if (payload.Length != EncodedLength(count, width))
        {
            return false;
        }

        var rest = payload[RowsLength(count, width)..];
        var commitments = rest[..CommitmentsLength(count)];
        var chain = rest[CommitmentsLength(count)..(2 * CommitmentsLength(count))];
        if (!CiphertextRows.TryDecode(count, width, payload.Span[..RowsLength(count, width)], out var output)
            || !Point.TryDecodeMany(commitments.Span, out var c)
            || !Point.TryDecodeMany(chain.Span, out var cHat))
        {
            return false;
        }

        shuffled = new(output, c, cHat, rest[(2 * CommitmentsLength(count))..]);
        return true;
    }

    /// <summary>output ‖ c ‖ ĉ ‖ proof.</summary>
    public byte[] Encode() => [.. Output.Encode(), .. Point.EncodeMany(Commitments), .. Point.EncodeMany(Chain), .. Proof.Span];

    private static int RowsLength(int count, int width) => checked(count * width * Ciphertext.Size);

    private static int CommitmentsLength(int count) => checked(count * Point.Size);

    // 3 + 2W + N equations, 3 + W + 2N witness scalars
    private static int ProofLength(int count, int width) =>
        checked((Point.Size * (3 + (2 * width) + count)) + (Scalar.Size * (3 + width + (2 * count))));
}
