using System.Security.Cryptography;
using Vote.Api.Elections;
using Vote.Canonical.Signatures;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Identity.Enrolments;
using Vote.Identity.Roll;
using Vote.Identity.Slots;
using Vote.Ledger.Notes;

namespace Vote.Electorate.MainJob;

/// <summary>Opens the sealed files that the server needs, with the passphrase of the rehearsal.</summary>
internal static class SealedKeys
{
    /// <summary>The server's keys.</summary>
    public static HouseKeys ForServer(JobFolders folders) => new(
        SigningKeyOf(folders, "registrar", "registrar"),
        NoteKeyOf(folders, "log"),
        NoteKeyOf(folders, "accept"));

    /// <summary>Roll, slot book and tag key of the registrar's folder.</summary>
    public static Registrar ForRegistrar(JobFolders folders, Canonical.Digest slotListHash)
    {
        var key = Open(folders, Path.Combine(folders.Registrar, "tag-key.sealed"), secret => TagKey.TryImport(secret, out var imported) ? imported : null);
        return ElectoralRoll.TryDecode(File.ReadAllBytes(Path.Combine(folders.Registrar, "roll.json")), out var roll)
            && SlotBook.TryDecode(File.ReadAllBytes(Path.Combine(folders.Registrar, "slot-book.json")), out var book)
            && Registrar.TryOpen(roll, book, key, slotListHash, out var registrar)
                ? registrar
                : throw new InvalidDataException("The registrar's files do not belong together.");
    }

    /// <summary>An officer's or the registrar's key. The caller disposes it.</summary>
    public static SigningKey SigningKeyOf(JobFolders folders, string role, string name) =>
        Open(folders, Preparation.SecretOf(folders, role, name), secret => SigningKey.TryImport(secret, out var key) ? key : null);

    /// <summary>All that a trustee keeps. The caller disposes it.</summary>
    public static ConfirmedTrustee Trustee(JobFolders folders, int trustee) => Open(
        folders, Path.Combine(folders.Trustee(trustee), "trustee.sealed"), secret => ConfirmedTrustee.TryImport(secret, out var state) ? state : null);

    /// <summary>The log's or the ballot box's key. The caller disposes it.</summary>
    public static Ed25519SecretKey NoteKeyOf(JobFolders folders, string role) =>
        Open(folders, Preparation.SecretOf(folders, role, role), secret => Ed25519SecretKey.TryImport(secret, out var key) ? key : null);

    private static T Open<T>(JobFolders folders, string file, Func<byte[], T?> import)
        where T : class
    {
        var passphrase = File.ReadLines(folders.Passphrase).First();
        if (!SealedSecretFile.TryDecode(File.ReadAllBytes(file), out var sealedFile) || !sealedFile.TryOpen(passphrase, out var secret))
        {
            throw new InvalidDataException($"{file} does not open.");
        }

        try
        {
            return import(secret) ?? throw new InvalidDataException($"{file} holds a key of another kind.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
