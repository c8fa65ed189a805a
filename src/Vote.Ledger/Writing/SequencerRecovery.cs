using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>
/// Brings database and files to what the checkpoint store says: a batch whose swap succeeded is on the log, whatever failed after
/// it. Refuses to go on when they contradict one another. spec/ledger.md §9 (2)
/// </summary>
internal sealed class SequencerRecovery(SequencerTerms terms, SequencerStores stores, LogWriter writer)
{
    internal async Task<Sequencer.Position> RunAsync(CancellationToken cancellationToken)
    {
        await stores.Files.CreateAsync(LogPath.Policy, terms.Ledger.Log.PolicyFile, cancellationToken);
        var head = await stores.Heads.ReadAsync(cancellationToken);
        var state = await ReadSequencedAsync(cancellationToken);
        if (state.Tree.Size != head.Size)
        {
            await SequenceStagedAsync(head, state.Tree.Size, cancellationToken);
            state = await ReadSequencedAsync(cancellationToken);
        }

        Require(state.Tree.Size == head.Size && state.Tree.Root == head.Root, "database and checkpoint store name other logs");
        await PublishStagedAsync(head, state, cancellationToken);
        return new(head, state);
    }

    private async Task<LedgerState> ReadSequencedAsync(CancellationToken cancellationToken)
    {
        var state = new LedgerState(terms.Ledger.Election);
        await foreach (var entry in stores.Entries.SequencedAsync(cancellationToken))
        {
            Require(state.Append(entry).All(check => check.Verdict is LedgerVerdict.Accepted), "a sequenced entry may not stand there");
        }

        return state;
    }

    private async Task SequenceStagedAsync(StoredHead head, TreeSize sequenced, CancellationToken cancellationToken)
    {
        Require(sequenced.Value == head.Size.Value - head.BatchSize, "the database is not that of the checkpoint store: an old backup?");
        var staged = await ReadStagedAsync(head, cancellationToken);
        LeafHash[] leaves = [.. staged.Select(entry => LeafHash.Of(entry.Span))];
        await stores.Entries.SequenceAsync(new EntryIndex(sequenced.Value), leaves, cancellationToken);
    }

    private async Task PublishStagedAsync(StoredHead head, LedgerState state, CancellationToken cancellationToken)
    {
        if (head.Size.Value == 0 || await IsPublishedAsync(head, cancellationToken))
        {
            return;
        }

        Require(SignedCheckpoint.TryDecode(head.Note.Span, out var checkpoint), "the checkpoint store holds no checkpoint");
        var staged = await ReadStagedAsync(head, cancellationToken);
        var before = new TreeSize(head.Size.Value - head.BatchSize);
        await writer.PublishAsync(before, state.Tree, staged, checkpoint!, cancellationToken);
    }

    // The checkpoint is published last, so everything else of its batch is there too.
    private async Task<bool> IsPublishedAsync(StoredHead head, CancellationToken cancellationToken) =>
        await stores.Files.ExistsAsync(LogPath.Checkpoint, cancellationToken)
        && (await stores.Files.ReadAsync(LogPath.Checkpoint, cancellationToken)).AsSpan().SequenceEqual(head.Note.Span);

    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadStagedAsync(StoredHead head, CancellationToken cancellationToken)
    {
        var content = await stores.Files.ReadAsync(LogPath.Staging(head.Size, head.Root), cancellationToken);
        var decoded = EntryBundle.TryDecode(content, out var entries) && entries.Count == head.BatchSize;
        Require(decoded, "the staging file is damaged");
        return entries!;
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The sequencer stops: {what}.");
        }
    }
}
