using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Vote.Crypto.Group;

/// <summary>
/// A scalar as signed digits k = Σ dᵢ·2^(w·i) with |dᵢ| at most 2^(w−1) (Booth's recoding). Each digit follows from its own
/// w + 1 bits, so reading one takes the same time for every scalar.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct SignedWindows
{
    private readonly Span<ulong> _shifted;
    private readonly int _width;

    /// <summary>Keeps the integer in a buffer of <see cref="BufferLength"/> words, which the caller owns.</summary>
    public SignedWindows(in UInt256 value, int width, Span<ulong> buffer)
    {
        _shifted = buffer[..BufferLength];
        _width = width;
        unchecked
        {
            // One zero bit below the lowest: digit i is read from the bits w·i to w·i + w.
            _shifted[0] = value.Limb0 << 1;
            _shifted[1] = (value.Limb0 >> 63) | (value.Limb1 << 1);
            _shifted[2] = (value.Limb1 >> 63) | (value.Limb2 << 1);
            _shifted[3] = (value.Limb2 >> 63) | (value.Limb3 << 1);
            _shifted[4] = value.Limb3 >> 63;
            _shifted[5] = 0;
        }
    }

    public const int BufferLength = 6;

    /// <summary>How many digits an integer below 2^bits takes.</summary>
    public static int Count(int bits, int width) => (bits / width) + 1;

    /// <summary>|dᵢ|, and all ones for a negative dᵢ, else zero.</summary>
    public readonly uint Digit(int index, out ulong negativeMask)
    {
        unchecked
        {
            var position = index * _width;
            var word = position >> 6;
            var offset = position & 63;
            var bits = (_shifted[word] >> offset) | (_shifted[word + 1] << 1 << (63 - offset));
            var window = (uint)bits & ((2u << _width) - 1);

            var negative = 0 - (window >> _width);
            negativeMask = (ulong)(long)(int)negative;
            var folded = window ^ (negative & ((2u << _width) - 1));
            return (folded >> 1) + (folded & 1);
        }
    }

    /// <summary>Wipes the buffer.</summary>
    public readonly void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_shifted));
}
