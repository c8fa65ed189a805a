using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>Where a sequencer reads and writes.</summary>
public sealed record SequencerStores(IEntryStore Entries, ICheckpointStore Heads, ILogFiles Files);

/// <summary>What a sequencer needs to know.</summary>
public sealed record SequencerTerms(LedgerTerms Ledger, PublishPolicy Publish, Ed25519SecretKey LogKey, TimeProvider Clock);

/// <summary>
/// Gives accepted entries their places and publishes them. Any step may fail or the process die: the next run first finishes what
/// the checkpoint store says was begun. Not for use by several threads at once. Rivals take turns by a lock, and where the lock does
/// not hold, the swap of the checkpoint store lets one of them win. spec/ledger.md §9 (2)
/// </summary>
public sealed class Sequencer
{
    private static readonly TimeSpan RivalsTurn = TimeSpan.FromMilliseconds(10);

    private readonly SequencerTerms terms;
    private readonly SequencerStores stores;
    private readonly LogWriter writer;
    private Position? position;
    private long? lastBatch;

    public Sequencer(SequencerTerms terms, SequencerStores stores)
    {
        (this.terms, this.stores) = (terms, stores);
        writer = new(stores.Files);
        Head = new LedgerState(terms.Ledger.Election).Head;
    }

    /// <summary>The published log's head; of an empty log before the first run.</summary>
    public LogHead Head { get; private set; }

    /// <summary>Publishes the next batch if one is due.</summary>
    /// <returns>How many entries were published.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) => RunAsync(draining: false, cancellationToken);

    /// <summary>Publishes everything that is accepted, waiting for nothing: at closing.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        do
        {
            // One batch holds one unit of a slot, so a slot's next one takes another round.
            if (await RunAsync(draining: true, cancellationToken) == 0)
            {
                await Task.Delay(RivalsTurn, cancellationToken);
            }
        }
        while (await stores.Entries.IsAnyPendingAsync(cancellationToken));
    }

    private async Task<int> RunAsync(bool draining, CancellationToken cancellationToken)
    {
        using var turn = stores.Files.TryLock();
        if (turn is null)
        {
            return 0;
        }

        // Whatever fails below leaves the position unknown, so the next run reads it anew; and so does a rival's run.
        var known = position;
        position = null;
        var head = await stores.Heads.ReadAsync(cancellationToken);
        var current = known?.Head.Root == head.Root ? known : await RecoverAsync(cancellationToken);

        var chosen = await ChooseAsync(draining, cancellationToken);
        var units = await stores.Entries.LoadAsync([.. chosen.Select(unit => unit.Key)], cancellationToken);
        Entry[] batch = [.. units.SelectMany(unit => unit.Entries)];
        position = batch.Length == 0 ? current : await WriteAsync(current, batch, cancellationToken);

        // A batch that is full leaves others behind that were due with it.
        if (chosen is [{ Place: not null }, ..] && chosen.Count < PublishPolicy.MaximumBatch)
        {
            lastBatch = terms.Clock.GetTimestamp();
        }

        return position is null ? 0 : batch.Length;
    }

    private async Task<IReadOnlyList<PendingUnit>> ChooseAsync(bool draining, CancellationToken cancellationToken)
    {
        var pending = await stores.Entries.PendingAsync(PublishPolicy.MaximumBatch, cancellationToken);
        var sinceLast = lastBatch is { } started ? terms.Clock.GetElapsedTime(started) : TimeSpan.MaxValue;
        return Batch.Choose(pending, terms.Publish, terms.Clock.GetUtcNow(), sinceLast, draining);
    }

    /// <summary>Nothing when another sequencer was faster.</summary>
    private async Task<Position?> WriteAsync(Position current, Entry[] batch, CancellationToken cancellationToken)
    {
        var state = current.State;
        if (!batch.All(entry => state.Append(entry).All(check => check.Verdict is LedgerVerdict.Accepted)))
        {
            // Entries that a rival has published meanwhile are missing here; otherwise something is badly wrong.
            return (await stores.Heads.ReadAsync(cancellationToken)).Size != current.Head.Size
                ? null
                : throw new InvalidDataException("The sequencer stops: an accepted entry may not follow.");
        }

        await writer.WriteBlobsAsync(batch, cancellationToken);
        var checkpoint = new Checkpoint(terms.Ledger.Log.Origin, state.Tree.Size, state.Tree.Root).Sign(terms.LogKey);
        var head = new StoredHead(state.Tree.Size, state.Tree.Root, checkpoint.Encode(), batch.Length);
        ReadOnlyMemory<byte>[] encoded = [.. batch.Select(entry => entry.Encoded)];
        await stores.Files.CreateAsync(LogPath.Staging(head.Size, head.Root), EntryBundle.Encode(encoded), cancellationToken);
        if (!await stores.Heads.TryAdvanceAsync(current.Head, head, cancellationToken))
        {
            return null;
        }

        var first = new EntryIndex(current.Head.Size.Value);
        await stores.Entries.SequenceAsync(first, [.. batch.Select(entry => entry.LeafHash)], cancellationToken);
        await writer.PublishAsync(current.Head.Size, state.Tree, encoded, checkpoint, cancellationToken);
        await RemoveReplacedAsync(current.Head, head, cancellationToken);
        Head = state.Head;
        return new(head, state);
    }

    private async Task<Position> RecoverAsync(CancellationToken cancellationToken)
    {
        var recovery = new SequencerRecovery(terms, stores, writer);
        var recovered = await recovery.RunAsync(cancellationToken);
        Head = recovered.State.Head;
        return recovered;
    }

    /// <summary>The staging file of the batch before, and partial files that full ones replace.</summary>
    private async Task RemoveReplacedAsync(StoredHead before, StoredHead now, CancellationToken cancellationToken)
    {
        if (before.Size.Value > 0)
        {
            await stores.Files.DeleteAsync(LogPath.Staging(before.Size, before.Root), cancellationToken);
        }

        foreach (var path in LogLayout.Tiles(default, before.Size).Concat(LogLayout.Bundles(default, before.Size)))
        {
            if (path.Width < LogPath.FullWidth && LogLayout.ContainsFull(now.Size, path))
            {
                await RemovePartialsAsync(path, cancellationToken);
            }
        }
    }

    private async Task RemovePartialsAsync(LogPath partial, CancellationToken cancellationToken)
    {
        for (var width = 1; width < LogPath.FullWidth; width++)
        {
            await stores.Files.DeleteAsync(partial.WithWidth(width), cancellationToken);
        }
    }

    /// <summary>Where the log stands: the checkpoint store's row, and all that follows from the entries.</summary>
    internal sealed record Position(StoredHead Head, LedgerState State);
}
