using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Storage;
using Vote.Ledger.Tree;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Simulation;

/// <summary>What disks and databases hold, whoever lives: written from the definition, with none of the real stores' code.</summary>
internal sealed class SimWorld
{
    internal List<AcceptedUnit> Units { get; } = [];

    internal List<LeafHash> Places { get; } = [];

    internal HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    internal bool IsClosed { get; set; }

    /// <summary>A world whose swap does not compare: to see whether anybody notices.</summary>
    internal bool IsSwapBlind { get; init; }

    internal StoredHead Head { get; set; } = new(default, TreeHash.Empty, default, 0);

    /// <summary>Every head that ever was, by size: a log has one for each.</summary>
    internal Dictionary<long, Digest> Heads { get; } = [];

    internal Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    internal SimProcess? LockHolder { get; set; }
}

internal sealed class SimEntries(SimWorld world, SimProcess process, SimFaults faults) : IEntryStore
{
    public Task<StoreOutcome> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken) =>
        faults.WriteAsync(process, () => Accept(accepted));

    public Task<AcceptedUnit?> FindAsync(LeafHash key, CancellationToken cancellationToken) => faults.ReadAsync(process, () => Find(key));

    public Task<IReadOnlySet<Digest>> FindMarksAsync(IReadOnlyCollection<Digest> marks, CancellationToken cancellationToken) =>
        faults.ReadAsync<IReadOnlySet<Digest>>(process, () => new HashSet<Digest>());

    public async IAsyncEnumerable<AcceptedUnit> AcceptedAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var unit in await faults.ReadAsync(process, () => world.Units.ToArray()))
        {
            yield return unit;
        }
    }

    public Task<IReadOnlyList<AcceptedUnit>> SlotAsync(SlotNumber slot, CancellationToken cancellationToken) =>
        faults.ReadAsync<IReadOnlyList<AcceptedUnit>>(process, () => [.. world.Units.Where(unit => unit.Unit.Ballot?.Place.Slot == slot)]);

    public Task<IReadOnlyList<AcceptedUnit>> OthersAsync(int after, CancellationToken cancellationToken) =>
        faults.ReadAsync<IReadOnlyList<AcceptedUnit>>(process, () => [.. world.Units.Where(unit => unit.Ordinal > after).OrderBy(unit => unit.Ordinal)]);

    public Task CloseAsync(CancellationToken cancellationToken) => faults.WriteAsync(process, () => world.IsClosed = true);

    public Task<bool> IsClosedAsync(CancellationToken cancellationToken) => faults.ReadAsync(process, () => world.IsClosed);

    public Task<IReadOnlyList<PendingUnit>> PendingAsync(int limit, CancellationToken cancellationToken) =>
        faults.ReadAsync<IReadOnlyList<PendingUnit>>(process, () =>
        [
            .. Pending().Where(unit => unit.Unit.Ballot is null).Take(1).Select(Named),
            .. Pending().Where(unit => unit.Unit.Ballot is not null).DistinctBy(unit => unit.Unit.Ballot!.Place.Slot).Take(limit).Select(Named),
        ]);

    public Task<bool> IsAnyPendingAsync(CancellationToken cancellationToken) => faults.ReadAsync(process, () => Pending().Any());

    public Task<IReadOnlyList<EntryUnit>> LoadAsync(IReadOnlyList<LeafHash> keys, CancellationToken cancellationToken) =>
        faults.ReadAsync<IReadOnlyList<EntryUnit>>(process, () => [.. keys.Select(key => Find(key)!.Unit)]);

    public async IAsyncEnumerable<Entry> SequencedAsync(
        EntryIndex first, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = world.Units.SelectMany(unit => unit.Unit.Entries).ToDictionary(entry => entry.LeafHash);
        foreach (var leaf in await faults.ReadAsync(process, () => world.Places.Skip((int)first.Value).ToArray()))
        {
            yield return entries.TryGetValue(leaf, out var entry)
                ? entry
                : world.Units.SelectMany(unit => unit.Unit.Entries).First(one => one.LeafHash == leaf);
        }
    }

    public Task SequenceAsync(EntryIndex first, IReadOnlyList<LeafHash> leaves, CancellationToken cancellationToken) =>
        faults.WriteAsync(process, () => Sequence((int)first.Value, leaves));

    private static PendingUnit Named(AcceptedUnit unit) => new(unit.Unit.Key, unit.AcceptedAt, unit.Unit.Ballot?.Place);

    private static IEnumerable<string> KeysOf(AcceptedUnit accepted)
    {
        var unit = accepted.Unit;
        yield return $"leaf {unit.Key}";
        if (accepted.Ordinal is { } ordinal)
        {
            yield return $"ordinal {ordinal}";
        }

        if (unit.Ballot is { } ballot)
        {
            yield return $"credential {ballot.Credential.ToBase64Url()} {ballot.Place.Sequence}";
            yield return $"after {ballot.Place.Slot.Value} {ballot.Previous.Value.ToHex()}";
        }

        if (unit.Enrolment?.Body is CredentialEnrolled enrolment)
        {
            yield return $"enrolled {enrolment.Slot.Value} {enrolment.Generation}";
        }
    }

    private StoreOutcome Accept(AcceptedUnit accepted)
    {
        if (Find(accepted.Unit.Key) is { } known)
        {
            return new StoreOutcome.Known(known);
        }

        if (accepted.Unit.Ballot is not null && world.IsClosed)
        {
            return new StoreOutcome.Closed();
        }

        if (KeysOf(accepted).Any(world.Keys.Contains))
        {
            return new StoreOutcome.Conflict();
        }

        world.Keys.UnionWith(KeysOf(accepted));
        world.Units.Add(accepted);
        return new StoreOutcome.Stored();
    }

    private bool Sequence(int first, IReadOnlyList<LeafHash> leaves)
    {
        if (world.Places.Count > first)
        {
            Assert.Equal(leaves, world.Places.Skip(first).Take(leaves.Count));
            return true;
        }

        Assert.Equal(first, world.Places.Count);
        Assert.Empty(world.Places.Intersect(leaves));
        world.Places.AddRange(leaves);
        return true;
    }

    private IEnumerable<AcceptedUnit> Pending()
    {
        var placed = world.Places.ToHashSet();
        return world.Units.Where(unit => !placed.Contains(unit.Unit.Key));
    }

    private AcceptedUnit? Find(LeafHash key) => world.Units.Find(unit => unit.Unit.Key == key);
}

internal sealed class SimHeads(SimWorld world, SimProcess process, SimFaults faults) : ICheckpointStore
{
    public Task<StoredHead> ReadAsync(CancellationToken cancellationToken) => faults.ReadAsync(process, () => world.Head);

    public Task<bool> TryAdvanceAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken) => faults.WriteAsync(process, () =>
    {
        if (!world.IsSwapBlind && (from.Size, from.Root) != (world.Head.Size, world.Head.Root))
        {
            return false;
        }

        world.Heads.Add(to.Size.Value, to.Root);
        world.Head = to;
        return true;
    });
}

/// <summary>Files; with a lock or, as a seed may say, with one that holds nobody back.</summary>
internal sealed class SimFiles(SimWorld world, SimProcess process, SimFaults faults, bool isLocking) : ILogFiles
{
    public IDisposable? TryLock()
    {
        if (isLocking && world.LockHolder is { IsDead: false } holder && holder != process)
        {
            return null;
        }

        world.LockHolder = process;
        return new Held(() => world.LockHolder = world.LockHolder == process ? null : world.LockHolder);
    }

    public Task<bool> ExistsAsync(LogPath path, CancellationToken cancellationToken) =>
        faults.ReadAsync(process, () => world.Files.ContainsKey(NameOf(path)));

    public Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken) => faults.ReadAsync(
        process, () => world.Files.TryGetValue(NameOf(path), out var content) ? content : throw new FileNotFoundException(path.Text));

    public Task CreateAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => faults.WriteAsync(process, () =>
        world.Files.TryAdd(NameOf(path), content.ToArray()) || world.Files[NameOf(path)].AsSpan().SequenceEqual(content.Span)
            ? true
            : throw new InvalidDataException($"{path.Text} is there already and different"));

    public Task ReplaceAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        faults.WriteAsync(process, () => world.Files[NameOf(path)] = content.ToArray());

    public Task DeleteAsync(LogPath path, CancellationToken cancellationToken) =>
        faults.WriteAsync(process, () => world.Files.Remove(NameOf(path)));

    private static string NameOf(LogPath path) => $"{path.Kind} {path.Text}";

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
