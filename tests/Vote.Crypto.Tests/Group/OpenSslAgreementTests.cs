using System.Numerics;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>The platform's P-256 is OpenSSL's: an implementation that shares nothing with ours.</summary>
public sealed class OpenSslAgreementTests
{
    [Fact]
    public void MultiplesOfTheGeneratorAreOpenSsls()
    {
        foreach (var k in Scalars())
        {
            var expected = PublicKey(k).Q;
            foreach (var point in new[]
            {
                k * Point.Generator,
                FixedBaseTable.Generator.MultiplyVartime(k),
                Point.Multiply(k, Point.Generator),
                Point.MultiplyVartime(k, Point.Generator),
                Point.MultiplySumVartime([k], [Point.Generator]),
            })
            {
                var x = new byte[32];
                var y = new byte[32];
                Assert.True(point.TryGetCoordinates(x, y));
                Assert.Equal(expected.X, x);
                Assert.Equal(expected.Y, y);
            }
        }
    }

    [Fact]
    public void SharedSecretsAreOpenSsls()
    {
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var theirs = other.ExportParameters(false).Q;
        Assert.True(Point.TryFromCoordinates(theirs.X, theirs.Y, out var point));
        var table = new FixedBaseTable(point);
        foreach (var k in Scalars())
        {
            using var ours = ECDiffieHellman.Create(PublicKey(k));
            var expected = ours.DeriveRawSecretAgreement(other.PublicKey);
            foreach (var product in new[] { k * point, Point.MultiplyVartime(k, point), table.Multiply(k), table.MultiplyVartime(k) })
            {
                var x = new byte[32];
                Assert.True(product.TryGetCoordinates(x, new byte[32]));
                Assert.Equal(expected, x);
            }
        }
    }

    /// <summary>Small, large, powers of two, sparse, dense and random scalars; none is zero.</summary>
    internal static IEnumerable<Scalar> Scalars()
    {
        var integers = new List<BigInteger>();
        for (var i = 1; i <= 40; i++)
        {
            integers.Add(i);
            integers.Add(Twin.N - i);
        }

        for (var bit = 3; bit < 256; bit++)
        {
            integers.Add(BigInteger.One << bit);
            integers.Add((BigInteger.One << bit) - 1);
            integers.Add((BigInteger.One << bit) + (BigInteger.One << (bit / 2)));
        }

        integers.Add(Twin.ToInteger(Enumerable.Repeat((byte)0x10, 32).ToArray()));
        integers.Add(Twin.ToInteger(Enumerable.Repeat((byte)0xF8, 32).ToArray()));
        foreach (var integer in integers)
        {
            yield return Twin.ToScalar(integer);
        }

        for (var i = 0; i < 50; i++)
        {
            yield return Scalar.Random();
        }
    }

    private static ECParameters PublicKey(Scalar k)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = k.Encode() });
        return key.ExportParameters(true);
    }
}
