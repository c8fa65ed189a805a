using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>A3 on a whole record: a mixer that brings generators of its own, or any other byte. There is no place for them: the shuffle does not decode.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class A3_RecordWithGeneratorsTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public async Task AShuffleWithGeneratorsIsRefused()
    {
        var voting = await Forge.VotingAsync();
        byte[] planted = [.. Point.Generator.Encode(), .. (Scalar.FromInt64(7) * Point.Generator).Encode()];
        var entries = Forge.Complete(voting, new Lie { OfShuffle = (payload, round) => round == 2 ? [.. payload, .. planted] : payload });

        // The round that is none is missing as well, and nothing fits what comes after it.
        Assert.Contains("7.2", await Forge.FailedAsync(entries));
        Assert.Contains(Forge.ToolFinds(entries), finding => finding.StartsWith("7.2", StringComparison.Ordinal));
    }
}
