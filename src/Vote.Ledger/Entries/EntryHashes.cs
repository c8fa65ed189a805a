using Vote.Canonical;

namespace Vote.Ledger.Entries;

/// <summary>
/// SHA-256 of what an entry's authors sign: everything but the signatures. For a ballot: the ballot hash. spec/ledger.md §3 (4)
/// </summary>
public sealed record EntryHash(Digest Value)
{
    /// <summary>32 zero bytes: what a slot's first ballot names as its previous one.</summary>
    public static EntryHash None { get; } = new(Digest.Zero);
}

/// <summary>The hash of an entry's whole bytes as a leaf of the tree: SHA-256(0x00 ‖ entry). RFC 6962 §2.1</summary>
public sealed record LeafHash(Digest Value) : IComparable<LeafHash>
{
    public static bool operator <(LeafHash left, LeafHash right) => left.CompareTo(right) < 0;

    public static bool operator >(LeafHash left, LeafHash right) => left.CompareTo(right) > 0;

    public static bool operator <=(LeafHash left, LeafHash right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LeafHash left, LeafHash right) => left.CompareTo(right) >= 0;

    /// <summary>The leaf hash of an entry's bytes.</summary>
    public static LeafHash Of(ReadOnlySpan<byte> entry) => new(Digest.Sha256([0], entry));

    public int CompareTo(LeafHash? other) => Value.CompareTo(other?.Value);
}
