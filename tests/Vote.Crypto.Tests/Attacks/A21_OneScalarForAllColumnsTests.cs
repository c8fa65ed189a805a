using Vote.Crypto.ElGamal;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Tests.Shuffle;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A21: one re-encryption scalar for all columns of a row. Then the proof holds, and the difference of two columns, the same before and after, links each
/// output to its input. Nobody can prove that a mixer does not do it; ours never does.
/// </summary>
public sealed class A21_OneScalarForAllColumnsTests
{
    [Fact]
    public void OurMixerKeepsNoDifferenceOfColumns()
    {
        const int rows = 1_000;
        var mix = new Mix(rows, 2);
        using var secrets = ShuffleSecrets.Draw(rows, 2);
        Assert.Equal(2 * rows, secrets.Reencryptions.Distinct().Count());

        // What the shuffler does with them: A' = A + r'·G, each cell its own r'.
        var output = Shuffler.Shuffle(mix.Statement(), null, CancellationToken.None).Output;
        var before = Differences(mix.Input);
        Assert.Equal(rows, before.Count);
        Assert.Empty(before.Intersect(Differences(output)));
    }

    /// <summary>The control: with one scalar a row, the verifier accepts, and every row is found again.</summary>
    [Fact]
    public void AMixerThatDidItWouldBeBelievedAndLinked()
    {
        const int rows = 4;
        var mix = new Mix(rows, 2);
        using var drawn = ShuffleSecrets.Draw(rows, 2);
        for (var row = 0; row < rows; row++)
        {
            drawn.Reencryptions[(2 * row) + 1] = drawn.Reencryptions[2 * row];
        }

        var shuffled = Shuffler.Shuffle(mix.Statement(), drawn, Vote.Crypto.Sigma.SystemNonces.Instance);
        Assert.Equal(Verdict.Accept, mix.Verify(shuffled));
        Assert.Equal(rows, Differences(mix.Input).Intersect(Differences(shuffled.Output)).Count());
    }

    private static HashSet<(Vote.Crypto.Group.Point A, Vote.Crypto.Group.Point B)> Differences(CiphertextRows rows) =>
        [.. Enumerable.Range(0, rows.Count).Select(row => rows[row, 0] - rows[row, 1]).Select(cell => (cell.A, cell.B))];
}
