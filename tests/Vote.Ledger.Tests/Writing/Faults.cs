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

/// <summary>Lets writes fail: the n-th of all, or of those at one point. Tells how many there were at each.</summary>
internal sealed class FaultPlan(int failing, Fault fault)
{
    private readonly Lock guard = new();
    private readonly SortedDictionary<string, int> writes = new(StringComparer.Ordinal);

    internal static FaultPlan None => new(int.MaxValue, Fault.Before);

    /// <summary>The point whose writes alone are counted and fail.</summary>
    internal string? Point { get; init; }

    /// <summary>How many fail, from the n-th on.</summary>
    internal int Lasting { get; init; } = 1;

    internal int Failures { get; private set; }

    internal IReadOnlyDictionary<string, int> Writes => writes;

    internal async Task<T> WriteAsync<T>(string point, Func<Task<T>> write)
    {
        var fails = Count(point);
        if (fails && fault == Fault.Before)
        {
            throw new IOException("failed, not stored");
        }

        var result = await write();
        return fails ? throw new IOException("failed, yet stored") : result;
    }

    internal Task WriteAsync(string point, Func<Task> write) => WriteAsync(point, async () =>
    {
        await write();
        return 0;
    });

    /// <summary>The same of what does not wait; what is taken and reaches nobody is let go.</summary>
    internal T? Take<T>(string point, Func<T?> take)
        where T : class, IDisposable
    {
        var fails = Count(point);
        var taken = fails && fault == Fault.Before ? throw new IOException("failed, not taken") : take();
        if (fails)
        {
            taken?.Dispose();
            throw new IOException("failed, yet taken");
        }

        return taken;
    }

    private bool Count(string point)
    {
        lock (guard)
        {
            var turn = Point is null ? writes.Values.Sum() : writes.GetValueOrDefault(Point);
            writes[point] = writes.GetValueOrDefault(point) + 1;
            var fails = (Point ?? point) == point && turn >= failing && turn - failing < Lasting;
            Failures += fails ? 1 : 0;
            return fails;
        }
    }
}

internal sealed class FaultyFiles(ILogFiles files, FaultPlan plan) : ILogFiles
{
    public IDisposable? TryLock() => plan.Take("lock", files.TryLock);

    public Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken) => files.ReadAsync(path, cancellationToken);

    public Task<bool> ExistsAsync(LogPath path, CancellationToken cancellationToken) => files.ExistsAsync(path, cancellationToken);

    public Task CreateAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        plan.WriteAsync(PointOf(path), () => files.CreateAsync(path, content, cancellationToken));

    public Task ReplaceAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        plan.WriteAsync(PointOf(path), () => files.ReplaceAsync(path, content, cancellationToken));

    public Task DeleteAsync(LogPath path, CancellationToken cancellationToken) =>
        plan.WriteAsync($"removal of {(path.Kind == LogFileKind.Staging ? "staging" : "partial")} files", () => files.DeleteAsync(path, cancellationToken));

    private static string PointOf(LogPath path)
    {
        var partial = path.Kind is LogFileKind.Tile or LogFileKind.Bundle && path.Width < LogPath.FullWidth ? "partial " : "";
        return partial + path.Kind.ToString().ToLowerInvariant();
    }
}

internal sealed class FaultyCheckpoints(ICheckpointStore store, FaultPlan plan) : ICheckpointStore
{
    public Task<StoredHead> ReadAsync(CancellationToken cancellationToken) => store.ReadAsync(cancellationToken);

    public Task<bool> TryAdvanceAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken) =>
        plan.WriteAsync("swap", () => store.TryAdvanceAsync(from, to, cancellationToken));
}

internal sealed class FaultyEntries(IEntryStore store, FaultPlan plan) : IEntryStore
{
    public Task<StoreOutcome> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken) =>
        plan.WriteAsync("accept", () => store.AcceptAsync(accepted, cancellationToken));

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

    public Task CloseAsync(CancellationToken cancellationToken) => plan.WriteAsync("close", () => store.CloseAsync(cancellationToken));

    public Task<bool> IsClosedAsync(CancellationToken cancellationToken) => store.IsClosedAsync(cancellationToken);

    public Task<bool> IsAnyPendingAsync(CancellationToken cancellationToken) => store.IsAnyPendingAsync(cancellationToken);

    public Task<IReadOnlyList<EntryUnit>> LoadAsync(IReadOnlyList<LeafHash> keys, CancellationToken cancellationToken) =>
        store.LoadAsync(keys, cancellationToken);

    public IAsyncEnumerable<Entry> SequencedAsync(EntryIndex first, CancellationToken cancellationToken) =>
        store.SequencedAsync(first, cancellationToken);

    public Task SequenceAsync(EntryIndex first, IReadOnlyList<LeafHash> leaves, CancellationToken cancellationToken) =>
        plan.WriteAsync("places", () => store.SequenceAsync(first, leaves, cancellationToken));
}
