using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Ledger.Entries;

/// <summary>
/// An entry of the ledger: exactly the bytes its authors signed and sent, decoded and canonical, with its blob if it names one.
/// Who the authors are and whether they signed is <see cref="Rules.Authors"/>' question. spec/ledger.md §3
/// </summary>
public sealed class Entry : IEquatable<Entry>
{
    private readonly Content content;

    internal Entry(Content content, IReadOnlyList<EntrySignature> signatures, ReadOnlyMemory<byte> encoded)
        : this(content, signatures, encoded, LeafHash.Of(encoded.Span))
    {
    }

    private Entry(Content content, IReadOnlyList<EntrySignature> signatures, ReadOnlyMemory<byte> encoded, LeafHash leafHash)
    {
        this.content = content;
        Signatures = signatures;
        Encoded = encoded;
        LeafHash = leafHash;
    }

    /// <summary>The election hash it names.</summary>
    public Digest Election => content.Election;

    /// <summary>What it says.</summary>
    public EntryBody Body => content.Body;

    /// <summary>The hash of the signed message; for a ballot the ballot hash.</summary>
    public EntryHash Hash => content.Hash;

    /// <summary>The signatures, ascending by key.</summary>
    public IReadOnlyList<EntrySignature> Signatures { get; }

    /// <summary>The canonical bytes, as they stand in the log.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The leaf hash: the entry's name for intake, promise and receipt.</summary>
    public LeafHash LeafHash { get; }

    /// <summary>Takes the canonical bytes and the blob they name; the blob is empty and ignored when they name none.</summary>
    public static bool TryDecode(
        ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> blob, [NotNullWhen(true)] out Entry? entry) =>
        TryDecode(encoded, blob, out entry, out _);

    /// <summary>The same, with the reason for a refusal.</summary>
    public static bool TryDecode(
        ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> blob, [NotNullWhen(true)] out Entry? entry, out LedgerRefusal refusal)
    {
        entry = null;
        if (!EntryEnvelope.TryDecode(encoded, out var envelope, out refusal))
        {
            return false;
        }

        refusal = LedgerRefusal.BlobMismatch;
        return envelope.TryOpen(blob, out entry);
    }

    /// <summary>The payload if it is a blob, to be stored beside the log.</summary>
    public bool TryGetBlob([NotNullWhen(true)] out Payload? blob)
    {
        blob = Body is PayloadBody { Payload.IsBlob: true } body ? body.Payload : null;
        return blob is not null;
    }

    public bool Equals(Entry? other) => other is not null && LeafHash == other.LeafHash;

    public override bool Equals(object? obj) => Equals(obj as Entry);

    public override int GetHashCode() => LeafHash.GetHashCode();

    internal Entry WithPayload(Payload payload) =>
        new(content with { Body = EntryBodyReader.WithPayload(Body, payload) }, Signatures, Encoded, LeafHash);

    internal sealed record Content(Digest Election, EntryBody Body, EntryHash Hash);
}
