using System.Numerics;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;
using Vote.Crypto.Tests.Group;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B4: points of another curve y² = x³ − 3x + b', on which the arithmetic of P-256 works as well and where the order is small: each answer of a holder of a
/// secret then gives the secret modulo that order. The cases are in the manner of Wycheproof's, made here. The only uncompressed points are HPKE's;
/// JPKI certificates are RSA, and their checks are the platform's.
/// </summary>
public sealed class B4_InvalidCurveTests
{
    private static readonly byte[] Info = [1];

    /// <summary>Points of order 2 and 3 on the curves through them.</summary>
    public static TheoryData<int, string, string> LowOrder()
    {
        var data = new TheoryData<int, string, string>();
        foreach (var (order, point) in PointsOfSmallOrder())
        {
            data.Add(order, Convert.ToHexString(Twin.ToBytes(point.X)), Convert.ToHexString(Twin.ToBytes(point.Y)));
        }

        return data;
    }

    [Theory, MemberData(nameof(LowOrder))]
    public void RefusesAPointOfSmallOrderOnAnotherCurve(int order, string x, string y)
    {
        var point = new Twin.Affine(Twin.ToInteger(Convert.FromHexString(x)), Twin.ToInteger(Convert.FromHexString(y)));
        Assert.Null(order == 2 ? point.Y.IsZero ? null : point : Twin.Multiply(order, point));
        RefusedEverywhere([.. Convert.FromHexString(x), .. Convert.FromHexString(y)]);
    }

    [Fact]
    public void RefusesCoordinatesThatNoCurveEquationHolds()
    {
        byte[] x = new byte[32], y = new byte[32];
        Assert.True(Point.Generator.TryGetCoordinates(x, y));
        var one = Twin.ToBytes(1);
        byte[][] wrong =
        [
            [.. y, .. x],
            [.. x, .. x],
            [.. x, .. new byte[32]],
            [.. new byte[32], .. y],
            new byte[64],
            [.. one, .. one],
            [.. x, .. Twin.ToBytes(Twin.ToInteger(y) + 1)],
            [.. Twin.ToBytes(Twin.ToInteger(x) ^ 1), .. y],
            [.. Twin.ToBytes(Twin.P), .. y],
            [.. x, .. Twin.ToBytes(Twin.P)],
            [.. Enumerable.Repeat((byte)0xFF, 64)],
            // The generator of secp256k1: a right point of the wrong curve.
            Convert.FromHexString(
                "79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8"),
        ];
        Assert.All(wrong, RefusedEverywhere);
    }

    /// <summary>x of the quadratic twist, whose order has small factors: compressed, it would need only that nobody looks.</summary>
    [Fact]
    public void RefusesPointsOfTheTwist()
    {
        var refused = 0;
        for (var x = 0; x < 200; x++)
        {
            if (!Point.TryDecode([2, .. Twin.ToBytes(x)], out _))
            {
                refused++;
                Assert.False(HpkePublicKey.TryDecode([3, .. Twin.ToBytes(x)], out _));
                Assert.False(Vote.Canonical.Signatures.SignatureKey.TryDecode([2, .. Twin.ToBytes(x)], out _));
            }
        }

        Assert.InRange(refused, 60, 140);
    }

    /// <summary>The holder of the secret gives no answer that depends on it: the message does not open, before any multiplication.</summary>
    private static void RefusedEverywhere(byte[] coordinates)
    {
        Assert.False(Point.TryFromCoordinates(coordinates.AsSpan(0, 32), coordinates.AsSpan(32), out _));
        foreach (var prefix in new byte[] { 4, 6, 7, 0 })
        {
            byte[] encapsulation = [prefix, .. coordinates];
            Assert.False(HpkePublicKey.TryDecodeForKem(encapsulation, out _));
            using var key = HpkePrivateKey.Generate();
            Assert.False(HpkeBase.TryOpen(key, Info, [], [.. encapsulation, .. new byte[48]], out _));
        }
    }

    /// <summary>y = 0 has order 2; the roots of the third division polynomial have order 3.</summary>
    private static IEnumerable<(int Order, Twin.Affine Point)> PointsOfSmallOrder()
    {
        yield return (2, new(5, 0));
        yield return (2, new(Twin.P - 1, 0));
        for (BigInteger x = 2, found = 0; found < 3; x++)
        {
            // ψ₃ = 3x⁴ + 6ax² + 12b'x − a² = 0 with a = −3, solved for b'; then y² = x³ − 3x + b'.
            var b = Twin.Mod((9 + (18 * x * x) - (3 * x * x * x * x)) * Twin.Inverse(12 * x, Twin.P), Twin.P);
            if (TryRoot((x * x * x) - (3 * x) + b, out var y))
            {
                found++;
                yield return (3, new(x, y));
            }
        }
    }

    private static bool TryRoot(BigInteger square, out BigInteger root)
    {
        var value = Twin.Mod(square, Twin.P);
        root = BigInteger.ModPow(value, (Twin.P + 1) / 4, Twin.P);
        return !value.IsZero && root * root % Twin.P == value;
    }
}
