using System.Text;
using System.Text.Unicode;
using Vote.Tally.Terminal;

namespace Vote.Tally.Files;

/// <summary>Reads files that others handed over: regular files only, never through a link, never more than expected.</summary>
internal static class InputFile
{
    /// <summary>Enough for every message, manifest and key file; payloads have their own limits.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>The file's bytes.</summary>
    public static byte[] Read(string path, long maximumBytes = MaximumBytes)
    {
        // Opening a pipe or a device could wait for ever; they show no length, and no file of ours is empty.
        if (RequireRegular(path).Length == 0)
        {
            return [];
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!stream.CanSeek || stream.Length > maximumBytes)
        {
            throw Stop.CouldNotRun(Texts.FileTooLarge, path, maximumBytes);
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>The file's text. Another encoding than UTF-8 is refused: guessed at, it would change names.</summary>
    public static string ReadText(string path, long maximumBytes = MaximumBytes)
    {
        var content = Read(path, maximumBytes);
        return Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : throw Stop.Rejected(Texts.FileMalformed, path, "UTF-8");
    }

    /// <summary>Whether a regular file stands there; anything else there is refused.</summary>
    public static bool Exists(string path)
    {
        var found = new FileInfo(path).LinkTarget is not null || File.Exists(path) || Directory.Exists(path);
        if (found)
        {
            RequireRegular(path);
        }

        return found;
    }

    private static FileInfo RequireRegular(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null)
        {
            throw Stop.CouldNotRun(Texts.FileIsLink, path);
        }

        return info.Exists ? info : throw Stop.CouldNotRun(Directory.Exists(path) ? Texts.FileNotRegular : Texts.FileMissing, path);
    }
}
