using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>P-256 over big integers, by the textbook: slow, short, and sharing nothing with the code under test.</summary>
internal static class Twin
{
    public static readonly BigInteger P = Hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    public static readonly BigInteger N = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    public static readonly BigInteger B = Hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    public static readonly Affine G = new(
        Hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
        Hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));

    /// <summary>A point; null stands for the identity.</summary>
    public sealed record Affine(BigInteger X, BigInteger Y);

    public static BigInteger Mod(BigInteger value, BigInteger modulus) => ((value % modulus) + modulus) % modulus;

    public static BigInteger Inverse(BigInteger value, BigInteger prime) => BigInteger.ModPow(value, prime - 2, prime);

    public static Affine? Add(Affine? left, Affine? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        if (left.X == right.X && Mod(left.Y + right.Y, P).IsZero)
        {
            return null;
        }

        var slope = left == right
            ? 3 * (left.X * left.X - 1) * Inverse(2 * left.Y, P)
            : (right.Y - left.Y) * Inverse(Mod(right.X - left.X, P), P);
        var x = Mod(slope * slope - left.X - right.X, P);
        return new(x, Mod(slope * (left.X - x) - left.Y, P));
    }

    public static Affine? Multiply(BigInteger k, Affine? point)
    {
        Affine? result = null;
        for (var bit = (int)k.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = Add(result, result);
            result = ((k >> bit) & 1).IsOne ? Add(result, point) : result;
        }

        return result;
    }

    public static BigInteger ToInteger(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);

    public static byte[] ToBytes(BigInteger value)
    {
        var bytes = new byte[32];
        var digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, bytes.Length - digits.Length);
        return bytes;
    }

    public static Scalar ToScalar(BigInteger value)
    {
        Assert.True(Scalar.TryDecode(ToBytes(Mod(value, N)), out var scalar));
        return scalar;
    }

    public static Affine? ToAffine(Point point)
    {
        Span<byte> x = stackalloc byte[32];
        Span<byte> y = stackalloc byte[32];
        return point.TryGetCoordinates(x, y) ? new(ToInteger(x), ToInteger(y)) : null;
    }

    public static UInt256 ToUInt256(BigInteger value) => UInt256.ReadBigEndian(ToBytes(value));

    public static BigInteger ToInteger(in UInt256 value)
    {
        var bytes = new byte[32];
        value.WriteBigEndian(bytes);
        return ToInteger(bytes);
    }

    /// <summary>256-bit integers: random ones, and ones near 0, 2²⁵⁶, p, n and powers of two, or with long runs of ones.</summary>
    public static Arbitrary<BigInteger> Integers()
    {
        var any = Gen.Choose(0, 255).ArrayOf(32).Select(bytes => ToInteger(Array.ConvertAll(bytes, value => (byte)value)));
        var small = Gen.Choose(-40, 40);
        var power = Gen.Choose(0, 256).Select(bit => BigInteger.One << bit);
        var near = Gen.OneOf(power, Gen.Elements(P, N, P / 2, N / 2, BigInteger.Zero))
            .SelectMany(center => small, (center, offset) => center + offset);
        var runs = Gen.OneOf(power).Two().Select(pair => BigInteger.Abs(pair.Item1 - pair.Item2));
        return Arb.From(Gen.OneOf(any, any, near, runs).Select(value => Mod(value, BigInteger.One << 256)));
    }

    private static BigInteger Hex(string digits) => BigInteger.Parse("00" + digits, NumberStyles.HexNumber);
}
