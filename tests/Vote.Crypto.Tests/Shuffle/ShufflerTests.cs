using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;

namespace Vote.Crypto.Tests.Shuffle;

public sealed class ShufflerTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 1)]
    [InlineData(20, 3)]
    public void AcceptsEveryHonestShuffle(int count, int width)
    {
        var mix = new Mix(count, width);
        var shuffled = mix.Honest();
        Assert.IsType<Verdict.Accepted>(mix.Verify(shuffled));

        // the same rows, whole, in some order
        var before = Rows(mix, mix.Input);
        var after = Rows(mix, shuffled.Output);
        Assert.Equal(before.Order(StringComparer.Ordinal), after.Order(StringComparer.Ordinal));
    }

    /// <summary>Three times in the same order has a chance of (1/9!)³ &lt; 10⁻¹⁶.</summary>
    [Fact]
    public void LeavesTheOrderOfRowsBehind()
    {
        var mix = new Mix(9, 1);
        var before = Rows(mix, mix.Input);
        Assert.Contains(Enumerable.Range(0, 3), _ => !Rows(mix, mix.Honest().Output).SequenceEqual(before));
    }

    [Fact]
    public void RoundTripsItsPayload()
    {
        var mix = new Mix(4, 2);
        var payload = mix.Honest().Encode();
        Assert.Equal(ShuffledRows.EncodedLength(4, 2), payload.Length);
        Assert.True(ShuffledRows.TryDecode(4, 2, payload, out var decoded));
        Assert.Equal(payload, decoded.Encode());
        Assert.IsType<Verdict.Accepted>(mix.Verify(decoded));
    }

    [Fact]
    public void ChainsRounds()
    {
        var mix = new Mix(5, 1);
        var first = mix.Honest();
        var second = mix.Statement(first.Output, new(1, 2, 2));
        var shuffled = Shuffler.Shuffle(second, null, CancellationToken.None);
        Assert.IsType<Verdict.Accepted>(ShuffleVerifier.Verify(second, shuffled));
        Assert.IsType<Verdict.Rejected>(mix.Verify(shuffled));
    }

    [Fact]
    public void RefusesASingleRow()
    {
        var mix = new Mix(1, 1);
        Assert.Throws<ArgumentException>(() => Shuffler.Shuffle(mix.Statement(), null, CancellationToken.None));
    }

    [Fact]
    public void StopsWhenAsked()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Shuffler.Shuffle(new Mix(3, 1).Statement(), null, stop.Token));
    }

    /// <summary>attacks.md A21: with one scalar for all columns the difference of two columns would survive the shuffle.</summary>
    [Fact]
    public void GivesEachColumnItsOwnScalar()
    {
        var mix = new Mix(60, 3);
        var shuffled = mix.Honest();
        var before = Differences(mix.Input);
        Assert.Empty(Differences(shuffled.Output).Intersect(before));
    }

    [Fact]
    public void ReportsEveryRow()
    {
        var reported = new List<int>();
        Shuffler.Shuffle(new Mix(6, 1).Statement(), new Collector(reported), CancellationToken.None);
        Assert.Equal([1, 2, 3, 4, 5, 6], reported.Order());
    }

    private static string[] Rows(Mix mix, CiphertextRows rows) =>
        [.. rows.Cells.Chunk(rows.Width).Select(row => string.Join('|', row.Select(cell => Convert.ToHexString(mix.Decrypt(cell).Encode()))))];

    private static string[] Differences(CiphertextRows rows) =>
        [.. Enumerable.Range(0, rows.Count).SelectMany(row => Enumerable.Range(1, rows.Width - 1)
            .Select(column => Convert.ToHexString((rows[row, column] - rows[row, 0]).A.Encode())))];

    private sealed class Collector(List<int> into) : IProgress<int>
    {
        public void Report(int value)
        {
            lock (into)
            {
                into.Add(value);
            }
        }
    }
}
