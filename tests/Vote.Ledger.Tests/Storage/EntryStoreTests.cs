using System.Data.Common;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Writing;
using Vote.Ledger.Tree;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Storage;

/// <summary>What every store of entries does.</summary>
public abstract class EntryStoreTests : IDisposable
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly TestElection election = new();
    private readonly TestFolder folder = new();
    private readonly TestStores stores;
    private int ordinal;

    protected EntryStoreTests(StoreKind kind) => stores = new(kind, folder);

    public void Dispose()
    {
        stores.Dispose();
        election.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ReturnsWhatItStoredInOrder()
    {
        var units = await FillAsync();
        var store = await stores.EntriesAsync();
        List<AcceptedUnit> accepted = [];
        await foreach (var unit in store.AcceptedAsync(CancellationToken.None))
        {
            accepted.Add(unit);
        }

        Assert.Equal(units.Select(unit => unit.Unit.Key), accepted.Select(unit => unit.Unit.Key));
        Assert.All(accepted, unit => Assert.Equal((Time, Time.AddSeconds(301)), (unit.AcceptedAt, unit.IncludedBy)));
        Assert.Equal(
            units.SelectMany(unit => unit.Unit.Entries.Select(entry => entry.Body)),
            accepted.SelectMany(unit => unit.Unit.Entries.Select(entry => entry.Body)));
        Assert.Equal([units[2].Unit.Key], (await store.PendingAsync(10, CancellationToken.None)).Select(unit => unit.Key));
        var loaded = await store.LoadAsync([units[2].Unit.Key, units[0].Unit.Key], CancellationToken.None);
        Assert.Equal([units[2].Unit.Main, units[0].Unit.Main], loaded.Select(unit => unit.Main));
    }

    [Fact]
    public async Task NamesOfEachSlotTheEarliestWithoutAPlaceAndOfficersEntriesFirst()
    {
        var waiting = (await FillAsync())[2].Unit;
        var store = await stores.EntriesAsync();
        var second = Accepted(election.Ballot(2, 1, 2, waiting.Main.Hash));
        var other = Accepted(election.Enrolment(3), election.FirstBallot(3));
        AcceptedUnit[] acts = [Accepted(election.ByOfficers(new AdministratorAct("a"))), Accepted(election.ByOfficers(new AdministratorAct("b")))];
        foreach (var unit in new[] { second, acts[0], other, acts[1] })
        {
            await store.AcceptAsync(unit, CancellationToken.None);
        }

        await ExpectAsync(store, acts[0].Unit, waiting, other.Unit);
        await SequenceAsync(store, 3, acts[0].Unit, waiting);
        await ExpectAsync(store, acts[1].Unit, second.Unit, other.Unit);
        Assert.Equal(2, (await store.PendingAsync(1, CancellationToken.None)).Count);
        await SequenceAsync(store, 6, acts[1].Unit, other.Unit);
        await ExpectAsync(store, second.Unit);
        Assert.True(await store.IsAnyPendingAsync(CancellationToken.None));
        await SequenceAsync(store, 9, second.Unit);
        await ExpectAsync(store);
        Assert.False(await store.IsAnyPendingAsync(CancellationToken.None));
        await store.AcceptAsync(Accepted(election.ByOfficers(new AdministratorAct("c"))), CancellationToken.None);
        Assert.Single(await store.PendingAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task KeepsEveryUnitOfAGroupButThoseThatMayNotBeThere()
    {
        await FillAsync();
        var store = await stores.EntriesAsync();
        var good = Enumerable.Range(10, 60).Select(slot => Accepted(election.Enrolment(slot), election.FirstBallot(slot))).ToArray();
        var conflicting = good.Select(unit => Accepted(
            election.Enrolment(unit.Unit.Ballot!.Place.Slot.Value),
            election.FirstBallot(unit.Unit.Ballot.Place.Slot.Value, TestElection.Of("another")))).ToArray();

        var outcomes = await Task.WhenAll(good.Zip(conflicting).SelectMany(pair => new[] { pair.First, pair.First, pair.Second })
            .Select(unit => Task.Run(() => store.AcceptAsync(unit, CancellationToken.None))));

        var stored = outcomes.Count(outcome => outcome is StoreOutcome.Stored);
        Assert.Equal(60, stored);
        foreach (var (first, second) in good.Zip(conflicting))
        {
            var kept = await Task.WhenAll(new[] { first, second }.Select(unit => store.FindAsync(unit.Unit.Key, CancellationToken.None)));
            Assert.Single(kept.OfType<AcceptedUnit>());
        }
    }

    [Fact]
    public async Task RefusesASecondEntryForAPlace()
    {
        await FillAsync();
        var store = await stores.EntriesAsync();
        var second = Accepted(election.Enrolment(1), election.FirstBallot(1, TestElection.Of("another")));
        var sameSequence = Accepted(election.Ballot(1, 1, 1, EntryHash.None, TestElection.Of("a third")));

        Assert.IsType<StoreOutcome.Conflict>(await store.AcceptAsync(second, CancellationToken.None));
        Assert.IsType<StoreOutcome.Conflict>(await store.AcceptAsync(sameSequence, CancellationToken.None));
        Assert.Null(await store.FindAsync(second.Unit.Key, CancellationToken.None));
    }

    [Fact]
    public async Task RefusesASecondUnitWithAMark()
    {
        await FillAsync();
        var store = await stores.EntriesAsync();
        var fresh = Digest.Sha256("fresh"u8);
        var second = Accepted(election.Enrolment(3), election.FirstBallot(3));
        var marked = second with { Unit = second.Unit.Marked([fresh, Mark]) };

        Assert.Equal([Mark], await store.FindMarksAsync([fresh, Mark], CancellationToken.None));
        Assert.IsType<StoreOutcome.Conflict>(await store.AcceptAsync(marked, CancellationToken.None));
        Assert.Null(await store.FindAsync(second.Unit.Key, CancellationToken.None));
        Assert.Empty(await store.FindMarksAsync([fresh], CancellationToken.None));
    }

    [Fact]
    public async Task SequencesTheSamePlacesAgainButNoOthers()
    {
        var units = await FillAsync();
        var store = await stores.EntriesAsync();
        LeafHash[] first = [units[0].Unit.Key];

        await store.SequenceAsync(new(0), first, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.SequenceAsync(new(3), first, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => store.SequenceAsync(new(0), [units[2].Unit.Key], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            store.SequenceAsync(new(3), [LeafHash.Of("never accepted"u8)], CancellationToken.None));
    }

    [Fact]
    public async Task MovesTheCheckpointOnlyFromTheHeadItIs()
    {
        var store = await stores.HeadsAsync();
        var empty = await store.ReadAsync(CancellationToken.None);
        var one = new StoredHead(new(1), Digest.Sha256("1"u8), new byte[] { 1 }, 1);
        var rival = new StoredHead(new(2), Digest.Sha256("2"u8), new byte[] { 2 }, 2);

        Assert.Equal((0, TreeHash.Empty), (empty.Size.Value, empty.Root));
        Assert.True(await store.TryAdvanceAsync(empty, one, CancellationToken.None));
        Assert.False(await store.TryAdvanceAsync(empty, rival, CancellationToken.None));
        Assert.False(await store.TryAdvanceAsync(one with { Root = rival.Root }, rival, CancellationToken.None));
        await Assert.ThrowsAnyAsync<DbException>(() => store.TryAdvanceAsync(one, one, CancellationToken.None));
        Assert.Equal((1, 1), ((await store.ReadAsync(CancellationToken.None)).Size.Value, (await store.ReadAsync(CancellationToken.None)).BatchSize));
    }

    private static async Task ExpectAsync(IEntryStore store, params EntryUnit[] pending) => Assert.Equal(
        pending.Select(unit => unit.Key), (await store.PendingAsync(10, CancellationToken.None)).Select(unit => unit.Key));

    private static Task SequenceAsync(IEntryStore store, long first, params EntryUnit[] units) => store.SequenceAsync(
        new(first), [.. units.SelectMany(unit => unit.Entries).Select(entry => entry.LeafHash)], CancellationToken.None);

    private static Digest Mark { get; } = Digest.Sha256("mark"u8);

    private AcceptedUnit Accepted(params Entry[] entries) => new(TestHouse.Unit(entries), Time, Time.AddSeconds(301))
    {
        Ordinal = entries is [{ Body: not BallotCast }] ? ++ordinal : null,
    };

    /// <summary>Opening and a ballot with a blob, both on the log; a ballot on its way.</summary>
    private async Task<AcceptedUnit[]> FillAsync()
    {
        AcceptedUnit[] units =
        [
            Accepted(election.Opened()),
            Accepted(election.Enrolment(1), election.FirstBallot(1, new Payload(new byte[40_000]))),
            Accepted(election.Enrolment(2), election.FirstBallot(2)),
        ];
        units[1] = units[1] with { Unit = units[1].Unit.Marked([Mark, Mark]) };
        var store = await stores.EntriesAsync();
        foreach (var unit in units)
        {
            Assert.IsType<StoreOutcome.Stored>(await store.AcceptAsync(unit, CancellationToken.None));
        }

        LeafHash[] sequenced = [.. units[..2].SelectMany(unit => unit.Unit.Entries).Select(entry => entry.LeafHash)];
        await store.SequenceAsync(new(0), sequenced, CancellationToken.None);
        return units;
    }
}

public sealed class SqliteEntryStoreTests() : EntryStoreTests(StoreKind.Sqlite);

public sealed class PostgresEntryStoreTests() : EntryStoreTests(StoreKind.Postgres);
