using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>Where a sequencer reads and writes.</summary>
public sealed record SequencerStores(IEntryStore Entries, ICheckpointStore Heads, ILogFiles Files)
{
    /// <summary>Which process is the active one; without it, whoever comes.</summary>
    public ISequencerTurn? Turn { get; init; }
}

/// <summary>What a sequencer needs to know.</summary>
public sealed record SequencerTerms(LedgerTerms Ledger, PublishPolicy Publish, Ed25519SecretKey LogKey, TimeProvider Clock);

/// <summary>
/// Gives accepted entries their places and publishes them. Any step may fail or the process die: the next run first finishes what
/// the checkpoint store says was begun. Not for use by several threads at once. One process is active; the others follow, so that the
/// next one has read the log already. Where no lock holds, the swap of the checkpoint store lets one of them win.
/// spec/ledger.md §9 (2)
/// </summary>
public sealed class Sequencer
{
    private static readonly TimeSpan RivalsTurn = TimeSpan.FromMilliseconds(20);

    private readonly SequencerTerms terms;
    private readonly SequencerStores stores;
    private readonly LogWriter writer;
    private LedgerState? state;
    private bool isPolicyWritten;
    private long? lastBatch;

    public Sequencer(SequencerTerms terms, SequencerStores stores)
    {
        (this.terms, this.stores) = (terms, stores);
        writer = new(stores.Files);
        Head = new LedgerState(terms.Ledger.Election).Head;
    }

    /// <summary>The log's head as it was last read; of an empty log before the first run.</summary>
    public LogHead Head { get; private set; }

    /// <summary>Voting has ended: nothing waits any more.</summary>
    public bool IsDraining { get; set; }

    /// <summary>Publishes the next batch if one is due and it is this process's turn; otherwise reads what others have published.</summary>
    /// <returns>How many entries were published.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) => RunAsync(IsDraining, cancellationToken);

    /// <summary>Reads what others have given places, and returns the head.</summary>
    public async Task<LogHead> FollowAsync(CancellationToken cancellationToken)
    {
        await ReadOnAsync(cancellationToken);
        return Head;
    }

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
        using var turn = stores.Turn is null || await stores.Turn.IsMineAsync(cancellationToken) ? stores.Files.TryLock() : null;
        if (turn is null)
        {
            await ReadOnAsync(cancellationToken);
            return 0;
        }

        try
        {
            return await RunInTurnAsync(draining, cancellationToken);
        }
        catch
        {
            // Whatever failed leaves the position unknown, so the next run reads it anew.
            state = null;
            throw;
        }
    }

    private async Task<int> RunInTurnAsync(bool draining, CancellationToken cancellationToken)
    {
        var head = await RecoverAsync(cancellationToken);
        var chosen = await ChooseAsync(draining, cancellationToken);
        var units = await stores.Entries.LoadAsync([.. chosen.Select(unit => unit.Key)], cancellationToken);
        Entry[] batch = [.. units.SelectMany(unit => unit.Entries)];
        if (batch.Length > 0 && !await TryWriteAsync(head, state!, batch, cancellationToken))
        {
            state = null;
            return 0;
        }

        // A batch that is full leaves others behind that were due with it.
        if (chosen is [{ Place: not null }, ..] && chosen.Count < PublishPolicy.MaximumBatch)
        {
            lastBatch = terms.Clock.GetTimestamp();
        }

        return batch.Length;
    }

    private async Task<IReadOnlyList<PendingUnit>> ChooseAsync(bool draining, CancellationToken cancellationToken)
    {
        var pending = await stores.Entries.PendingAsync(PublishPolicy.MaximumBatch, cancellationToken);
        var sinceLast = lastBatch is { } started ? terms.Clock.GetElapsedTime(started) : TimeSpan.MaxValue;
        return Batch.Choose(pending, terms.Publish, terms.Clock.GetUtcNow(), sinceLast, draining);
    }

    /// <summary>False when another sequencer was faster.</summary>
    private async Task<bool> TryWriteAsync(StoredHead from, LedgerState grown, Entry[] batch, CancellationToken cancellationToken)
    {
        if (!batch.All(entry => grown.Append(entry).All(check => check.Verdict is LedgerVerdict.Accepted)))
        {
            // Entries that a rival has published meanwhile are missing here; otherwise something is badly wrong.
            return (await stores.Heads.ReadAsync(cancellationToken)).Size != from.Size
                ? false
                : throw new InvalidDataException("The sequencer stops: an accepted entry may not follow.");
        }

        await writer.WriteBlobsAsync(batch, cancellationToken);
        var checkpoint = new Checkpoint(terms.Ledger.Log.Origin, grown.Tree.Size, grown.Tree.Root).Sign(terms.LogKey);
        var head = new StoredHead(grown.Tree.Size, grown.Tree.Root, checkpoint.Encode(), batch.Length);
        ReadOnlyMemory<byte>[] encoded = [.. batch.Select(entry => entry.Encoded)];
        await stores.Files.CreateAsync(LogPath.Staging(head.Size, head.Root), EntryBundle.Encode(encoded), cancellationToken);
        if (!await stores.Heads.TryAdvanceAsync(from, head, cancellationToken))
        {
            // The staging file stays: a rival that chose the same batch may have won by the one of the same name.
            return false;
        }

        var first = new EntryIndex(from.Size.Value);
        await stores.Entries.SequenceAsync(first, [.. batch.Select(entry => entry.LeafHash)], cancellationToken);
        await writer.PublishAsync(from.Size, grown.Tree, encoded, checkpoint, cancellationToken);
        await RemoveReplacedAsync(from, head, cancellationToken);
        Head = grown.Head;
        return true;
    }

    /// <summary>Finishes what was begun; afterwards database, files and checkpoint store name one log.</summary>
    private async Task<StoredHead> RecoverAsync(CancellationToken cancellationToken)
    {
        var recovery = new SequencerRecovery(terms, stores, writer);
        if (!isPolicyWritten)
        {
            await recovery.WritePolicyAsync(cancellationToken);
            isPolicyWritten = true;
        }

        await ReadOnAsync(cancellationToken);
        var head = await stores.Heads.ReadAsync(cancellationToken);
        if (state!.Tree.Size != head.Size)
        {
            await recovery.SequenceStagedAsync(head, state.Tree.Size, cancellationToken);
            await ReadOnAsync(cancellationToken);
        }

        await recovery.PublishMissingAsync(head, state, cancellationToken);
        return head;
    }

    private async Task ReadOnAsync(CancellationToken cancellationToken)
    {
        var known = state ?? new(terms.Ledger.Election);
        state = null;
        await foreach (var entry in stores.Entries.SequencedAsync(new(known.Tree.Size.Value), cancellationToken))
        {
            SequencerRecovery.Require(
                known.Append(entry).All(check => check.Verdict is LedgerVerdict.Accepted), "a sequenced entry may not stand there");

            // The interval between batches counts whoever published the last one.
            var isNews = Head.Size.Value > 0 && known.Tree.Size.Value > Head.Size.Value;
            lastBatch = isNews && entry.Body is BallotCast ? terms.Clock.GetTimestamp() : lastBatch;
        }

        state = known;
        Head = known.Head;
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
}
