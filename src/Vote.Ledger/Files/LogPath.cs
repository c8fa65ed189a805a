using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;

namespace Vote.Ledger.Files;

/// <summary>What a file of a log is.</summary>
public enum LogFileKind
{
    /// <summary>The newest signed checkpoint; the only file that changes.</summary>
    Checkpoint,

    /// <summary>Log key, witnesses and quorum.</summary>
    Policy,

    /// <summary>Hashes of a level.</summary>
    Tile,

    /// <summary>Entries.</summary>
    Bundle,

    /// <summary>A payload too long for its entry.</summary>
    Blob,

    /// <summary>A batch on its way to the log; never published.</summary>
    Staging,
}

/// <summary>The place of a file below a log's prefix. C2SP tlog-tiles 0.1.0; spec/ledger.md §8</summary>
public sealed record LogPath
{
    /// <summary>Hashes in a full tile, and entries in a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>Most bytes of the policy.</summary>
    private const int MaximumPolicy = 1 << 16;

    private LogPath(LogFileKind kind, string text, int maximumLength) => (Kind, Text, MaximumLength) = (kind, text, maximumLength);

    /// <summary>The checkpoint.</summary>
    public static LogPath Checkpoint { get; } = new(LogFileKind.Checkpoint, "checkpoint", SignedNote.MaximumLength);

    /// <summary>The policy.</summary>
    public static LogPath Policy { get; } = new(LogFileKind.Policy, "policy", MaximumPolicy);

    /// <summary>What it is.</summary>
    public LogFileKind Kind { get; }

    /// <summary>The path with slashes.</summary>
    public string Text { get; }

    /// <summary>A longer file is refused unread.</summary>
    public int MaximumLength { get; }

    /// <summary>The level of a tile; 0 for others.</summary>
    public int Level { get; private init; }

    /// <summary>The number of a tile or bundle; 0 for others.</summary>
    public long Number { get; private init; }

    /// <summary>The width of a tile or bundle; 0 for others.</summary>
    public int Width { get; private init; }

    /// <summary>A tile of hashes.</summary>
    public static LogPath Tile(int level, long number, int width) =>
        new(LogFileKind.Tile, $"tile/{level}/{Numbered(number, width)}", Digest.Length * width)
        {
            Level = level, Number = number, Width = width,
        };

    /// <summary>A bundle of entries.</summary>
    public static LogPath Bundle(long number, int width) =>
        new(LogFileKind.Bundle, $"tile/entries/{Numbered(number, width)}", (2 + EntryEnvelope.MaximumLength) * width)
        {
            Number = number, Width = width,
        };

    /// <summary>The tile or bundle of the same number with another width.</summary>
    public LogPath WithWidth(int width) => Kind == LogFileKind.Tile ? Tile(Level, Number, width) : Bundle(Number, width);

    /// <summary>A blob.</summary>
    public static LogPath Blob(Digest sha256) =>
        new(LogFileKind.Blob, $"blob/{sha256.ToHex()[..2]}/{sha256.ToHex()}", BlobReference.MaximumLength);

    /// <summary>The file of a batch that makes a log of this size and root.</summary>
    public static LogPath Staging(TreeSize size, Digest root) =>
        new(LogFileKind.Staging, $"{size.Value}-{root.ToHex()}", int.MaxValue);

    /// <summary>Reads the place of a published file.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LogPath? path)
    {
        var candidate = text.Split('/') switch
        {
            ["checkpoint"] => Checkpoint,
            ["policy"] => Policy,
            ["blob", _, var name] when Digest.TryParseHex(name, out var sha256) => Blob(sha256),
            ["tile", var level, .. { Length: > 0 } numbered] => Parse(level, numbered),
            _ => null,
        };

        // One spelling for each place, on any file system.
        path = candidate?.Text == text ? candidate : null;
        return path is not null;
    }

    private static LogPath? Parse(string level, string[] numbered)
    {
        var width = FullWidth;
        if (numbered is [.., var last, var partial] && last.EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryParse(partial, 255, out var parsed) || parsed == 0)
            {
                return null;
            }

            width = (int)parsed;
            numbered = [.. numbered[..^2], last[..^2]];
        }

        return !TryParse(string.Concat(numbered).Replace("x", "", StringComparison.Ordinal), int.MaxValue, out var number) ? null
            : level == "entries" ? Bundle(number, width)
            : TryParse(level, 63, out var height) ? Tile((int)height, number, width)
            : null;
    }

    private static bool TryParse(string digits, long maximum, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= maximum;

    private static string Numbered(long number, int width)
    {
        var text = $"{number % 1000:d3}";
        for (var rest = number / 1000; rest > 0; rest /= 1000)
        {
            text = $"x{rest % 1000:d3}/{text}";
        }

        return width == FullWidth ? text : $"{text}.p/{width}";
    }
}
