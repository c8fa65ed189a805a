using System.Security.Cryptography;

namespace Vote.IdentityProvider;

/// <summary>Files of the data folder, readable by their owner alone.</summary>
internal static class ProviderFiles
{
    /// <summary>The file's bytes, or what the maker gives, which is then kept.</summary>
    public static byte[] LoadOrCreate(string file, Func<byte[]> make)
    {
        if (!File.Exists(file))
        {
            Keep(file, make());
        }

        return File.ReadAllBytes(file);
    }

    /// <summary>Writes a file in one step: a run that is stopped leaves the earlier one or none, never a half.</summary>
    public static void Keep(string file, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var unfinished = $"{file}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(bytes);
        }

        File.Move(unfinished, file, overwrite: true);
    }
}
