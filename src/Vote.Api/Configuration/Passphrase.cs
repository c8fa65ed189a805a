using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Vote.Api.Configuration;

/// <summary>The passphrase of the server's sealed files: the first line of a file that only the server reads. Wiped after use.</summary>
internal sealed class Passphrase : IDisposable
{
    private const int MaximumBytes = 1024;

    private readonly char[] characters;

    private Passphrase(char[] characters) => this.characters = characters;

    public ReadOnlySpan<char> Characters => characters;

    /// <exception cref="InvalidDataException">The file is too long to be one.</exception>
    public static Passphrase Read(string path)
    {
        var content = File.ReadAllBytes(path);
        if (content.Length > MaximumBytes)
        {
            throw new InvalidDataException($"{path} is no passphrase");
        }

        var read = Encoding.UTF8.GetChars(content.AsSpan().TrimEnd("\r\n"u8).ToArray());
        CryptographicOperations.ZeroMemory(content);
        return new(read);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(characters.AsSpan()));
}
