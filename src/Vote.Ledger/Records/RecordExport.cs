using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;

namespace Vote.Ledger.Records;

/// <summary>Copies a published log at its newest checkpoint into a record folder. Nothing is verified here. spec/ledger.md §8 (5)</summary>
public static class RecordExport
{
    /// <summary>Copies into a folder that holds no log yet, or an earlier part of this copy. The log may grow meanwhile.</summary>
    /// <exception cref="InvalidDataException">The log is damaged, or the folder holds something else.</exception>
    public static async Task CopyAsync(ILogReader log, DirectoryInfo record, CancellationToken cancellationToken)
    {
        var encoded = await log.ReadAsync(LogPath.Checkpoint, cancellationToken);
        if (!SignedCheckpoint.TryDecode(encoded, out var checkpoint))
        {
            throw new InvalidDataException("The log's checkpoint cannot be read.");
        }

        var size = checkpoint.Checkpoint.Size;
        var target = RecordFolder.FilesOf(record);
        foreach (var path in LogLayout.Tiles(default, size).Append(LogPath.Policy))
        {
            await target.CreateAsync(path, await log.ReadGrowingAsync(path, cancellationToken), cancellationToken);
        }

        foreach (var path in LogLayout.Bundles(default, size))
        {
            var content = await log.ReadGrowingAsync(path, cancellationToken);
            await target.CreateAsync(path, content, cancellationToken);
            foreach (var blob in BlobsOf(content))
            {
                await target.CreateAsync(LogPath.Blob(blob), await log.ReadAsync(LogPath.Blob(blob), cancellationToken), cancellationToken);
            }
        }

        await target.CreateAsync(LogPath.Checkpoint, encoded, cancellationToken);
        RecordFolder.RemoveWork(record);
    }

    private static IEnumerable<Digest> BlobsOf(byte[] bundle)
    {
        if (!EntryBundle.TryDecode(bundle, out var entries))
        {
            throw new InvalidDataException("A bundle of the log cannot be read.");
        }

        foreach (var entry in entries)
        {
            if (EntryEnvelope.TryDecode(entry, out var envelope, out _) && envelope.Blob is { } blob)
            {
                yield return blob.Sha256;
            }
        }
    }
}
