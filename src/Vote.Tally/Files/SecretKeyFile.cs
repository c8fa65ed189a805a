using System.Diagnostics;
using System.Security.Cryptography;
using Vote.Canonical.Signatures;
using Vote.Crypto.Hpke;
using Vote.Ledger.Notes;
using Vote.Tally.Terminal;

namespace Vote.Tally.Files;

/// <summary>The secret half of a key, sealed; its label says the role, so that no key serves where another belongs.</summary>
internal static class SecretKeyFile
{
    /// <summary>Makes a key: the sealed file, and the public bytes.</summary>
    public static byte[] Create(KeyRole role, string path, Passphrase passphrase)
    {
        var (secret, publicKey) = Generate(role);
        try
        {
            SecretFile.Create(path, LabelOf(role), secret, passphrase);
            return publicKey;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>An officer's or the registrar's key. The caller disposes it.</summary>
    public static SigningKey OpenSigningKey(Desk desk, KeyRole role, string path, string? passphraseFile) =>
        Open(desk, role, path, passphraseFile, secret => SigningKey.TryImport(secret, out var key) ? key : null);

    /// <summary>The log's or the ballot box's key for notes. The caller disposes it.</summary>
    public static Ed25519SecretKey OpenNoteKey(Desk desk, KeyRole role, string path, string? passphraseFile) =>
        Open(desk, role, path, passphraseFile, secret => Ed25519SecretKey.TryImport(secret, out var key) ? key : null);

    private static T Open<T>(Desk desk, KeyRole role, string path, string? passphraseFile, Func<byte[], T?> import)
        where T : class
    {
        using var passphrase = Passphrase.Ask(desk, passphraseFile, path);
        var secret = SecretFile.Open(path, LabelOf(role), passphrase);
        try
        {
            return import(secret) ?? throw Stop.CouldNotRun(Texts.SecretOfAnotherKind, path, LabelOf(role));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static (byte[] Secret, byte[] Public) Generate(KeyRole role)
    {
        switch (role)
        {
            case KeyRole.Officer or KeyRole.Registrar:
                using (var key = SigningKey.Generate())
                {
                    return (key.ExportSecret(), key.Public.ToArray());
                }

            case KeyRole.Auditor:
                using (var key = HpkePrivateKey.Generate())
                {
                    return (key.Encode(), key.Public.Encode());
                }

            case KeyRole.Log or KeyRole.Accept or KeyRole.Witness:
                var seed = Ed25519SecretKey.GenerateSeed();
                using (var key = Ed25519SecretKey.TryImport(seed, out var imported) ? imported : throw new UnreachableException())
                {
                    return (seed, key.Public.Bytes.ToArray());
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(role));
        }
    }

    private static string LabelOf(KeyRole role) => $"key-{PublicKeyFile.NameOf(role)}";
}
