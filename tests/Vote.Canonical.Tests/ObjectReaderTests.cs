using System.Text;

namespace Vote.Canonical.Tests;

public class ObjectReaderTests
{
    [Fact]
    public void ReadsEveryKindOfField()
    {
        var reader = Open("""{"b":"AQI","h":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","l":["x"],"n":7,"o":{"y":1},"s":"text","t":true}""");

        Assert.Equal([1, 2], reader.Bytes("b", 2));
        Assert.Equal(Digest.Zero, reader.Hash("h"));
        Assert.Equal(["x"], reader.Texts("l", 1, 1));
        Assert.Equal(7, reader.Count("n", 7, 7));
        Assert.Equal(1, reader.Nested("o").Number("y"));
        reader.Literal("s", "text");
        Assert.True(reader.Truth("t"));
        Assert.True(reader.Finish());
    }

    [Fact]
    public void FailsOnAFieldNobodyAskedFor() => Assert.False(Reads("""{"a":1,"b":2}""", reader => reader.Number("a")));

    [Fact]
    public void FailsOnAFieldInsideANestedObjectNobodyAskedFor() =>
        Assert.False(Reads("""{"a":{"b":1}}""", reader => reader.Nested("a")));

    [Fact]
    public void FailsOnAMissingField() => Assert.False(Reads("{}", reader => reader.Number("a")));

    [Theory]
    [InlineData("""{"a":"1"}""")]
    [InlineData("""{"a":0}""")]
    [InlineData("""{"a":4}""")]
    [InlineData("""{"a":[1]}""")]
    public void FailsOnAnotherTypeOrRange(string json) => Assert.False(Reads(json, reader => reader.Number("a", 1, 3)));

    [Theory]
    [InlineData("""{"a":"AQ"}""")]
    [InlineData("""{"a":"AQIDBA"}""")]
    [InlineData("""{"a":"A-=="}""")]
    [InlineData("""{"a":1}""")]
    public void FailsOnBytesOfAnotherLengthOrSpelling(string json)
    {
        var reader = Open(json);

        Assert.Equal(3, reader.Bytes("a", 3).Length);
        Assert.False(reader.Finish());
    }

    [Theory]
    [InlineData("""{"a":[]}""")]
    [InlineData("""{"a":["x","y","z"]}""")]
    [InlineData("""{"a":["x",1]}""")]
    public void FailsOnAListOfAnotherLengthOrType(string json) => Assert.False(Reads(json, reader => reader.Texts("a", 1, 2)));

    [Fact]
    public void RemembersAFailureAmongGoodFields() => Assert.False(Reads("""{"a":1,"b":"x"}""", reader =>
    {
        reader.Text("a");
        reader.Text("b");
    }));

    [Fact]
    public void OpensNothingButAnObject() => Assert.False(ObjectReader.TryParse("[1]"u8, out _));

    private static ObjectReader Open(string json) => ObjectReader.TryParse(Encoding.UTF8.GetBytes(json), out var reader)
        ? reader
        : throw new ArgumentException("not canonical", nameof(json));

    private static bool Reads(string json, Action<ObjectReader> read)
    {
        var reader = Open(json);
        read(reader);
        return reader.Finish();
    }
}
