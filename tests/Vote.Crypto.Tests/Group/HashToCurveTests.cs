using System.Numerics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Group;

public sealed class HashToCurveTests
{
    [Fact]
    public void GivesThePointsOfTheRfc()
    {
        var ran = 0;
        ForEachVector("hashToCurve", (message, tag, vector) =>
        {
            AssertPoint(vector.GetProperty("point"), HashToCurve.Hash(message, tag));
            ran++;
        });
        Assert.Equal(5, ran);
    }

    [Fact]
    public void GivesTheFieldElementsAndMappedPointsOfTheRfc() => ForEachVector("hashToCurve", (message, tag, vector) =>
    {
        var (first, second) = HashToCurve.HashToField(message, tag);
        Assert.Equal(vector.GetProperty("u")[0].GetString(), Hex(first));
        Assert.Equal(vector.GetProperty("u")[1].GetString(), Hex(second));
        AssertPoint(vector.GetProperty("q0"), Point.FromProjective(HashToCurve.MapToCurve(first)));
        AssertPoint(vector.GetProperty("q1"), Point.FromProjective(HashToCurve.MapToCurve(second)));
    });

    [Fact]
    public void ExpandsMessagesAsTheRfc()
    {
        var ran = 0;
        ForEachVector("expandMessageXmd", (message, tag, vector) =>
        {
            var output = new byte[vector.GetProperty("length").GetInt32()];
            HashToCurve.ExpandMessage(message, tag, output);
            Assert.Equal(vector.GetProperty("uniformBytes").GetString(), Convert.ToHexStringLower(output));
            ran++;
        });
        Assert.Equal(10, ran);
    }

    [Fact]
    public void MapsAsTheTextbook() =>
        Prop.ForAll(Twin.Integers(), u => AssertMaps(Twin.Mod(u, Twin.P))).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void MapsTheExceptionalElementsAsTheTextbook()
    {
        // The denominator Z²u⁴ + Z·u² vanishes for u = 0 and for u² = −1/Z = 1/10, which has two roots.
        var root = BigInteger.ModPow(Twin.Inverse(10, Twin.P), (Twin.P + 1) / 4, Twin.P);
        Assert.True(Twin.Mod((10 * root * root) - 1, Twin.P).IsZero);
        AssertMaps(0);
        AssertMaps(root);
        AssertMaps(Twin.P - root);
    }

    [Fact]
    public void RefusesTagsItCannotWrite()
    {
        Assert.Throws<ArgumentException>(() => HashToCurve.Hash([], []));
        Assert.Throws<ArgumentException>(() => HashToCurve.Hash([], new byte[256]));
        Assert.NotEqual(HashToCurve.Hash([1], new byte[255]), HashToCurve.Hash([1], new byte[254]));
    }

    /// <summary>RFC 9380 §6.6.2 step by step with divisions, A = −3 and Z = −10.</summary>
    private static void AssertMaps(BigInteger u)
    {
        var p = Twin.P;
        var z = p - 10;
        var tv = Twin.Mod((z * z * u * u * u * u) + (z * u * u), p);
        var x1 = tv.IsZero
            ? Twin.B * Twin.Inverse(Twin.Mod(z * -3, p), p)
            : Twin.B * Twin.Inverse(3, p) * (1 + Twin.Inverse(tv, p));
        var x = Twin.Mod(x1, p);
        var square = Equation(x);
        if (!BigInteger.ModPow(square, (p - 1) / 2, p).IsOne)
        {
            x = Twin.Mod(z * u * u * x, p);
            square = Equation(x);
        }

        var y = BigInteger.ModPow(square, (p + 1) / 4, p);
        y = y.IsEven == u.IsEven ? y : p - y;
        var mapped = HashToCurve.MapToCurve(FieldElement.FromUInt256(Twin.ToUInt256(u)));
        Assert.Equal(new Twin.Affine(x, y), Twin.ToAffine(Point.FromProjective(mapped)));

        BigInteger Equation(BigInteger at) => Twin.Mod((at * at * at) - (3 * at) + Twin.B, p);
    }

    private static void ForEachVector(string set, Action<byte[], byte[], JsonElement> check)
    {
        using var file = VectorFile.Open("hash-to-curve.json");
        var root = file.RootElement.GetProperty(set);
        var tag = Encoding.ASCII.GetBytes(VectorFile.TextOf(root, "domainSeparationTag"));
        foreach (var vector in root.GetProperty("vectors").EnumerateArray())
        {
            check(Encoding.ASCII.GetBytes(VectorFile.TextOf(vector, "message")), tag, vector);
        }
    }

    private static void AssertPoint(JsonElement expected, Point actual)
    {
        Span<byte> x = stackalloc byte[32];
        Span<byte> y = stackalloc byte[32];
        Assert.True(actual.TryGetCoordinates(x, y));
        Assert.Equal(VectorFile.TextOf(expected, "x"), Convert.ToHexStringLower(x));
        Assert.Equal(VectorFile.TextOf(expected, "y"), Convert.ToHexStringLower(y));
    }

    private static string Hex(FieldElement element)
    {
        var bytes = new byte[32];
        element.ToUInt256().WriteBigEndian(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
