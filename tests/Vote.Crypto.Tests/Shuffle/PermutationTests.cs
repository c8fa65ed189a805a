using Vote.Crypto.Shuffle;

namespace Vote.Crypto.Tests.Shuffle;

public sealed class PermutationTests
{
    /// <summary>All six of three occur, and so does every image at every place of eight: a mixer that left the order alone would prove it all the same.</summary>
    [Fact]
    public void IsDrawnFromAllThereAre()
    {
        const int draws = 600; // each misses one of six with a chance of 6·(5/6)^600 < 10⁻⁴⁶
        Assert.Equal(6, Enumerable.Range(0, draws).Select(_ => string.Join(' ', Drawn(3))).Distinct().Count());
        Assert.Equal(64, Enumerable.Range(0, draws).SelectMany(_ => Drawn(8).Index()).Distinct().Count());
    }

    [Fact]
    public void IsAPermutation() => Assert.Equal(Enumerable.Range(0, 100), Drawn(100).Order());

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 2, 3)]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 1, 3)]
    public void RefusesWhatMissesANumber(params int[] given) => Assert.Throws<ArgumentException>(() => Permutation.Of(given));

    private static int[] Drawn(int count)
    {
        using var permutation = Permutation.Draw(count);
        return [.. Enumerable.Range(0, permutation.Count).Select(i => permutation[i])];
    }
}
