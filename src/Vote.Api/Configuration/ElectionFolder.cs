using Vote.Api.Elections;
using Vote.Crypto.Ballots;
using Vote.Identity.Enrolments;
using Vote.Identity.Roll;
using Vote.Identity.Slots;

namespace Vote.Api.Configuration;

/// <summary>
/// An election as its operator lays it down: <c>manifest.json</c>, <c>keys/</c>, <c>registrar/</c>, <c>authorities/</c>; what the server
/// writes goes to <c>state/</c>. docs/server.md
/// </summary>
internal static class ElectionFolder
{
    /// <exception cref="InvalidDataException">A file is wrong, or does not fit the manifest.</exception>
    public static ElectionSetup Load(DirectoryInfo folder, Passphrase passphrase, PostgresServer? server, TimeProvider clock)
    {
        var manifest = ReadManifest(folder);
        var trust = new TrustFolder(At(folder, "authorities"));
        return new ElectionSetup
        {
            Manifest = manifest,
            Folder = State(folder),
            Keys = new SealedFiles(At(folder, "keys"), passphrase).Keys(),
            Registrar = OpenRegistrar(At(folder, "registrar"), manifest, passphrase),
            Trust = trust.Read(),
            TrustFolder = trust,
            Postgres = server is null ? null : PostgresHouse.Of(server, manifest.Id),
            Witnesses = WitnessFile.Load(
                Path.Combine(folder.FullName, "witnesses.json"), manifest.Log.Witnesses.Select(witness => witness.Name)),
            Anchor = AnchorFile.Load(Path.Combine(folder.FullName, "anchor.json")),
            Clock = clock,
        };
    }

    /// <summary>What the server writes.</summary>
    public static HouseFolder State(DirectoryInfo folder) => new(At(folder, "state"));

    /// <exception cref="InvalidDataException">The file is no manifest.</exception>
    public static Manifest ReadManifest(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, "manifest.json");
        return Manifest.TryDecode(File.ReadAllBytes(path), out var manifest, out var problems)
            ? manifest
            : throw new InvalidDataException($"{path}: {string.Join("; ", problems.Select(problem => $"{problem.Field}: {problem.Detail}"))}");
    }

    private static Registrar OpenRegistrar(DirectoryInfo folder, Manifest manifest, Passphrase passphrase)
    {
        var key = new SealedFiles(folder, passphrase).Open("tag-key", secret => TagKey.TryImport(secret, out var imported) ? imported : null);
        return ElectoralRoll.TryDecode(Bytes(folder, "roll.json"), out var roll)
            && SlotBook.TryDecode(Bytes(folder, "slot-book.json"), out var book)
            && Registrar.TryOpen(roll, book, key, manifest.Slots.Hash, out var registrar)
                ? registrar
                : throw new InvalidDataException($"{folder.FullName}: roll, slot book and tag key are not those of the manifest");
    }

    private static byte[] Bytes(DirectoryInfo folder, string name) => File.ReadAllBytes(Path.Combine(folder.FullName, name));

    private static DirectoryInfo At(DirectoryInfo folder, string name) => new(Path.Combine(folder.FullName, name));
}
