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

    /// <summary>
    /// Publishes from the database what the disk lacks of the newest checkpoint: the last batch after a crash, everything after a restore.
    /// </summary>
    internal async Task PublishMissingAsync(StoredHead head, LedgerState state, CancellationToken cancellationToken)
    {
        Require(state.Tree.Size == head.Size && state.Tree.Root == head.Root, "database and checkpoint store name other logs");
        var published = await ReadPublishedAsync(cancellationToken);
        Require(
            published is null || published.Size != head.Size || published.Root == head.Root, "another log than the checkpoint store's is published");
        var from = published?.Size ?? default;
        if (from.Value < head.Size.Value)
        {
            Require(SignedCheckpoint.TryDecode(head.Note.Span, out var checkpoint), "the checkpoint store holds no checkpoint");
            await writer.RepublishAsync(from, state.Tree, stores.Entries.SequencedAsync(StartOfBundle(from), cancellationToken), checkpoint!, cancellationToken);
        }
    }

    private static EntryIndex StartOfBundle(TreeSize size) => new(size.Value - (size.Value % LogPath.FullWidth));

    /// <summary>The checkpoint is published last, so everything else of it is there too.</summary>
    private async Task<Checkpoint?> ReadPublishedAsync(CancellationToken cancellationToken)
    {
        if (!await stores.Files.ExistsAsync(LogPath.Checkpoint, cancellationToken))
        {
            return null;
        }

        var known = SignedCheckpoint.TryDecode(await stores.Files.ReadAsync(LogPath.Checkpoint, cancellationToken), out var published);
        Require(known, "the published checkpoint is none");
        return published!.Checkpoint;
    }

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
