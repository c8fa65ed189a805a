using Vote.Canonical;
using Vote.Ledger.Files;

namespace Vote.Ledger.Records;

/// <summary>The files below a record folder: exactly those that a log of its size has, and blobs. spec/ledger.md §8</summary>
internal sealed class RecordListing
{
    private const int MaximumDepth = 8;

    private readonly TreeSize size;
    private readonly List<Digest> blobs = [];
    private readonly List<LogPath> leftovers = [];
    private long parts;
    private int heads;
    private string? unexpected;

    private RecordListing(TreeSize size) => this.size = size;

    /// <summary>Blobs that are there, by their names.</summary>
    internal IReadOnlyList<Digest> Blobs => blobs;

    /// <summary>Tiles and bundles of other sizes: what an interrupted append leaves.</summary>
    internal IReadOnlyList<LogPath> Leftovers => leftovers;

    /// <summary>Whether every file that must be there is there, and no other.</summary>
    internal LedgerVerdict Verdict =>
        unexpected is not null ? LedgerVerdict.Refuse(LedgerRefusal.WrongFiles, unexpected)
        : leftovers.Count > 0 ? LedgerVerdict.Refuse(LedgerRefusal.WrongFiles, $"{leftovers[0].Text} is of another size")
        : LedgerVerdict.Require(
            parts == LogLayout.CountFiles(size) && heads == 2, LedgerRefusal.WrongFiles, "a file of the log is missing");

    internal static RecordListing Of(DirectoryInfo folder, TreeSize size)
    {
        var listing = new RecordListing(size);
        listing.Walk(folder, "", MaximumDepth);
        return listing;
    }

    private void Walk(DirectoryInfo folder, string prefix, int depth)
    {
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            var path = prefix + item.Name;
            if (item.LinkTarget is not null)
            {
                unexpected ??= $"{path} is a link";
            }
            else if (item is DirectoryInfo inner && depth > 0)
            {
                Walk(inner, path + "/", depth - 1);
            }
            else
            {
                Take(path, item as FileInfo);
            }

            // A folder stuffed with foreign files must not cost more than a look.
            if (unexpected is not null)
            {
                return;
            }
        }
    }

    private void Take(string path, FileInfo? file)
    {
        // A pipe or device has no length; reading it could last for ever.
        if (file is null || !LogPath.TryParse(path, out var place) || file.Length == 0 || file.Length > place.MaximumLength)
        {
            unexpected ??= $"{path} is not a file of a log";
        }
        else if (place.Kind is LogFileKind.Checkpoint or LogFileKind.Policy)
        {
            heads++;
        }
        else if (place.Kind == LogFileKind.Blob)
        {
            blobs.Add(Digest.TryParseHex(file.Name, out var name) ? name : Digest.Zero);
        }
        else if (LogLayout.Contains(size, place))
        {
            parts++;
            unexpected ??= place.Kind == LogFileKind.Tile && file.Length != place.MaximumLength ? $"{path} is cut" : null;
        }
        else
        {
            leftovers.Add(place);
        }
    }
}
