using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Record;

[Collection(MockElectionCollection.Name)]
public sealed class BallotAuditTests(MockElection election)
{
    [Fact]
    public async Task AcceptsHonestBallotsAndCountsTheLastOfEachSlot()
    {
        var entries = await EntriesAsync();
        var audit = Run(entries);
        Assert.True(audit.Holds);
        Assert.Equal(4, audit.Ballots.Count);
        Assert.Equal([1, 2, 4], CountedBallots.Of(audit.Ballots).Ballots.Select(ballot => ballot.Body.Place.Slot.Value));
        Assert.Equal(2, CountedBallots.Of(audit.Ballots).Ballots[1].Body.Place.Sequence);
    }

    [Fact]
    public async Task NamesACopiedBallot()
    {
        var entries = await EntriesAsync();
        var copied = entries.Where(entry => entry.Body is BallotCast).Take(1);
        var audit = Run([.. entries, .. copied]);
        Assert.Equal(2, audit.Repeated.Count);
        Assert.All(audit.Repeated, line => Assert.StartsWith("slot 1,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NamesABallotThatWasOpenedBeforeOrAfterItWasCastAndOneOpenedTwice()
    {
        var entries = await EntriesAsync();
        var audited = Run(entries).Ballots[0];
        var cast = Challenge(Tracker.Of(election.Manifest().Hash, audited.Body.Credential, audited.Ballot).Text);
        Assert.Single(Run([.. entries, cast]).Challenged);
        Assert.Single(Run([cast, .. entries]).Challenged);

        var other = Challenge("2345-6789-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ");
        Assert.True(Run([.. entries, other]).Holds);
        var twice = Run([.. entries, other, other]);
        Assert.False(twice.Holds);
        Assert.StartsWith("5.5 2345-", Assert.Single(twice.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesABallotMovedToAnotherPlace()
    {
        var entries = await EntriesAsync();
        var body = entries.Select(entry => entry.Body).OfType<BallotCast>().First();
        var audit = Run([Moved(body, body.Payload)]);
        Assert.Single(audit.Unproven);
        Assert.Empty(audit.Undecodable);
    }

    [Fact]
    public async Task NamesABallotThatIsNone()
    {
        var entries = await EntriesAsync();
        var body = entries.Select(entry => entry.Body).OfType<BallotCast>().First();
        Assert.Single(Run([Moved(body, new Payload(body.Payload.Bytes[..^1]))]).Undecodable);
        Assert.Single(Run([Moved(body, new Payload(new byte[body.Payload.Bytes.Length]))]).Undecodable);
    }

    private BallotAudit Run(IReadOnlyList<Entry> entries) =>
        BallotAudit.Run(election.Manifest().Election, entries, new WorkMonitor(null, CancellationToken.None));

    /// <summary>Who signs it is another check's business.</summary>
    private Entry Challenge(string text)
    {
        Assert.True(TrackerText.TryParse(text, out var tracker));
        using var key = Vote.Canonical.Signatures.SigningKey.Generate();
        return new UnsignedEntry(election.Manifest().Hash.Value, new BallotChallenged(tracker)).Sign(key);
    }

    private Entry Moved(BallotCast body, Payload payload)
    {
        using var credential = Vote.Canonical.Signatures.SigningKey.Generate();
        var moved = new BallotCast(new BallotPlace(new(3), 1, 1), EntryHash.None, credential.Public, payload);
        return new UnsignedEntry(election.Manifest().Hash.Value, moved).Sign(credential);
    }

    private async Task<IReadOnlyList<Entry>> EntriesAsync()
    {
        var source = new RecordSource(election.Record("voted"), RecordSource.ParseElection(election.Hash));
        return (await source.ReadAsync(MockElection.Silent, Phase.Voting, quorum: false, CancellationToken.None)).Entries;
    }
}
