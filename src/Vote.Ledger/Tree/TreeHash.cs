using Vote.Canonical;

namespace Vote.Ledger.Tree;

/// <summary>The hashes of RFC 6962 §2.1.</summary>
public static class TreeHash
{
    /// <summary>The root of the tree without leaves: SHA-256 of nothing.</summary>
    public static Digest Empty { get; } = Digest.Sha256([]);

    /// <summary>An inner node: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Digest Node(Digest left, Digest right) => Digest.Sha256([1], left.Bytes, right.Bytes);
}
