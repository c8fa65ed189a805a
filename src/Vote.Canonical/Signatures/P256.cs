using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Vote.Canonical.Signatures;

/// <summary>The few facts of P-256 (SP 800-186 §3.2.1.3) that public keys and signatures need. Public data only.</summary>
internal static class P256
{
    /// <summary>Bytes of a field element, a scalar, and half a signature.</summary>
    internal const int Size = 32;

    private static readonly BigInteger Prime =
        Constant("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

    private static readonly BigInteger B =
        Constant("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    internal static BigInteger Order { get; } =
        Constant("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    internal static BigInteger Integer(ReadOnlySpan<byte> encoded) => new(encoded, isUnsigned: true, isBigEndian: true);

    internal static void Write(BigInteger value, Span<byte> destination)
    {
        destination.Clear();
        value.TryWriteBytes(destination[(Size - value.GetByteCount(isUnsigned: true))..], out _, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>The point of a compressed SEC 1 encoding: 02 or 03 and x &lt; p of a point on the curve.</summary>
    internal static bool TryDecompressVartime(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out ECPoint? point)
    {
        point = null;
        if (encoded.Length != Size + 1 || encoded[0] is not (2 or 3) || Integer(encoded[1..]) is var x && x >= Prime)
        {
            return false;
        }

        // p ≡ 3 (mod 4), so a root of a square is its (p + 1)/4-th power.
        var square = (BigInteger.ModPow(x, 3, Prime) - (3 * x) + B + (3 * Prime)) % Prime;
        var y = BigInteger.ModPow(square, (Prime + 1) / 4, Prime);
        if (y * y % Prime != square)
        {
            return false;
        }

        // The curve's order is odd, so y is never zero and has both signs.
        var coordinates = new byte[Size];
        Write(y.IsEven == (encoded[0] == 2) ? y : Prime - y, coordinates);
        point = new ECPoint { X = encoded[1..].ToArray(), Y = coordinates };
        return true;
    }

    internal static byte[] Compress(ECPoint point) => [(byte)(2 + (point.Y![Size - 1] & 1)), .. point.X!];

    private static BigInteger Constant(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
