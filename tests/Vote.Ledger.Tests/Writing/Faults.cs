using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Writing;

/// <summary>How a write fails.</summary>
public enum Fault
{
    /// <summary>Failed, not stored.</summary>
    Before,

    /// <summary>Failed, yet stored.</summary>
    After,
}

/// <summary>Lets the n-th write of a test fail, wherever it goes.</summary>
internal sealed class FaultPlan(int failing, Fault fault)
{
    private int writes;

    internal static FaultPlan None => new(int.MaxValue, Fault.Before);

    internal bool HasFailed => writes > failing;

    internal async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var turn = Interlocked.Increment(ref writes) - 1;
        if (turn == failing && fault == Fault.Before)
        {
            throw new IOException("failed, not stored");
        }

        var result = await write();
        return turn == failing ? throw new IOException("failed, yet stored") : result;
    }

    internal Task WriteAsync(Func<Task> write) => WriteAsync(async () =>
    {
        await write();
        return 0;
    });
}

internal sealed class FaultyFiles(ILogFiles files, FaultPlan plan) : ILogFiles
{
    public IDisposable? TryLock() => files.TryLock();

    public Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken) => files.ReadAsync(path, cancellationToken);

    public Task<bool> ExistsAsync(LogPath path, CancellationToken cancellationToken) => files.ExistsAsync(path, cancellationToken);

    public Task CreateAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        plan.WriteAsync(() => files.CreateAsync(path, content, cancellationToken));

    public Task ReplaceAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        plan.WriteAsync(() => files.ReplaceAsync(path, content, cancellationToken));

    public Task DeleteAsync(LogPath path, CancellationToken cancellationToken) =>
        plan.WriteAsync(() => files.DeleteAsync(path, cancellationToken));
}

internal sealed class FaultyCheckpoints(ICheckpointStore store, FaultPlan plan) : ICheckpointStore
{
    public Task<StoredHead> ReadAsync(CancellationToken cancellationToken) => store.ReadAsync(cancellationToken);

    public Task<bool> TryAdvanceAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken) =>
        plan.WriteAsync(() => store.TryAdvanceAsync(from, to, cancellationToken));
}

internal sealed class FaultyEntries(IEntryStore store, FaultPlan plan) : IEntryStore
{
    public Task<StoreOutcome> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken) =>
        plan.WriteAsync(() => store.AcceptAsync(accepted, cancellationToken));

    public Task<AcceptedUnit?> FindAsync(LeafHash key, CancellationToken cancellationToken) => store.FindAsync(key, cancellationToken);

    public Task<IReadOnlySet<Digest>> FindMarksAsync(IReadOnlyCollection<Digest> marks, CancellationToken cancellationToken) =>
        store.FindMarksAsync(marks, cancellationToken);

    public IAsyncEnumerable<AcceptedUnit> AcceptedAsync(CancellationToken cancellationToken) => store.AcceptedAsync(cancellationToken);

    public Task<IReadOnlyList<PendingUnit>> PendingAsync(int limit, CancellationToken cancellationToken) =>
        store.PendingAsync(limit, cancellationToken);

    public Task<IReadOnlyList<AcceptedUnit>> SlotAsync(SlotNumber slot, CancellationToken cancellationToken) =>
        store.SlotAsync(slot, cancellationToken);

    public Task<IReadOnlyList<AcceptedUnit>> OthersAsync(int after, CancellationToken cancellationToken) =>
        store.OthersAsync(after, cancellationToken);

    public Task CloseAsync(CancellationToken cancellationToken) => plan.WriteAsync(() => store.CloseAsync(cancellationToken));

    public Task<bool> IsClosedAsync(CancellationToken cancellationToken) => store.IsClosedAsync(cancellationToken);

    public Task<bool> IsAnyPendingAsync(CancellationToken cancellationToken) => store.IsAnyPendingAsync(cancellationToken);

    public Task<IReadOnlyList<EntryUnit>> LoadAsync(IReadOnlyList<LeafHash> keys, CancellationToken cancellationToken) =>
        store.LoadAsync(keys, cancellationToken);

    public IAsyncEnumerable<Entry> SequencedAsync(EntryIndex first, CancellationToken cancellationToken) =>
        store.SequencedAsync(first, cancellationToken);

    public Task SequenceAsync(EntryIndex first, IReadOnlyList<LeafHash> leaves, CancellationToken cancellationToken) =>
        plan.WriteAsync(() => store.SequenceAsync(first, leaves, cancellationToken));
}
