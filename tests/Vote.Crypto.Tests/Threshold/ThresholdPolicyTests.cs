using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Threshold;

public sealed class ThresholdPolicyTests
{
    /// <summary>2 ≤ t ≤ n ≤ 16, and nothing beside it. spec §3.2</summary>
    [Fact]
    public void TakesEveryPairOfNumbersWithinTheBoundsAndNoOther()
    {
        for (var threshold = -1; threshold <= 18; threshold++)
        {
            for (var trustees = -1; trustees <= 18; trustees++)
            {
                var allowed = Enumerable.Range(2, 15).Contains(trustees) && Enumerable.Range(2, trustees - 1).Contains(threshold);
                Assert.Equal(allowed, ThresholdPolicy.IsValid(threshold, trustees));
                Assert.Equal(allowed, Makes(threshold, trustees));
            }
        }
    }

    [Fact]
    public void NamesAllItsTrustees() => Assert.Equal([1, 2, 3], new ThresholdPolicy(2, 3).All.Select(trustee => trustee.Value));

    private static bool Makes(int threshold, int trustees)
    {
        try
        {
            return new ThresholdPolicy(threshold, trustees) is var policy && (policy.Threshold, policy.Trustees) == (threshold, trustees);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
