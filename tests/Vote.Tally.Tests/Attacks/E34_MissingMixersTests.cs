using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>E34: only some of the required trustees shuffled, or one twice under two names. Refused by count, and by signature.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class E34_MissingMixersTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public async Task OneOfTwoIsTooFew()
    {
        var entries = Forge.Complete(await Forge.VotingAsync(), new Lie { Mixers = [3] });
        await Forge.OnlyAsync("7.1", entries);
    }

    [Fact]
    public async Task AThirdIsNotTooMany() => Assert.Empty(await Forge.FailedAsync(Forge.Complete(await Forge.VotingAsync(), new Lie { Mixers = [3, 1, 2] })));

    /// <summary>Trustee 3 mixes again as trustee 1: it has not that key. Under its own name, the ledger counts it once.</summary>
    [Fact]
    public async Task OneUnderTwoNamesHasOnlyOneSignature()
    {
        var whole = Forge.Complete(await Forge.VotingAsync());
        var second = whole.FindIndex(entry => entry.Body is Shuffle { Round: 2 });
        var body = (Shuffle)whole[second].Body;
        foreach (var (claimed, signer) in new[] { (1, 3), (2, 3), (3, 3) })
        {
            var forged = Forge.SignAsTrustee(signer, new Shuffle(body.Question, 2, claimed, body.Payload));
            Entry[] entries = [.. whole[..second], forged, .. whole[(second + 1)..]];
            var error = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Forge.FailedAsync(entries));
            Assert.Contains(claimed == signer ? "OutOfOrder" : "WrongAuthors", error.Message, StringComparison.Ordinal);
        }
    }
}
