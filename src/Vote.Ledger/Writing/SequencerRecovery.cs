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
    internal Task WritePolicyAsync(CancellationToken cancellationToken) =>
        stores.Files.CreateAsync(LogPath.Policy, terms.Ledger.Log.PolicyFile, cancellationToken);

    /// <summary>Inserts the places of a batch whose swap succeeded and which are missing.</summary>
    internal async Task SequenceStagedAsync(StoredHead head, TreeSize sequenced, CancellationToken cancellationToken)
    {
        Require(sequenced.Value == head.Size.Value - head.BatchSize, "the database is not that of the checkpoint store: an old backup?");
        var staged = await ReadStagedAsync(head, cancellationToken);
        LeafHash[] leaves = [.. staged.Select(entry => LeafHash.Of(entry.Span))];
        await stores.Entries.SequenceAsync(new EntryIndex(sequenced.Value), leaves, cancellationToken);
    }

    /// <summary>Publishes the newest checkpoint if it is not published, and all that it needs.</summary>
    internal async Task PublishStagedAsync(StoredHead head, LedgerState state, CancellationToken cancellationToken)
    {
        Require(state.Tree.Size == head.Size && state.Tree.Root == head.Root, "database and checkpoint store name other logs");
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

    internal static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The sequencer stops: {what}.");
        }
    }
}
