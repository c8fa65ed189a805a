using Vote.Canonical;

namespace Vote.Ledger.Entries;

/// <summary>The name of a payload too long to stand in its entry. spec/ledger.md §3 (6)</summary>
public sealed record BlobReference(long Length, Digest Sha256)
{
    /// <summary>The longest blob, in bytes.</summary>
    public const int MaximumLength = 1 << 28;

    /// <summary>Whether these are the bytes that are named.</summary>
    public bool Names(ReadOnlySpan<byte> bytes) => bytes.Length == Length && Digest.Sha256(bytes) == Sha256;

    /// <summary>Whether a payload of this length is a blob; otherwise it stands in the entry.</summary>
    internal static bool IsNeededFor(long length) => Base64Url.EncodedLength(length) > Payload.MaximumInlineCharacters;
}

/// <summary>What an entry carries; the ledger does not look inside. Its length decides whether it is a blob.</summary>
public sealed class Payload : IEquatable<Payload>
{
    /// <summary>The longest base64url spelling that stands in the entry.</summary>
    public const int MaximumInlineCharacters = 49_152;

    private readonly Lazy<Digest> sha256;

    /// <exception cref="ArgumentOutOfRangeException">Longer than the longest blob.</exception>
    public Payload(ReadOnlyMemory<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, BlobReference.MaximumLength, nameof(bytes));
        Bytes = bytes;
        sha256 = new(() => Digest.Sha256(Bytes.Span));
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether the entry names these bytes instead of holding them.</summary>
    public bool IsBlob => BlobReference.IsNeededFor(Bytes.Length);

    /// <summary>How an entry names these bytes if they are a blob.</summary>
    public BlobReference Reference => new(Bytes.Length, sha256.Value);

    public bool Equals(Payload? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override bool Equals(object? obj) => Equals(obj as Payload);

    public override int GetHashCode() => sha256.Value.GetHashCode();

    /// <summary>The value of an entry's field <c>payload</c>.</summary>
    internal CanonicalValue ToField() => IsBlob
        ? CanonicalObject.Of(("length", CanonicalValue.Number(Bytes.Length)), ("sha256", CanonicalValue.Hash(sha256.Value)))
        : CanonicalValue.Bytes(Bytes.Span);
}
