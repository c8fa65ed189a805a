using System.Security.Cryptography;

namespace Vote.Crypto.Group;

/// <summary>Signed digits of several secret scalars, window by window, a scalar a lane. Wiped when disposed.</summary>
internal sealed class SecretDigits : IDisposable
{
    private const byte Negative = 0x80;

    private readonly byte[] _digits;
    private readonly int _scalars;

    /// <param name="scalars">The secret integers.</param>
    /// <param name="width">At most 7 bits: the magnitude leaves room for the sign.</param>
    public SecretDigits(ReadOnlySpan<UInt256> scalars, int width)
    {
        var windows = SignedWindows.Count(256, width);
        _scalars = scalars.Length;
        _digits = new byte[windows * scalars.Length];
        Span<ulong> buffer = stackalloc ulong[SignedWindows.BufferLength];
        for (var i = 0; i < scalars.Length; i++)
        {
            var signed = new SignedWindows(scalars[i], width, buffer);
            for (var window = 0; window < windows; window++)
            {
                var magnitude = signed.Digit(window, out var negative);
                _digits[(window * scalars.Length) + i] = unchecked((byte)(magnitude | (negative & Negative)));
            }
        }

        buffer.Clear();
    }

    /// <summary>
    /// The digits of a window for the scalars from <paramref name="first"/> on, one a lane: |d| − 1 as the index in a table that
    /// begins with the point itself, and no index for zero. Lanes past the last scalar get zero, which is public.
    /// </summary>
    /// <returns>Which digits are not zero, and which are negative.</returns>
    public (uint NonZero, uint Negative) Read(int window, int first, Span<ulong> indices)
    {
        uint nonZero = 0;
        uint negative = 0;
        unchecked
        {
            for (var lane = 0; lane < indices.Length; lane++)
            {
                uint digit = first + lane < _scalars ? _digits[(window * _scalars) + first + lane] : (byte)0;
                var magnitude = digit & ~(uint)Negative;
                indices[lane] = (ulong)magnitude - 1;
                nonZero |= ((0 - magnitude) >> 31) << lane;
                negative |= (digit >> 7) << lane;
            }
        }

        return (nonZero, negative);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_digits);
}
