using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Records;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Writing;

/// <summary>Stores, intake and sequencer of one election, in real files and a real database.</summary>
internal sealed class TestHouse : IDisposable
{
    private readonly List<IDisposable> opened = [];

    internal TestHouse(StoreKind kind = StoreKind.Sqlite, int slots = 20)
    {
        Record = new() { SlotCount = slots };
        Stores = new(kind, Record.Folder);
    }

    internal TestStores Stores { get; }

    internal TestRecord Record { get; }

    internal TestElection Election => Record.Election;

    internal TestClock Clock { get; } = new();

    internal PublishPolicy Publish { get; init; } = new(TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(1));

    internal DirectoryInfo Log => Record.Folder.At("log");

    internal DiskLogFiles Files => new(Log, Record.Folder.At("work"));

    public void Dispose()
    {
        opened.ForEach(one => one.Dispose());
        Stores.Dispose();
        Record.Dispose();
    }

    internal static EntryUnit Unit(params Entry[] entries) =>
        EntryUnit.TryMake(entries, out var unit) ? unit : throw new ArgumentException("no unit", nameof(entries));

    internal async Task<SequencerStores> StoresAsync(FaultPlan? plan = null)
    {
        var entries = await Stores.EntriesAsync();
        var heads = await Stores.HeadsAsync();
        plan ??= FaultPlan.None;
        return new(new FaultyEntries(entries, plan), new FaultyCheckpoints(heads, plan), new FaultyFiles(Files, plan));
    }

    internal Sequencer Sequencer(SequencerStores stores) => new(new(Record.Terms, Publish, Record.Log.Key, Clock), stores);

    internal async Task<Intake> IntakeAsync(IEntryStore store, Func<LogHead>? head = null)
    {
        var empty = new LedgerState(Record.Terms.Election).Head;
        var intake = await Intake.OpenAsync(
            new(Record.Terms, Publish, Record.Log.AcceptKey, Clock),
            store,
            _ => Task.FromResult(head is null ? empty : head()),
            CancellationToken.None);
        opened.Add(intake);
        return intake;
    }

    internal static async Task<SignedPromise> AcceptedAsync(Intake intake, params Entry[] entries) =>
        Assert.IsType<IntakeResult.Accepted>(await intake.AcceptAsync(Unit(entries), CancellationToken.None)).Promise;

    internal static async Task<LedgerRefusal> RefusedAsync(Intake intake, params Entry[] entries) =>
        Assert.IsType<IntakeResult.Refused>(await intake.AcceptAsync(Unit(entries), CancellationToken.None)).Reason;

    /// <summary>The published log, copied and audited.</summary>
    internal async Task<IReadOnlyList<Entry>> AuditedAsync(Phase until = Phase.Voting)
    {
        var copy = Record.Folder.At($"copy-{Guid.CreateVersion7()}");
        await RecordExport.CopyAsync(Files, copy, CancellationToken.None);
        var audit = await Record.AuditAsync(copy, until);
        Assert.All(audit.Checks, check => Assert.IsType<LedgerVerdict.Accepted>(check.Verdict));
        return audit.Entries;
    }
}
