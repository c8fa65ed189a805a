using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.ElGamal;

public sealed class DiscreteLogTests
{
    private static readonly DiscreteLog Small = new(0);

    [Fact]
    public void FindsEveryNumberBetweenItsBounds()
    {
        for (long m = -80; m <= 80; m++)
        {
            AssertFinds(Small, m, -80, 80);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_000)]
    public void FindsTheEndsOfItsRangeWhateverItsTable(long expectedWidth)
    {
        var table = new DiscreteLog(expectedWidth);
        (long Lower, long Upper)[] ranges = [(0, 0), (0, 1), (-1, 0), (5, 5), (0, 5_000), (-5_000, -1), (-3_000, 2_000), (1_000_000, 1_002_111)];
        foreach (var (lower, upper) in ranges)
        {
            AssertFinds(table, lower, lower, upper);
            AssertFinds(table, upper, lower, upper);
            AssertFinds(table, lower + ((upper - lower) / 2), lower, upper);
            AssertFindsNothing(table, lower - 1, lower, upper);
            AssertFindsNothing(table, upper + 1, lower, upper);
        }
    }

    [Fact]
    public void ReachesTheEndsOfSixtyFourBits()
    {
        AssertFinds(Small, long.MinValue, long.MinValue, long.MinValue + 100);
        AssertFinds(Small, long.MaxValue, long.MaxValue - 100, long.MaxValue);
        AssertFinds(Small, long.MinValue + 7, long.MinValue, long.MaxValue);
        AssertFindsNothing(Small, long.MaxValue, long.MaxValue - 100, long.MaxValue - 1);
    }

    [Fact]
    public void FindsNothingForSomeElement() => Assert.False(new DiscreteLog(10_000).TryFindVartime(Sample.RandomPoint(), -5_000, 5_000, out _));

    [Fact]
    public void RefusesBoundsInTheWrongOrder() =>
        Assert.Throws<ArgumentException>(() => Small.TryFindVartime(Point.Generator, 1, 0, out _));

    private static void AssertFinds(DiscreteLog table, long m, long lower, long upper)
    {
        Assert.True(table.TryFindVartime(Scalar.FromInt64(m) * Point.Generator, lower, upper, out var found), $"{m} in {lower}…{upper}");
        Assert.Equal(m, found);
    }

    private static void AssertFindsNothing(DiscreteLog table, long m, long lower, long upper) =>
        Assert.False(table.TryFindVartime(Scalar.FromInt64(m) * Point.Generator, lower, upper, out _));
}
