using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Shuffle;

/// <summary>Every number of rows and columns.</summary>
public sealed class ShuffleSizeTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(10, 3)]
    [InlineData(50, 1)]
    [InlineData(50, 2)]
    [InlineData(70, 2)]
    public void AcceptsHonestShufflesOfEverySize(int count, int width)
    {
        var mix = new Mix(count, width);
        Assert.IsType<Verdict.Accepted>(mix.Verify(mix.Honest()));
    }

    /// <summary>spec §7: one row hides among none, and no rows are no shuffle. Refused with a reason, not by an exception.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void RefusesFewerThanTwoRows(int count)
    {
        var mix = new Mix(count, 1);
        using var secrets = ShuffleSecrets.Draw(count, 1);
        var shuffled = count == 0
            ? new ShuffledRows(mix.Input, [], [], new byte[ShuffledRows.EncodedLength(0, 1)])
            : Shuffler.Shuffle(mix.Statement(), secrets, SystemNonces.Instance);
        Assert.IsType<Verdict.Rejected>(mix.Verify(shuffled));
    }
}
