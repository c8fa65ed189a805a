using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Tally.Files;

/// <summary>What a key of `keys new` is for; its place in the manifest. spec §3.2</summary>
internal enum KeyRole
{
    /// <summary>Signs the officers' entries; ECDSA.</summary>
    Officer,

    /// <summary>Signs enrolments; ECDSA.</summary>
    Registrar,

    /// <summary>Opens sealed private records; HPKE.</summary>
    Auditor,

    /// <summary>Signs checkpoints; Ed25519.</summary>
    Log,

    /// <summary>Signs promises; Ed25519.</summary>
    Accept,

    /// <summary>A witness's, for cosignatures; Ed25519.</summary>
    Witness,
}

/// <summary>
/// The public half of a key as it is handed to whoever writes the manifest: canonical JSON {key, name, role, type}.
/// </summary>
internal sealed record PublicKeyFile
{
    /// <summary>Longest name of a person or office.</summary>
    public const int MaximumNameLength = 100;

    private const string Type = "tsukuba-vote/public-key/v1";
    private const int Ed25519Length = 32;

    private PublicKeyFile(KeyRole role, string name, byte[] key) => (Role, Name, Key) = (role, name, key);

    /// <summary>What it is for.</summary>
    public KeyRole Role { get; }

    /// <summary>Whose it is.</summary>
    public string Name { get; }

    /// <summary>33 bytes of an element on P-256, 32 bytes for Ed25519.</summary>
    public byte[] Key { get; }

    /// <summary>Whether keys of this role sign notes, with Ed25519; the others are elements of P-256.</summary>
    public static bool IsEd25519(KeyRole role) => role is KeyRole.Log or KeyRole.Accept or KeyRole.Witness;

    /// <summary>Whether a key can have this name: short, and nothing in it that would move a terminal's cursor.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= MaximumNameLength && !name.Any(char.IsControl);

    /// <summary>Takes a key that the role can use.</summary>
    public static bool TryCreate(KeyRole role, string name, byte[] key, [NotNullWhen(true)] out PublicKeyFile? file)
    {
        var right = IsName(name) && (IsEd25519(role) ? key.Length == Ed25519Length : SignatureKey.TryDecode(key, out _));
        file = right ? new PublicKeyFile(role, name, key) : null;
        return file is not null;
    }

    /// <summary>Reads the only encoding.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out PublicKeyFile? file)
    {
        file = null;
        if (!ObjectReader.TryParse(encoded, out var reader))
        {
            return false;
        }

        reader.Literal("type", Type);
        var (key, name, role) = (reader.Bytes("key"), reader.Text("name", MaximumNameLength), reader.Text("role"));
        return reader.Finish() && TryParseRole(role, out var known) && TryCreate(known.Value, name, key, out file);
    }

    /// <summary>The role of this name in lower case.</summary>
    public static bool TryParseRole(string text, [NotNullWhen(true)] out KeyRole? role)
    {
        role = Enum.GetValues<KeyRole>().Where(candidate => NameOf(candidate) == text).Cast<KeyRole?>().FirstOrDefault();
        return role is not null;
    }

    /// <summary>The role's name in lower case.</summary>
    public static string NameOf(KeyRole role) => role.ToString().ToLowerInvariant();

    /// <summary>Canonical bytes.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("key", CanonicalValue.Bytes(Key)),
        ("name", CanonicalValue.Text(Name)),
        ("role", CanonicalValue.Text(NameOf(Role))),
        ("type", CanonicalValue.Text(Type))).Encode();

    /// <summary>What its fingerprint is made of: SHA-256 of the canonical bytes.</summary>
    public Digest Fingerprint() => Digest.Sha256(Encode());
}
