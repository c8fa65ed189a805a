using Vote.Canonical;
using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Threshold;

public sealed class FingerprintWordsTests
{
    [Fact]
    public void HasADifferentWordForEachByte()
    {
        var words = Enumerable.Range(0, 256).Select(value => FingerprintWords.Of(Repeated(value))[0]).ToHashSet(StringComparer.Ordinal);
        var kana = Enumerable.Range(0, 256).Select(value => FingerprintWords.KanaFor(Repeated(value))[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(256, words.Count);
        Assert.Equal(256, kana.Count);
        Assert.All(words, word => Assert.Equal(4, word.Length));
        Assert.All(kana, word => Assert.Equal(2, word.Length));
    }

    [Fact]
    public void ShowsTheFirst128Bits()
    {
        var bytes = new byte[Digest.Length];
        var zero = FingerprintWords.Of(Digest.Zero);
        for (var i = 0; i < FingerprintWords.Count; i++)
        {
            bytes[i] = 1;
            Assert.True(Digest.TryDecode(bytes, out var digest));
            var words = FingerprintWords.Of(digest);
            Assert.Equal(FingerprintWords.Count, words.Count);
            Assert.Equal([i], Enumerable.Range(0, words.Count).Where(at => words[at] != zero[at]));
            bytes[i] = 0;
        }
    }

    [Fact]
    public void SpellsAPinnedDigest()
    {
        var digest = Digest.Sha256("tsukuba"u8);
        Assert.Equal("d12b", digest.ToHex()[..4]);
        Assert.Equal(["mobo", "kore"], FingerprintWords.Of(digest).Take(2));
    }

    private static Digest Repeated(int value)
    {
        var bytes = new byte[Digest.Length];
        Array.Fill(bytes, (byte)value);
        Assert.True(Digest.TryDecode(bytes, out var digest));
        return digest;
    }
}
