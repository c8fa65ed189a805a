using Vote.Crypto.Tests.Shuffle;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// E9: partial checking and sloppy cut-and-choose let a mixer replace a few votes with a fair chance. No such mix exists here; every row is in the proof,
/// and its soundness error is that of one weight among 2²⁵⁶. A vote replaced, doubled or dropped, at every place, is refused every time.
/// </summary>
public sealed class E9_CutAndChooseMixesTests
{
    [Fact]
    public void RejectsAReplacedVote()
    {
        var forger = new ShuffleForger(new Mix(4, 1));
        var verdict = forger.ProveWithOutputs(cells => [forger.Encrypt(99), .. cells.Skip(1)]);
        Assert.IsType<Verdict.Rejected>(verdict);
    }

    [Fact]
    public void RejectsADoubledVote()
    {
        var forger = new ShuffleForger(new Mix(4, 1));
        var verdict = forger.ProveWithOutputs(cells => [cells[1], .. cells.Skip(1)]);
        Assert.IsType<Verdict.Rejected>(verdict);
    }

    /// <summary>Each row in turn takes the place of each other: what RPC catches half of the time.</summary>
    [Fact]
    public void RejectsEveryDuplicateInPlaceOfEveryVote()
    {
        const int rows = 4;
        for (var gone = 0; gone < rows; gone++)
        {
            for (var twice = 0; twice < rows; twice++)
            {
                var (lost, doubled) = (gone, twice);
                var verdict = new ShuffleForger(new Mix(rows, 1)).ProveWithOutputs(cells => [.. cells.Select((cell, i) => i == lost ? cells[doubled] : cell)]);
                Assert.Equal(gone == twice, verdict is Verdict.Accepted);
            }
        }
    }
}
