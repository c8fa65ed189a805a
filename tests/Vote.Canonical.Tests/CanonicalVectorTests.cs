using System.Text.Json;
using Vote.Testing;

namespace Vote.Canonical.Tests;

/// <summary>spec/vectors/canonical-json.json</summary>
public class CanonicalVectorTests
{
    [Fact]
    public void AcceptsEveryCanonicalVector()
    {
        foreach (var vector in Vectors().GetProperty("accepted").EnumerateArray())
        {
            var bytes = Convert.FromHexString(vector.GetProperty("bytes").GetString()!);
            Assert.True(CanonicalValue.TryParse(bytes, out var value), vector.GetProperty("comment").GetString());
            Assert.Equal(bytes, value.Encode());
        }
    }

    [Fact]
    public void RejectsEveryOtherVector()
    {
        foreach (var vector in Vectors().GetProperty("rejected").EnumerateArray())
        {
            var bytes = Convert.FromHexString(vector.GetProperty("bytes").GetString()!);
            Assert.False(CanonicalValue.TryParse(bytes, out _), vector.GetProperty("comment").GetString());
        }
    }

    private static JsonElement Vectors() => SpecVectors.Load("canonical-json.json");
}
