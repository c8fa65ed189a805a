using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Tree;

namespace Vote.EndToEnd.Tests.Tampering;

/// <summary>Writes record folders that no honest program would write.</summary>
internal static class Forger
{
    /// <summary>Whoever has the disk only: the entries' files are others, tiles and checkpoint are those of the honest log.</summary>
    public static async Task WriteRawAsync(DirectoryInfo honest, DirectoryInfo folder, IReadOnlyList<Entry> entries)
    {
        Copy(honest, folder);
        Directory.Delete(Path.Combine(folder.FullName, "tile", "entries"), recursive: true);
        var files = RecordFolder.FilesOf(folder);
        await new LogWriter(files).WriteBlobsAsync(entries, CancellationToken.None);
        foreach (var bundle in LogLayout.Bundles(default, new TreeSize(entries.Count)))
        {
            var part = entries.Skip((int)bundle.Number * LogPath.FullWidth).Take(bundle.Width).Select(entry => entry.Encoded);
            await files.CreateAsync(bundle, EntryBundle.Encode([.. part]), CancellationToken.None);
        }

        RecordFolder.RemoveWork(folder);
    }

    /// <summary>Whoever has the log's key too: a log of these entries, whatever they say, flawless as a log.</summary>
    public static async Task WriteSignedAsync(Conspiracy all, DirectoryInfo folder, IReadOnlyList<Entry> entries)
    {
        folder.Create();
        var tree = new MerkleTree();
        foreach (var entry in entries)
        {
            tree.Append(entry.LeafHash);
        }

        var files = RecordFolder.FilesOf(folder);
        var writer = new LogWriter(files);
        var checkpoint = new Checkpoint(all.Terms.Log.Origin, tree.Size, tree.Root).Sign(all.Log);
        await files.CreateAsync(LogPath.Policy, all.Terms.Log.PolicyFile, CancellationToken.None);
        await writer.WriteBlobsAsync(entries, CancellationToken.None);
        await writer.PublishAsync(default, tree, [.. entries.Select(entry => entry.Encoded)], checkpoint, CancellationToken.None);
        RecordFolder.RemoveWork(folder);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to.FullName, Path.GetRelativePath(from.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }
    }
}
