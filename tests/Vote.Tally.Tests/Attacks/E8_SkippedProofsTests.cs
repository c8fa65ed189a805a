using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>E8: proofs that are skipped because there are so many. One corrupted ballot among many always stops the trustees, wherever it stands.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class E8_SkippedProofsTests(MockElection election) : ForgedElection(election)
{
    private static readonly int Many = Environment.GetEnvironmentVariable("TSUKUBA_NIGHTLY") == "1" ? 10_000 : 300;

    [Fact]
    public async Task OneCorruptedBallotAmongManyIsFoundWhereverItStands()
    {
        var opened = (await Forge.VotingAsync())[0];
        var voter = NewVoter(Honest);
        var body = (BallotCast)voter[1].Body;
        var bad = body.Payload.Bytes.ToArray();
        bad[^1] ^= 1;
        var corrupted = new UnsignedEntry(Forge.Manifest.Hash.Value, new BallotCast(body.Place, body.Previous, body.Credential, new(bad)))
            .Assemble(voter[1].Signatures);
        var entries = Enumerable.Repeat(voter[1], Many).Prepend(opened).ToArray();
        foreach (var at in new[] { 1, Many / 2, Many })
        {
            Entry[] spoiled = [.. entries];
            spoiled[at] = corrupted;
            var audit = BallotLists.Audit(Forge.Manifest.Election, spoiled);
            Assert.Single(audit.Unproven);
            Assert.False(audit.Holds);
            Assert.Contains(Forge.ToolFinds(spoiled), finding => finding.StartsWith("5.4", StringComparison.Ordinal));
        }
    }
}
