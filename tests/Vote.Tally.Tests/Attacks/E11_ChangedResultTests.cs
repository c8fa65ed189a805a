using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>E11: an option left out of the result, one added, two renamed by exchanging their places. The style says how many totals there are, and in which order.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class E11_ChangedResultTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public Task AnOptionLeftOut() => RefusedAsync(totals => totals[..^1]);

    [Fact]
    public Task AnOptionAdded() => RefusedAsync(totals => [.. totals, 0]);

    [Fact]
    public Task TwoOptionsExchanged() => RefusedAsync(totals => [totals[1], totals[0], .. totals[2..]]);

    [Fact]
    public async Task AQuestionLeftOut()
    {
        var entries = Forge.Complete(await Forge.VotingAsync(), new Lie { OfResult = result => result with { Questions = [result.Questions[0]] } });
        Assert.Contains("9.2", await Forge.FailedAsync(entries));
        Assert.StartsWith("9", Assert.Single(Forge.ToolFinds(entries)), StringComparison.Ordinal);
    }

    private async Task RefusedAsync(Func<long[], long[]> change)
    {
        var lie = new Lie
        {
            OfResult = result => result with
            {
                Questions = [new QuestionResult.Homomorphic(change([.. ((QuestionResult.Homomorphic)result.Questions[0]).Totals])), result.Questions[1]],
            },
        };
        var entries = Forge.Complete(await Forge.VotingAsync(), lie);
        Assert.Contains("9.2", await Forge.FailedAsync(entries));
        Assert.StartsWith("9", Assert.Single(Forge.ToolFinds(entries)), StringComparison.Ordinal);
    }
}
