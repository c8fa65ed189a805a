using Vote.Testing;

namespace Vote.Canonical.Tests;

public class Base64UrlTests
{
    [Fact]
    public void RoundTripsEveryLength()
    {
        var random = new Mutator(1);
        for (var length = 0; length < 100; length++)
        {
            var data = random.Bytes(length);
            var text = Base64Url.Encode(data);

            Assert.Equal(text.Length, Base64Url.EncodedLength(length));
            Assert.True(Base64Url.TryDecode(text, out var decoded));
            Assert.Equal(data, decoded);
        }
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AB")]
    [InlineData("AAB")]
    [InlineData("AA==")]
    [InlineData("AA ")]
    [InlineData("A\nA")]
    [InlineData("A+A/")]
    [InlineData("AAAA=")]
    [InlineData("ＡＡＡＡ")]
    public void RejectsASecondSpelling(string text) => Assert.False(Base64Url.TryDecode(text, out _));

    [Fact]
    public void AcceptsOneOfTheFourSpellingsOfABytesLastBits()
    {
        var accepted = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            .Count(last => Base64Url.TryDecode($"A{last}", out _));

        Assert.Equal(4, accepted);
    }
}
