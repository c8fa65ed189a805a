using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Vote.Ledger.Notes;

/// <summary>What a note's signature is. C2SP signed-note, signature types</summary>
public enum NoteSignatureType
{
    /// <summary>Ed25519 over the note's text: a log, or a promise.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 over a time and a checkpoint: a witness.</summary>
    Cosignature = 0x04,
}

/// <summary>A name, a type and a public key: who can have signed a note. C2SP signed-note, verifier keys</summary>
public sealed record NoteKey
{
    /// <exception cref="ArgumentException">An empty name, or one with a space, a plus or a control character.</exception>
    public NoteKey(string name, NoteSignatureType type, Ed25519PublicKey key)
    {
        if (!IsName(name))
        {
            throw new ArgumentException("A key's name is not empty and has no space, plus or control character.", nameof(name));
        }

        (Name, Type, Key) = (name, type, key);
        Id = BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. key.Bytes]));
    }

    /// <summary>The name that stands in the signature line.</summary>
    public string Name { get; }

    /// <summary>The type.</summary>
    public NoteSignatureType Type { get; }

    /// <summary>The public key.</summary>
    public Ed25519PublicKey Key { get; }

    /// <summary>The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key), big-endian.</summary>
    public uint Id { get; }

    /// <summary>Reads <c>name+id+base64(type ‖ key)</c>; the id must be the key's.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteKey? key)
    {
        key = null;
        var parts = text.Split('+', 3);
        if (parts.Length != 3
            || !IsName(parts[0])
            || !NoteText.TryDecodeBase64(parts[2], out var material)
            || material.Length != Ed25519PublicKey.Length + 1
            || !Enum.IsDefined((NoteSignatureType)material[0]))
        {
            return false;
        }

        var candidate = new NoteKey(parts[0], (NoteSignatureType)material[0], new Ed25519PublicKey(material[1..]));
        key = candidate.ToText() == text ? candidate : null;
        return key is not null;
    }

    /// <summary><c>name+id+base64(type ‖ key)</c>.</summary>
    public string ToText() => $"{Name}+{Id:x8}+{Convert.ToBase64String([(byte)Type, .. Key.Bytes])}";

    /// <summary>Whether a text can be a key's name.</summary>
    public static bool IsName(string name) => name.Length > 0
        && !name.Any(character => character == '+' || char.IsWhiteSpace(character) || char.IsControl(character));
}
