using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vote.Ledger.Notes;

/// <summary>One signature line: key name, key id, and whatever the signature's type puts there.</summary>
public sealed class NoteSignature
{
    internal NoteSignature(string name, uint keyId, byte[] content) => (Name, KeyId, Content) = (name, keyId, content);

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>The key's id.</summary>
    public uint KeyId { get; }

    /// <summary>The bytes behind the id.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    internal bool IsBy(NoteKey key) => Name == key.Name && KeyId == key.Id;

    /// <summary>The line in a note, with its newline.</summary>
    public string ToLine()
    {
        var bytes = new byte[4 + Content.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Content.Span.CopyTo(bytes.AsSpan(4));
        return $"— {Name} {Convert.ToBase64String(bytes)}\n";
    }

    internal static NoteSignature? Parse(string line)
    {
        var parts = line.Split(' ');
        return parts.Length == 3
            && parts[0] == "—"
            && NoteKey.IsName(parts[1])
            && NoteText.TryDecodeBase64(parts[2], out var bytes)
            && bytes.Length > 4
                ? new(parts[1], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..])
                : null;
    }
}

/// <summary>A text and who signed it. C2SP signed-note 1.0.0; spec/ledger.md §7 (1)</summary>
public sealed class SignedNote
{
    /// <summary>Most bytes of a note.</summary>
    public const int MaximumLength = 1 << 18;

    private const int MaximumSignatures = 64;

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>The text with its last newline.</summary>
    public string Text { get; }

    /// <summary>The signatures, unverified, in order.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    private byte[] TextBytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>Takes the bytes of a note with 1 … 64 signature lines.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (encoded.Length > MaximumLength || !NoteText.TryDecodeText(encoded, out var whole))
        {
            return false;
        }

        // The last empty line divides text and signatures.
        var divide = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (divide < 0 || !NoteText.TrySplit(whole[(divide + 2)..], out var lines) || lines.Length > MaximumSignatures)
        {
            return false;
        }

        NoteSignature[] signatures = [.. lines.Select(NoteSignature.Parse).OfType<NoteSignature>()];
        note = signatures.Length == lines.Length ? new(whole[..(divide + 1)], signatures) : null;
        return note is not null;
    }

    /// <summary>A note signed by one Ed25519 key under a name.</summary>
    public static SignedNote Sign(string text, string keyName, Ed25519SecretKey secret)
    {
        var key = new NoteKey(keyName, NoteSignatureType.Ed25519, secret.Public);
        return new(text, [new(keyName, key.Id, secret.Sign(Encoding.UTF8.GetBytes(text)))]);
    }

    /// <summary>A text with signature lines.</summary>
    internal static SignedNote Of(string text, IReadOnlyList<NoteSignature> signatures) => new(text, signatures);

    /// <summary>The same note with one signature more.</summary>
    public SignedNote With(NoteSignature signature) => new(Text, [.. Signatures, signature]);

    /// <summary>Whether this key signed the text. A line that claims so and does not verify spoils the note.</summary>
    public bool IsSignedBy(NoteKey key)
    {
        NoteSignature[] claimed = [.. Signatures.Where(signature => signature.IsBy(key))];
        return key.Type == NoteSignatureType.Ed25519
            && claimed.Length > 0
            && claimed.All(signature => key.Key.Verify(TextBytes, signature.Content.Span));
    }

    /// <summary>The note's bytes.</summary>
    public byte[] Encode() => Encoding.UTF8.GetBytes($"{Text}\n{string.Concat(Signatures.Select(signature => signature.ToLine()))}");
}
