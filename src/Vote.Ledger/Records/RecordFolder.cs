using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;

namespace Vote.Ledger.Records;

/// <summary>
/// A copy of a log in a folder, read without trust: no link is followed, no path leaves the folder, no file is read beyond what
/// its place allows. spec/ledger.md §8
/// </summary>
public sealed class RecordFolder
{
    private readonly DiskLogFiles files;

    private RecordFolder(DirectoryInfo directory, DiskLogFiles files, SignedCheckpoint checkpoint)
    {
        Directory = directory;
        this.files = files;
        Checkpoint = checkpoint;
        Listing = RecordListing.Of(directory, checkpoint.Checkpoint.Size);
    }

    /// <summary>The folder.</summary>
    public DirectoryInfo Directory { get; }

    /// <summary>The checkpoint, unverified.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>Whether the folder has exactly the files it must have. spec §10 (1.1)</summary>
    public LedgerVerdict Files => Listing.Verdict;

    internal RecordListing Listing { get; }

    /// <summary>How many entries.</summary>
    public TreeSize Size => Checkpoint.Checkpoint.Size;

    /// <summary>Opens a folder; nothing comes back when it holds no checkpoint that can be read.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static async Task<RecordFolder?> OpenAsync(DirectoryInfo directory, CancellationToken cancellationToken)
    {
        if (!directory.Exists)
        {
            throw new DirectoryNotFoundException($"There is no folder {directory.FullName}.");
        }

        var found = FilesOf(directory);
        return await ReadAsync(found, LogPath.Checkpoint, cancellationToken) is { } encoded
            && SignedCheckpoint.TryDecode(encoded, out var checkpoint)
            && checkpoint.Checkpoint.Size.Value is > 0 and <= LogLayout.MaximumSize
                ? new(directory, found, checkpoint)
                : null;
    }

    /// <summary>The first entry, whose payload holds the manifest; nothing when it cannot be read.</summary>
    public async Task<Entry?> ReadFirstEntryAsync(CancellationToken cancellationToken)
    {
        var first = LogLayout.Bundles(default, Size).First();
        return await ReadBundleAsync(first, cancellationToken) is [var encoded, ..]
            && EntryEnvelope.TryDecode(encoded, out var envelope, out _)
            && envelope.TryOpen(await ReadBlobAsync(envelope.Blob, cancellationToken), out var entry)
                ? entry
                : null;
    }

    /// <summary>One entry, read again; nothing when it cannot be read. The caller knows by its hash whether it is the same.</summary>
    public async Task<Entry?> ReadEntryAsync(EntryIndex index, CancellationToken cancellationToken)
    {
        var number = index.Value / LogPath.FullWidth;
        var width = Math.Min(LogPath.FullWidth, Size.Value - (number * LogPath.FullWidth));
        return await ReadBundleAsync(LogPath.Bundle(number, (int)width), cancellationToken) is { } bundle
            && EntryEnvelope.TryDecode(bundle[(int)(index.Value % LogPath.FullWidth)], out var envelope, out _)
            && envelope.TryOpen(await ReadBlobAsync(envelope.Blob, cancellationToken), out var entry)
                ? entry
                : null;
    }

    /// <summary>The entries of a bundle; nothing when it is missing or not exactly as many entries.</summary>
    internal async Task<IReadOnlyList<ReadOnlyMemory<byte>>?> ReadBundleAsync(LogPath bundle, CancellationToken cancellationToken) =>
        await ReadAsync(files, bundle, cancellationToken) is { } content
        && EntryBundle.TryDecode(content, out var entries)
        && entries.Count == bundle.Width
            ? entries
            : null;

    /// <summary>The bytes of a blob, unverified; empty when none is named, or it is missing or longer than named.</summary>
    internal async Task<ReadOnlyMemory<byte>> ReadBlobAsync(BlobReference? blob, CancellationToken cancellationToken) =>
        blob is null ? default : await ReadAsync(files, LogPath.Blob(blob.Sha256), cancellationToken);

    /// <summary>The bytes of a file; nothing when it is missing, too long or a link.</summary>
    internal Task<byte[]?> ReadAsync(LogPath path, CancellationToken cancellationToken) => ReadAsync(files, path, cancellationToken);

    /// <summary>
    /// Where the folder's files are written: unfinished ones stand beside the folder, so that it never holds half a file.
    /// </summary>
    internal static DiskLogFiles FilesOf(DirectoryInfo directory) =>
        new(directory, WorkOf(directory));

    /// <summary>Removes what interrupted writers left beside the folder.</summary>
    internal static void RemoveWork(DirectoryInfo directory)
    {
        var work = WorkOf(directory);
        if (work.Exists)
        {
            work.Delete(recursive: true);
        }
    }

    private static DirectoryInfo WorkOf(DirectoryInfo directory) =>
        new(directory.FullName.TrimEnd(Path.DirectorySeparatorChar) + ".work");

    private static async Task<byte[]?> ReadAsync(DiskLogFiles from, LogPath path, CancellationToken cancellationToken)
    {
        try
        {
            return await from.ReadAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            // Whoever made the folder decides whether these are there, so it is a finding and no fault of the disk.
            return null;
        }
    }
}
