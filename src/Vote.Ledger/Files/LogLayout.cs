using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Files;

/// <summary>Which tiles and bundles a log of a size consists of, and what is in them. C2SP tlog-tiles; spec/ledger.md §8</summary>
public static class LogLayout
{
    /// <summary>The largest log this version reads or writes.</summary>
    public const long MaximumSize = int.MaxValue;

    private const int LevelHeight = 8;

    /// <summary>The tiles of a log of this size that a log of the smaller size does not have.</summary>
    public static IEnumerable<LogPath> Tiles(TreeSize before, TreeSize size)
    {
        for (var level = 0; size.Value >> (LevelHeight * level) is var count and > 0; level++)
        {
            var known = before.Value >> (LevelHeight * level);
            foreach (var (number, width) in Numbers(known, count))
            {
                yield return LogPath.Tile(level, number, width);
            }
        }
    }

    /// <summary>The bundles of a log of this size that a log of the smaller size does not have.</summary>
    public static IEnumerable<LogPath> Bundles(TreeSize before, TreeSize size) =>
        Numbers(before.Value, size.Value).Select(part => LogPath.Bundle(part.Number, part.Width));

    /// <summary>Whether a log of this size has the tile or bundle: full ones, and the one partial at the end.</summary>
    public static bool Contains(TreeSize size, LogPath path)
    {
        var count = size.Value >> Math.Min(63, LevelHeight * path.Level);
        return path.Width == LogPath.FullWidth
            ? path.Number < count / LogPath.FullWidth
            : path.Number == count / LogPath.FullWidth && path.Width == count % LogPath.FullWidth;
    }

    /// <summary>Whether a log of this size has the full tile or bundle of a partial one.</summary>
    public static bool ContainsFull(TreeSize size, LogPath partial) =>
        partial.Number < (size.Value >> Math.Min(63, LevelHeight * partial.Level)) / LogPath.FullWidth;

    /// <summary>How many tiles and bundles a log of this size has.</summary>
    public static long CountFiles(TreeSize size)
    {
        var files = CountParts(size.Value);
        for (var count = size.Value; count > 0; count >>= LevelHeight)
        {
            files += CountParts(count);
        }

        return files;
    }

    /// <summary>The bytes of a tile.</summary>
    public static byte[] TileContent(MerkleTree tree, LogPath tile)
    {
        var content = new byte[Digest.Length * tile.Width];
        for (var i = 0; i < tile.Width; i++)
        {
            var node = tree.Node(LevelHeight * tile.Level, (tile.Number * LogPath.FullWidth) + i);
            node.Bytes.CopyTo(content.AsSpan(Digest.Length * i));
        }

        return content;
    }

    private static long CountParts(long count) => (count / LogPath.FullWidth) + (count % LogPath.FullWidth > 0 ? 1 : 0);

    private static IEnumerable<(long Number, int Width)> Numbers(long before, long count)
    {
        for (var number = before / LogPath.FullWidth; before < count && number * LogPath.FullWidth < count; number++)
        {
            yield return (number, (int)Math.Min(LogPath.FullWidth, count - (number * LogPath.FullWidth)));
        }
    }
}
