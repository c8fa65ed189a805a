using System.Text;
using Vote.Api.SignIn;

namespace Vote.Api.Configuration;

/// <summary>
/// A key for tokens in a file that its owner alone can read. Not sealed under a passphrase: it opens no ballot and signs no entry.
/// </summary>
internal static class KeyFile
{
    /// <summary>The file's key, or a fresh one that is kept there.</summary>
    /// <exception cref="InvalidDataException">The file holds no key on P-256.</exception>
    public static TokenKey OpenOrCreate(string path)
    {
        if (File.Exists(path))
        {
            return TokenKey.TryImport(File.ReadAllText(path), out var key)
                ? key
                : throw new InvalidDataException($"{path}: PEM of an EC private key on P-256");
        }

        var made = TokenKey.Generate();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(made.ExportPem()));
        return made;
    }
}
