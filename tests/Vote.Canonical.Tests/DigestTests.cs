using System.Text;

namespace Vote.Canonical.Tests;

public class DigestTests
{
    [Fact]
    public void MatchesTheVectorOfFips180() => Assert.Equal(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest.Sha256("abc"u8).ToHex());

    [Fact]
    public void HashesTheConcatenation()
    {
        var whole = Digest.Sha256(Encoding.ASCII.GetBytes("one two three"));

        Assert.Equal(whole, Digest.Sha256("one "u8, "two three"u8));
        Assert.Equal(whole, Digest.Sha256("one"u8, " two "u8, "three"u8));
    }

    [Fact]
    public void RoundTripsEverySpelling()
    {
        var digest = Digest.Sha256("x"u8);

        Assert.True(Digest.TryDecode(digest.Bytes, out var fromBytes) && fromBytes == digest);
        Assert.True(Digest.TryParseHex(digest.ToHex(), out var fromHex) && fromHex == digest);
        Assert.True(Digest.TryParseBase64Url(digest.ToBase64Url(), out var fromText) && fromText == digest);
    }

    [Fact]
    public void RejectsOtherLengthsAndUpperCase()
    {
        Assert.False(Digest.TryDecode(new byte[31], out _));
        Assert.False(Digest.TryDecode(new byte[33], out _));
        Assert.False(Digest.TryParseHex(Digest.Sha256("x"u8).ToHex().ToUpperInvariant(), out _));
        Assert.False(Digest.TryParseHex(new string('0', 63), out _));
        Assert.False(Digest.TryParseBase64Url(new string('A', 42), out _));
    }

    [Fact]
    public void OrdersByBytes()
    {
        Assert.True(Digest.TryParseHex("ff" + new string('0', 62), out var high));

        Assert.True(Digest.Zero < high && high > Digest.Zero && Digest.Zero <= high && high >= Digest.Zero);
        Assert.True(Digest.Zero != high);
    }
}
