using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Ledger.Entries;

/// <summary>
/// An entry whose bytes are checked in full, but whose blob, if it names one, is not there yet: <see cref="TryOpen"/> takes it.
/// </summary>
public sealed class EntryEnvelope
{
    /// <summary>Most bytes of an entry: its length field in a bundle has 16 bits.</summary>
    public const int MaximumLength = 65_535;

    /// <summary>All fields but the payload's value are shorter than this, in bytes.</summary>
    public const int MaximumFrame = 8_192;

    private const int MaximumSignatures = 16;

    private readonly Entry withoutBlob;

    private EntryEnvelope(Entry withoutBlob, BlobReference? blob) => (this.withoutBlob, Blob) = (withoutBlob, blob);

    /// <summary>The blob that the entry names, if it names one.</summary>
    public BlobReference? Blob { get; }

    /// <summary>The entry's leaf hash.</summary>
    public LeafHash LeafHash => withoutBlob.LeafHash;

    /// <summary>The signatures, ascending by key; not verified.</summary>
    public IReadOnlyList<EntrySignature> Signatures => withoutBlob.Signatures;

    /// <summary>Takes the canonical bytes of an entry of a known type with exactly its fields.</summary>
    public static bool TryDecode(
        ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out EntryEnvelope? envelope, out LedgerRefusal refusal)
    {
        envelope = null;
        refusal = LedgerRefusal.Malformed;
        if (encoded.Length > MaximumLength
            || !CanonicalValue.TryParse(encoded.Span, out var value)
            || value is not CanonicalObject source)
        {
            return false;
        }

        var fields = new ObjectReader(source);
        if (!EntryTypes.TryParse(fields.Text("type"), out var type))
        {
            return false;
        }

        refusal = IsSupported(type) ? LedgerRefusal.Malformed : LedgerRefusal.UnsupportedType;
        envelope = IsSupported(type) ? Read(encoded, source, fields, type) : null;
        return envelope is not null;
    }

    /// <summary>Adds the blob; the bytes are ignored when the entry names none.</summary>
    public bool TryOpen(ReadOnlyMemory<byte> blob, [NotNullWhen(true)] out Entry? entry)
    {
        entry = Blob switch
        {
            null => withoutBlob,
            _ when Blob.Names(blob.Span) => withoutBlob.WithPayload(new Payload(blob)),
            _ => null,
        };
        return entry is not null;
    }

    private static bool IsSupported(EntryType type) => type is EntryType.ElectionOpened or EntryType.CredentialEnrolled
        or EntryType.BallotCast or EntryType.BallotChallenged or EntryType.AdministratorAct or EntryType.VotingClosed or EntryType.OverridesClosed
        or EntryType.TallyInput or EntryType.Shuffle or EntryType.DecryptionShare or EntryType.Result or EntryType.AnchorDeclared;

    private static EntryEnvelope? Read(ReadOnlyMemory<byte> encoded, CanonicalObject source, ObjectReader fields, EntryType type)
    {
        var election = fields.Hash("election");
        var signatures = ReadSignatures(fields);
        var body = EntryBodyReader.Read(type, fields);
        var blob = default(BlobReference);
        var inline = 0;

        if (body is PayloadBody)
        {
            blob = ReadBlob(fields);
            var payload = new Payload(blob is null ? fields.Bytes("payload") : ReadOnlyMemory<byte>.Empty);
            fields.Require(!payload.IsBlob);
            inline = (int)Base64Url.EncodedLength(payload.Bytes.Length);
            body = EntryBodyReader.WithPayload(body, payload);
        }

        fields.Require(encoded.Length - inline < MaximumFrame);
        if (!fields.Finish() || body is null)
        {
            return null;
        }

        var hash = UnsignedEntry.HashOf(source.Without("signatures"));
        return new(new Entry(new(election, body, hash), signatures, encoded), blob);
    }

    private static EntrySignature[] ReadSignatures(ObjectReader fields)
    {
        EntrySignature[] signatures =
            [.. fields.Objects("signatures", 1, MaximumSignatures).Select(EntrySignature.Read).OfType<EntrySignature>()];
        for (var i = 1; i < signatures.Length; i++)
        {
            fields.Require(signatures[i - 1].Key < signatures[i].Key);
        }

        return signatures;
    }

    private static BlobReference? ReadBlob(ObjectReader fields)
    {
        if (!fields.HasObject("payload"))
        {
            return null;
        }

        var blob = fields.Nested("payload");
        var reference = new BlobReference(blob.Number("length", 0, BlobReference.MaximumLength), blob.Hash("sha256"));
        fields.Require(BlobReference.IsNeededFor(reference.Length));
        return reference;
    }
}
