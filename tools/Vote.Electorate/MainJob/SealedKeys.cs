using System.Security.Cryptography;
using Vote.Api.Elections;
using Vote.Canonical.Signatures;
using Vote.Crypto.Threshold;
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
        Open(folders, Preparation.SecretOf(folders, "registrar", "registrar"), secret => SigningKey.TryImport(secret, out var key) ? key : null),
        OpenNoteKey(folders, "log"),
        OpenNoteKey(folders, "accept"));

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

    private static Ed25519SecretKey OpenNoteKey(JobFolders folders, string role) =>
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
