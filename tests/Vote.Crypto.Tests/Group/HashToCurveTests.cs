using System.Text;
using System.Text.Json;
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
    public void MapsTheExceptionalElementsToTheCurve()
    {
        // u = 0 and Z·u² = −1 make the denominator of the map vanish; −1/Z = 1/10 is a square or it is not, zero always is.
        var point = Point.FromProjective(HashToCurve.MapToCurve(default));
        Span<byte> x = stackalloc byte[32];
        Span<byte> y = stackalloc byte[32];
        Assert.True(point.TryGetCoordinates(x, y));
        Assert.True(Point.TryFromCoordinates(x, y, out var same));
        Assert.Equal(point, same);
    }

    [Fact]
    public void RefusesTagsItCannotWrite()
    {
        Assert.Throws<ArgumentException>(() => HashToCurve.Hash([], []));
        Assert.Throws<ArgumentException>(() => HashToCurve.Hash([], new byte[256]));
        Assert.NotEqual(HashToCurve.Hash([1], new byte[255]), HashToCurve.Hash([1], new byte[254]));
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
