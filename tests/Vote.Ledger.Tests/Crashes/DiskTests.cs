using System.Data.Common;
using Vote.Ledger.Entries;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Tests.Writing;
using Vote.Ledger.Writing;
using Xunit.Abstractions;

namespace Vote.Ledger.Tests.Crashes;

/// <summary>
/// A real file system that becomes full, and one that becomes read-only: on SQLite everything lies on it, on PostgreSQL the log's files. What was
/// promised is on the log once when somebody has made room; nothing is edited by hand.
/// </summary>
public sealed class DiskTests(ITestOutputHelper output)
{
    private readonly List<EntryUnit> promised = [];
    private int refusals;
    private int slot;

    [Theory]
    [InlineData(StoreKind.Sqlite, false)]
    [InlineData(StoreKind.Sqlite, true)]
    [InlineData(StoreKind.Postgres, false)]
    [InlineData(StoreKind.Postgres, true)]
    public async Task GoesOnWhenAFullDiskHasRoomAgain(StoreKind kind, bool restarting)
    {
        using var house = new TestHouse(kind, slots: 2_000);
        using var disk = MountedDisk.TryMount(house.Record.Folder.Path, "2m", output.WriteLine);
        if (disk is null)
        {
            return;
        }

        var (intake, sequencer) = await OpenAsync(house);
        await AcceptAsync(intake, TestHouse.Unit(house.Election.Opened()));
        List<EntryUnit> owed = [];
        for (var failures = 0; failures < 20;)
        {
            var unit = Next(house.Election);
            failures += await TryAsync(() => AcceptAsync(intake, unit)) ? 0 : 1;
            owed.AddRange(promised.Contains(unit) ? [] : [unit]);
            failures += await TryAsync(() => sequencer.DrainAsync(CancellationToken.None)) ? 0 : 1;
            Assert.True(promised.Count < 1_000, "the disk never becomes full");
        }

        disk.Resize("200m");
        (intake, sequencer) = restarting ? await OpenAsync(house) : (intake, sequencer);
        await CompleteAsync(house, intake, sequencer, owed);
        output.WriteLine($"{kind}: {promised.Count} promises, {refusals} writes refused by a full disk of 2 MiB; lost 0, doubled 0");
    }

    /// <summary>A read-only disk stops publishing with an error that shows, not as if somebody else published.</summary>
    [Fact]
    public async Task SaysThatItCannotPublishOnAReadOnlyDiskAndGoesOnAfterwards()
    {
        using var house = new TestHouse(StoreKind.Postgres, slots: 100);
        using var disk = MountedDisk.TryMount(house.Record.Folder.Path, "50m", output.WriteLine);
        if (disk is null)
        {
            return;
        }

        var (intake, sequencer) = await OpenAsync(house);
        await AcceptAsync(intake, TestHouse.Unit(house.Election.Opened()));
        await sequencer.DrainAsync(CancellationToken.None);
        disk.MakeReadOnly();
        for (var i = 0; i < 5; i++)
        {
            await AcceptAsync(intake, Next(house.Election));
            Assert.False(await TryAsync(() => sequencer.RunOnceAsync(CancellationToken.None)));
        }

        disk.MakeWritable();
        await CompleteAsync(house, intake, sequencer, []);
        output.WriteLine($"Postgres: {promised.Count} promises, {refusals} writes refused by a read-only disk; lost 0, doubled 0");
    }

    /// <summary>With the database itself on it nothing opens, nothing is promised, and nothing is lost.</summary>
    [Fact]
    public async Task DoesNotOpenADatabaseOnAReadOnlyDiskAndGoesOnAfterwards()
    {
        using var house = new TestHouse(StoreKind.Sqlite, slots: 100);
        using var disk = MountedDisk.TryMount(house.Record.Folder.Path, "50m", output.WriteLine);
        if (disk is null)
        {
            return;
        }

        var (intake, sequencer) = await OpenAsync(house);
        await AcceptAsync(intake, TestHouse.Unit(house.Election.Opened()));
        await AcceptAsync(intake, Next(house.Election));
        house.Stores.Dispose();

        disk.MakeReadOnly();
        Assert.False(await TryAsync(async () => await OpenAsync(house)));
        house.Stores.Dispose();
        disk.MakeWritable();
        (intake, sequencer) = await OpenAsync(house);
        await CompleteAsync(house, intake, sequencer, [Next(house.Election)]);
    }

    private static async Task<(Intake Intake, Sequencer Sequencer)> OpenAsync(TestHouse house)
    {
        var stores = await house.StoresAsync();
        var sequencer = house.Sequencer(stores);
        return (await house.IntakeAsync(stores.Entries, () => sequencer.Head), sequencer);
    }

    /// <summary>A ballot of the size that one question with 13 options has.</summary>
    private EntryUnit Next(TestElection election) =>
        TestHouse.Unit(election.Enrolment(++slot), election.FirstBallot(slot, new Payload(new byte[5_000])));

    private async Task AcceptAsync(Intake intake, EntryUnit unit)
    {
        Assert.IsType<IntakeResult.Accepted>(await intake.AcceptAsync(unit, CancellationToken.None));
        promised.Add(unit);
    }

    /// <summary>What a disk refuses is one of these, and nothing else: the process goes on.</summary>
    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
        {
            refusals++;
            return false;
        }
    }

    private async Task CompleteAsync(TestHouse house, Intake intake, Sequencer sequencer, IEnumerable<EntryUnit> owed)
    {
        foreach (var unit in owed)
        {
            await AcceptAsync(intake, unit);
        }

        await sequencer.DrainAsync(CancellationToken.None);
        await sequencer.RunOnceAsync(CancellationToken.None);
        var published = (await house.AuditedAsync()).Select(entry => entry.LeafHash);
        Assert.Equal(promised.SelectMany(unit => unit.Entries).Select(entry => entry.LeafHash).Order(), published.Order());
    }
}
