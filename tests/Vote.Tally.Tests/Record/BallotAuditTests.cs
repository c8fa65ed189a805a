using System.Runtime.CompilerServices;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
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
        var audit = await RunAsync(entries);
        Assert.True(audit.Holds);
        Assert.Equal(4, audit.Decoded);
        Assert.Equal([1, 2, 4], audit.Counted.Ballots.Select(ballot => ballot.Place.Slot.Value));
        Assert.Equal(2, audit.Counted.Ballots.ElementAt(1).Place.Sequence);
    }

    [Fact]
    public async Task NamesACopiedBallot()
    {
        var entries = await EntriesAsync();
        var copied = entries.Where(entry => entry.Body is BallotCast).Take(1);
        var audit = await RunAsync([.. entries, .. copied]);
        Assert.Equal(2, audit.Repeated.Count);
        Assert.All(audit.Repeated, line => Assert.StartsWith("slot 1,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NamesABallotThatWasOpenedBeforeOrAfterItWasCastAndOneOpenedTwice()
    {
        var entries = await EntriesAsync();
        var first = entries.Select(entry => entry.Body).OfType<BallotCast>().First();
        Assert.True(EncryptedBallot.TryDecode(election.Manifest().Election.Style, first.Payload.Bytes.Span, out var ballot));
        var cast = Challenge(Tracker.Of(election.Manifest().Hash, first.Credential, ballot).Text);
        Assert.Single((await RunAsync([.. entries, cast])).Challenged);
        Assert.Single((await RunAsync([cast, .. entries])).Challenged);

        var other = Challenge("2345-6789-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ");
        Assert.True((await RunAsync([.. entries, other])).Holds);
        var twice = await RunAsync([.. entries, other, other]);
        Assert.False(twice.Holds);
        Assert.StartsWith("5.5 2345-", Assert.Single(twice.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesABallotMovedToAnotherPlace()
    {
        var entries = await EntriesAsync();
        var body = entries.Select(entry => entry.Body).OfType<BallotCast>().First();
        var audit = await RunAsync([Moved(body, body.Payload)]);
        Assert.Single(audit.Unproven);
        Assert.Empty(audit.Undecodable);
    }

    [Fact]
    public async Task NamesABallotThatIsNone()
    {
        var entries = await EntriesAsync();
        var body = entries.Select(entry => entry.Body).OfType<BallotCast>().First();
        Assert.Single((await RunAsync([Moved(body, new Payload(body.Payload.Bytes[..^1]))])).Undecodable);
        Assert.Single((await RunAsync([Moved(body, new Payload(new byte[body.Payload.Bytes.Length]))])).Undecodable);
    }

    [Fact]
    public async Task FindsTheSameHoweverTheEntriesAreCut()
    {
        var entries = await EntriesAsync();
        Entry[] all = [.. entries, .. entries.Where(entry => entry.Body is BallotCast)];
        var whole = await RunAsync(all);
        for (var size = 1; size < all.Length; size++)
        {
            var cut = await RunAsync(all, size);
            Assert.Equal(whole.Findings, cut.Findings);
            Assert.Equal(TallyInputContent.Build(whole.Counted).Encode(), TallyInputContent.Build(cut.Counted).Encode());
        }
    }

    [Fact]
    public async Task CountsTheSameInAnyOrder()
    {
        var entries = await EntriesAsync();
        var (forth, back) = (await RunAsync(entries), await RunAsync([.. entries.Reverse()]));
        Assert.Equal(TallyInputContent.Build(forth.Counted).Encode(), TallyInputContent.Build(back.Counted).Encode());
    }

    [Fact]
    public async Task ReadsAgainOnlyWhatIsSuperseded()
    {
        var entries = await EntriesAsync();
        var reads = 0;
        var ballots = new StreamedBallots(election.Manifest().Election, (index, _) =>
        {
            reads++;
            return Task.FromResult<Entry?>(entries[(int)index.Value]);
        });
        await ballots.TakeAsync(Placed(entries), CancellationToken.None);
        var audit = await ballots.CompleteAsync(CancellationToken.None);
        Assert.Equal(audit.Decoded - audit.Counted.Count, reads);
    }

    [Fact]
    public async Task KeepsNoEntryThatHasPassed()
    {
        var ballots = new StreamedBallots(election.Manifest().Election, async (index, _) => (await EntriesAsync())[(int)index.Value]);
        var (passed, audit) = await PassAsync(ballots);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.NotEmpty(passed);
        Assert.DoesNotContain(passed, entry => entry.IsAlive);
        Assert.Equal(3, audit.Counted.Count);
        GC.KeepAlive(ballots);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<(WeakReference[] Entries, BallotAudit Audit)> PassAsync(StreamedBallots ballots)
    {
        var placed = Placed(await EntriesAsync());
        await ballots.TakeAsync(placed, CancellationToken.None);
        return ([.. placed.Select(one => new WeakReference(one.Entry))], await ballots.CompleteAsync(CancellationToken.None));
    }

    private static PlacedEntry[] Placed(IEnumerable<Entry> entries) =>
        [.. entries.Select((entry, i) => new PlacedEntry(new EntryIndex(i), entry))];

    [Fact]
    public async Task StopsWhenASupersededBallotIsNoLongerThere()
    {
        var entries = await EntriesAsync();
        var ballots = new StreamedBallots(election.Manifest().Election, (_, _) => Task.FromResult<Entry?>(entries[0]));
        await ballots.TakeAsync(Placed(entries), CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => ballots.CompleteAsync(CancellationToken.None));
    }

    private Task<BallotAudit> RunAsync(IReadOnlyList<Entry> entries) => RunAsync(entries, entries.Count);

    private async Task<BallotAudit> RunAsync(IReadOnlyList<Entry> entries, int size)
    {
        var ballots = new StreamedBallots(election.Manifest().Election, (index, _) => Task.FromResult<Entry?>(entries[(int)index.Value]));
        foreach (var part in Placed(entries).Chunk(size))
        {
            await ballots.TakeAsync(part, CancellationToken.None);
        }

        return await ballots.CompleteAsync(CancellationToken.None);
    }

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
        var folder = await RecordFolder.OpenAsync(new DirectoryInfo(election.Record("voted")), CancellationToken.None);
        Assert.True(ManifestTerms.TryRead(election.Manifest(), out var terms));
        return (await LedgerAuditor.RunAsync(folder!, terms, Phase.Voting, progress: null, CancellationToken.None)).Entries;
    }
}
