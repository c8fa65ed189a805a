using System.Security.Cryptography;
using Vote.Canonical.Signatures;
using Vote.Crypto.Threshold;
using Vote.Ledger.Notes;
using Vote.Api.Elections;

namespace Vote.Api.Configuration;

/// <summary>Opens what <c>vote-tally keys new</c> and <c>roll new</c> have sealed. The label says what a file holds, not its name.</summary>
internal sealed class SealedFiles
{
    private readonly Dictionary<string, (string Path, SealedSecretFile File)> files = new(StringComparer.Ordinal);
    private readonly Passphrase passphrase;

    /// <exception cref="InvalidDataException">Two files with one label, or one that is no sealed file.</exception>
    public SealedFiles(DirectoryInfo folder, Passphrase passphrase)
    {
        this.passphrase = passphrase;
        foreach (var file in folder.EnumerateFiles("*.sealed"))
        {
            if (!SealedSecretFile.TryDecode(File.ReadAllBytes(file.FullName), out var decoded)
                || !files.TryAdd(decoded.Label.Value, (file.FullName, decoded)))
            {
                throw new InvalidDataException($"{file.FullName}: no sealed file, or a second one of its kind");
            }
        }
    }

    /// <summary>The server's three keys.</summary>
    public HouseKeys Keys() => new(
        Open("key-registrar", secret => SigningKey.TryImport(secret, out var key) ? key : null),
        Open("key-log", secret => Ed25519SecretKey.TryImport(secret, out var key) ? key : null),
        Open("key-accept", secret => Ed25519SecretKey.TryImport(secret, out var key) ? key : null));

    /// <summary>The secret of this label.</summary>
    /// <exception cref="InvalidDataException">There is none, or the passphrase does not open it.</exception>
    public T Open<T>(string label, Func<byte[], T?> import)
        where T : class
    {
        if (!files.TryGetValue(label, out var file))
        {
            throw new InvalidDataException($"no sealed file holds {label}");
        }

        if (!file.File.TryOpen(passphrase.Characters, out var secret))
        {
            throw new InvalidDataException($"{file.Path}: the passphrase does not open it");
        }

        var imported = import(secret);
        CryptographicOperations.ZeroMemory(secret);
        return imported ?? throw new InvalidDataException($"{file.Path}: not what its label says");
    }
}
