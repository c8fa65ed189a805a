using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>E32: a ballot that its voter replaced, put back on the record; or the same one twice. The slot's chain has no place for it, and its proofs are for another.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class E32_SupersededReplayTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public async Task TheSameEntryAgainIsRefused()
    {
        var voting = await Forge.VotingAsync();
        foreach (var again in voting.Where(entry => entry.Body is BallotCast).ToArray())
        {
            var error = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Forge.FailedAsync([.. voting, again]));
            Assert.Contains("Refused", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The old payload in a new entry that continues the chain, signed by the voter: repeated, and not proven for that place.</summary>
    [Fact]
    public async Task AnOldPayloadInANewEntryIsRefused()
    {
        using var credential = Vote.Canonical.Signatures.SigningKey.Generate();
        var enrolled = Forge.Sign(new CredentialEnrolled(new(3), 1, credential.Public, Vote.Canonical.Digest.Sha256("an act"u8)), Forge.Registrar);
        var payload = Honest(new BallotContext(credential.Public, new(3, 1, 1), EntryHash.None.Value));
        var first = Forge.Sign(new BallotCast(new(new(3), 1, 1), EntryHash.None, credential.Public, new(payload)), credential);
        var second = Forge.Sign(new BallotCast(new(new(3), 1, 2), first.Hash, credential.Public, new(payload)), credential);
        var entries = Forge.Complete([.. await Forge.VotingAsync(), enrolled, first, second]);
        Assert.Equal(["5.3", "5.4"], await Forge.FailedAsync(entries));
        Assert.NotEmpty(Forge.ToolFinds(entries));
    }
}
