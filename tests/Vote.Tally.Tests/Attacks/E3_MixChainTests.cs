using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>E3: all shuffles by one, or a chain whose links do not meet. Each of at least t different trustees takes what the one before gave, the first the board.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class E3_MixChainTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public async Task TheFirstRoundTakesTheBoard()
    {
        var lie = new Lie { OfRows = (rows, round) => round == 1 ? Reversed(rows) : rows };
        await Forge.OnlyAsync("7.2", Forge.Complete(await Forge.VotingAsync(), lie));
    }

    [Fact]
    public async Task EachRoundTakesTheOneBefore()
    {
        Vote.Crypto.Shuffle.CiphertextRows? first = null;
        var lie = new Lie { OfRows = (rows, round) => round == 1 ? first = rows : first! };
        var failed = await Forge.FailedAsync(Forge.Complete(await Forge.VotingAsync(), lie));
        Assert.Equal(["7.2"], failed);
    }

    [Fact]
    public async Task AMixThatIsMissingRepeatedOrMovedIsRefused()
    {
        var whole = Forge.Complete(await Forge.VotingAsync());
        var mixes = whole.Where(entry => entry.Body is Shuffle).ToArray();
        var before = whole.TakeWhile(entry => entry.Body is not Shuffle).ToArray();
        var after = whole.SkipWhile(entry => entry.Body is not Shuffle).SkipWhile(entry => entry.Body is Shuffle).ToArray();
        Assert.Contains("7.1", await Forge.FailedAsync([.. before, mixes[0], .. after]));
        await RefusedByTheLedgerAsync([.. before, mixes[1], .. after]);
        await RefusedByTheLedgerAsync([.. before, mixes[1], mixes[0], .. after]);
        await RefusedByTheLedgerAsync([.. before, mixes[0], mixes[0], .. after]);
        Assert.Contains(Forge.ToolFinds([.. before, mixes[0], .. after]), finding => finding.StartsWith("7.1", StringComparison.Ordinal));
        Assert.NotEmpty(Forge.ToolFinds([.. before, mixes[1], mixes[0], .. after]));
    }

    private async Task RefusedByTheLedgerAsync(Entry[] entries)
    {
        var error = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Forge.FailedAsync(entries));
        Assert.Contains("OutOfOrder", error.Message, StringComparison.Ordinal);
    }

    private static Vote.Crypto.Shuffle.CiphertextRows Reversed(Vote.Crypto.Shuffle.CiphertextRows rows) => new(rows.Width, [.. rows.Cells.Reverse()]);
}
