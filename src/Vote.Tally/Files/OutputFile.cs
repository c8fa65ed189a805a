using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Tally.Terminal;

namespace Vote.Tally.Files;

/// <summary>Creates files and never replaces one. A name stands only when its whole content is on the disk.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file that anybody may read.</summary>
    public static void Create(string path, ReadOnlySpan<byte> content) =>
        Create(path, content, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    /// <summary>Writes a file that only its owner may read.</summary>
    public static void CreatePrivate(string path, ReadOnlySpan<byte> content) =>
        Create(path, content, UnixFileMode.UserRead | UnixFileMode.UserWrite);

    /// <summary>Writes a file, or finds exactly this content there already: a step done again changes nothing.</summary>
    public static void CreateOrConfirm(string path, ReadOnlySpan<byte> content)
    {
        if (!InputFile.Exists(path))
        {
            Create(path, content);
        }
        else if (!InputFile.Read(path, Math.Max(content.Length, InputFile.MaximumBytes)).AsSpan().SequenceEqual(content))
        {
            throw Stop.CouldNotRun(Texts.FileExists, path);
        }
    }

    /// <summary>Refuses early, before a passphrase is asked, what <see cref="Create"/> would refuse.</summary>
    public static void RequireFree(string path)
    {
        if (new FileInfo(path).LinkTarget is not null || Path.Exists(path))
        {
            throw Stop.CouldNotRun(Texts.FileExists, path);
        }
    }

    private static void Create(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        RequireFree(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var staging = Path.Combine(folder, $".{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.part");
        try
        {
            WriteDurably(staging, content, mode);
            File.Move(staging, path, overwrite: false);
        }
        finally
        {
            File.Delete(staging);
        }
    }

    private static void WriteDurably(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var stream = new FileStream(path, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }
}
