using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A20: an expander of 255 blocks that overflows, wraps or repeats: 170 scalars of 48 bytes are its end. SHAKE128 has no such end; the pinned values come
/// from another implementation of it (Python's hashlib, by the text of spec §6.3).
/// </summary>
public sealed class A20_HashToScalarLimitsTests
{
    [Theory]
    [InlineData(1, "0808ab7346a1edcbf46f0647e372bfa5edfc101459218594417cbd78ad14bb09", "0808ab7346a1edcbf46f0647e372bfa5edfc101459218594417cbd78ad14bb09")]
    [InlineData(170, "197f10e16365c6ac958a8dcea92bb28411f2734414a93c04c43bf33d62e25d71", "628d4e8c5e534d60fe58be62fb7510aeb8dcc6939e3f42d16d9161a60acfd068")]
    [InlineData(171, "a8fe1d30989fb6b45cabf51ab4c022245e8b00fe7c4804b4b0f5a5a91aa09ff3", "5d0a352570bd696ea12de067b535ae895ce931da683ece73cb4cf33cef8fd0e6")]
    [InlineData(10_000, "659a3448037f82a4b69f02040bd764a99cc0f2947223993266aedf077b5e7ee7", "216749f8ec6123be93e12316c81a6c63d11f1c82704ec71c60ab52699792cc6e")]
    [InlineData(100_000, "7eddc8af56cd2b7469095230778ca8693533670b595493ec791a3e2f67ed83f3", "dba75b4bd9e57947e0aedad602a3c9fd29989da8601170305383309c70e1b9b0")]
    public void WeightsOfEverySizeArePinnedAndDistinct(int count, string first, string last)
    {
        using var sponge = new DuplexSponge(SessionId.Derive("a"u8));
        sponge.AbsorbVector(Enumerable.Repeat(Point.Generator, count).ToArray());
        var weights = sponge.SqueezeScalars(count);
        Assert.Equal(first, Convert.ToHexStringLower(weights[0].Encode()));
        Assert.Equal(last, Convert.ToHexStringLower(weights[^1].Encode()));
        Assert.Equal(count, weights.Distinct().Count());
    }

    /// <summary>The one expander with such a limit serves hash-to-curve, and is never asked for more than 96 bytes; beyond its end it refuses.</summary>
    [Fact]
    public void TheExpanderOfHashToCurveRefusesMoreThanItsBlocks()
    {
        HashToCurve.ExpandMessage("m"u8, "tag"u8, new byte[255 * 32]);
        Assert.Throws<ArgumentOutOfRangeException>(() => HashToCurve.ExpandMessage("m"u8, "tag"u8, new byte[(255 * 32) + 1]));
        Assert.Throws<ArgumentException>(() => HashToCurve.Hash("m"u8, new byte[256]));
        Assert.Throws<ArgumentException>(() => HashToCurve.Hash("m"u8, []));
    }
}
