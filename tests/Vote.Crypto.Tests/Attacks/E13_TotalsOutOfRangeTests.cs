using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// E13: a logarithm that overflows, a negative total, more votes than voters. The range of each total follows from the counted ballots; what lies outside has
/// no number. There are no weights of voters in this design: each ballot counts once.
/// </summary>
public sealed class E13_TotalsOutOfRangeTests
{
    private static readonly DiscreteLog Logarithms = new(1000);

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue + 1)]
    public void FindsNoTotalBeyondTheVoters(long total)
    {
        var bounds = TotalBounds.Of(new([0, 1, 0]), counted: 10);
        Assert.Equal((0L, 10L), (bounds.Lower, bounds.Upper));
        Assert.False(bounds.TryDecodeVartime(Logarithms, Scalar.FromInt64(total) * Point.Generator, out _));
    }

    [Fact]
    public void FindsEveryTotalWithinThemAndNoElementOfNoTotal()
    {
        var bounds = TotalBounds.Of(new([2, -3, 0]), counted: 4);
        Assert.Equal((-12L, 8L), (bounds.Lower, bounds.Upper));
        for (var m = -14L; m <= 10; m++)
        {
            var found = bounds.TryDecodeVartime(Logarithms, Scalar.FromInt64(m) * Point.Generator, out var total);
            Assert.Equal(m is >= -12 and <= 8, found);
            Assert.True(!found || total == m);
        }

        Assert.False(bounds.TryDecodeVartime(Logarithms, Scalar.Random() * Point.Generator, out _));
    }

    /// <summary>No wrap-around: a shape whose sums could leave 64 bits is no shape, and bounds that would are not computed.</summary>
    [Fact]
    public void RefusesSumsThatCouldWrap()
    {
        Assert.False(BallotShape.TryCreate(2, [new(new([long.MaxValue, 1]), 0)], [], out _));
        Assert.False(BallotShape.TryCreate(1, [new(new([0]), 0)], [], out _));
        Assert.False(BallotShape.TryCreate(1, [new(new([1]), long.MaxValue)], [], out _));
        Assert.Throws<OverflowException>(() => TotalBounds.Of(new([long.MaxValue, long.MaxValue]), counted: 2));
        Assert.ThrowsAny<ArgumentException>(() => TotalBounds.Of(new([1]), counted: -1));
    }
}
