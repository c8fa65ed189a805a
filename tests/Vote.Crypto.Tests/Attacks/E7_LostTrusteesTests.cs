using Vote.Crypto.Group;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>E7: a trustee refuses, or lost its key. Every t of n decrypt alike; fewer get an error and nothing, not even a part.</summary>
public sealed class E7_LostTrusteesTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    public void EverySubsetOfTDecryptsAlike(int threshold, int trustees)
    {
        using var tally = new Tally(threshold, trustees, 0, 1, 7);
        var shares = Enumerable.Range(1, trustees).Select(trustee => tally.Share(trustee)).ToArray();
        var expected = new long[] { 0, 1, 7 }.Select(number => Scalar.FromInt64(number) * Point.Generator).ToArray();
        Assert.All(Subsets.OfSize(shares, threshold), quorum => Assert.Equal(expected, tally.Combine(quorum)));
    }

    [Fact]
    public void FewerThanTGiveAClearErrorAndNoPart()
    {
        using var tally = new Tally(3, 5, 1, 2);
        var shares = Enumerable.Range(1, 5).Select(trustee => tally.Share(trustee)).ToArray();
        foreach (var quorum in Subsets.Of(shares).Where(subset => subset.Count < 3))
        {
            var error = Assert.Throws<ArgumentException>(() => tally.Combine(quorum));
            Assert.Contains("Needs 3 shares", error.Message, StringComparison.Ordinal);
        }

        // What two trustees could compute by themselves, with their own coefficients, is not the plaintext.
        var two = Lagrange.AtZero([new TrusteeIndex(1), new TrusteeIndex(2)]);
        for (var k = 0; k < 2; k++)
        {
            var guess = tally.Ciphertexts[k].B - (two[0] * shares[0].Values[k]) - (two[1] * shares[1].Values[k]);
            Assert.NotEqual(Scalar.FromInt64(k + 1) * Point.Generator, guess);
        }
    }
}
