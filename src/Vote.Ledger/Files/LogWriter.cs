using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Files;

/// <summary>
/// Publishes new entries: blobs before anything names them, then bundles and tiles, the checkpoint last. Every step can be
/// repeated after a failure. spec/ledger.md §9 (4)
/// </summary>
internal sealed class LogWriter(ILogFiles files)
{
    /// <summary>Writes the blobs of entries that are not on the log yet.</summary>
    internal async Task WriteBlobsAsync(IEnumerable<Entry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            if (entry.TryGetBlob(out var blob))
            {
                await files.CreateAsync(LogPath.Blob(blob.Reference.Sha256), blob.Bytes, cancellationToken);
            }
        }
    }

    /// <summary>Writes the bundles and tiles by which the log grows, then the checkpoint.</summary>
    /// <param name="before">The size at which bundles and tiles are published.</param>
    /// <param name="tree">The tree with the new leaves.</param>
    /// <param name="added">The bytes of the new entries, from index <paramref name="before"/> on.</param>
    /// <param name="checkpoint">The checkpoint of the grown tree.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    internal async Task PublishAsync(
        TreeSize before,
        MerkleTree tree,
        IReadOnlyList<ReadOnlyMemory<byte>> added,
        SignedCheckpoint checkpoint,
        CancellationToken cancellationToken)
    {
        var size = new TreeSize(before.Value + added.Count);
        await WriteBundlesAsync(before, size, added, cancellationToken);
        await WriteTilesAsync(before, size, tree, checkpoint, cancellationToken);
    }

    /// <summary>The same from all that the database has, a bundle at a time: a lost disk's files are written anew.</summary>
    /// <param name="before">The size at which bundles and tiles are there.</param>
    /// <param name="tree">The tree with all leaves.</param>
    /// <param name="entries">The entries from the start of the first bundle that is not full.</param>
    /// <param name="checkpoint">The checkpoint of the tree.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    internal async Task RepublishAsync(
        TreeSize before, MerkleTree tree, IAsyncEnumerable<Entry> entries, SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var number = before.Value / LogPath.FullWidth;
        await foreach (var bundle in entries.Take((int)(tree.Size.Value - (number * LogPath.FullWidth))).Chunk(LogPath.FullWidth).WithCancellation(cancellationToken))
        {
            await WriteBlobsAsync(bundle, cancellationToken);
            await files.CreateAsync(
                LogPath.Bundle(number++, bundle.Length), EntryBundle.Encode([.. bundle.Select(entry => entry.Encoded)]), cancellationToken);
        }

        await WriteTilesAsync(before, tree.Size, tree, checkpoint, cancellationToken);
    }

    private async Task WriteTilesAsync(
        TreeSize before, TreeSize size, MerkleTree tree, SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        foreach (var tile in LogLayout.Tiles(before, size))
        {
            await files.CreateAsync(tile, LogLayout.TileContent(tree, tile), cancellationToken);
        }

        if (!await IsPublishedAsync(size, cancellationToken))
        {
            await files.ReplaceAsync(LogPath.Checkpoint, checkpoint.Encode(), cancellationToken);
        }
    }

    // A slow process that lost its turn must not take the log back, nor a repetition take cosignatures away.
    private async Task<bool> IsPublishedAsync(TreeSize size, CancellationToken cancellationToken) =>
        await files.ExistsAsync(LogPath.Checkpoint, cancellationToken)
        && SignedCheckpoint.TryDecode(await files.ReadAsync(LogPath.Checkpoint, cancellationToken), out var published)
        && published.Checkpoint.Size.Value >= size.Value;

    private async Task WriteBundlesAsync(
        TreeSize before, TreeSize size, IReadOnlyList<ReadOnlyMemory<byte>> added, CancellationToken cancellationToken)
    {
        // The first new bundle may repeat entries of the last partial one.
        var width = (int)(before.Value % LogPath.FullWidth);
        IReadOnlyList<ReadOnlyMemory<byte>> all = added;
        if (width > 0)
        {
            var last = await files.ReadAsync(LogPath.Bundle(before.Value / LogPath.FullWidth, width), cancellationToken);
            all = EntryBundle.TryDecode(last, out var earlier) && earlier.Count == width
                ? [.. earlier, .. added]
                : throw new InvalidDataException("The last partial bundle is damaged.");
        }

        foreach (var bundle in LogLayout.Bundles(before, size))
        {
            var start = (int)((bundle.Number * LogPath.FullWidth) - (before.Value - width));
            await files.CreateAsync(bundle, EntryBundle.Encode([.. all.Skip(start).Take(bundle.Width)]), cancellationToken);
        }
    }
}
