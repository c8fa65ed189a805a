using Vote.Canonical;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Tree;

/// <summary>
/// The chain over all entries: h_0 = SHA-256(0x02 ‖ election hash), h_i = SHA-256(0x02 ‖ h_{i−1} ‖ leaf_i). spec/ledger.md §6 (1)
/// </summary>
public sealed record HashChain
{
    private HashChain(Digest head) => Head = head;

    /// <summary>The newest link.</summary>
    public Digest Head { get; }

    /// <summary>The chain before the first entry.</summary>
    public static HashChain Start(Digest election) => new(Digest.Sha256([2], election.Bytes));

    /// <summary>The chain with one more entry.</summary>
    public HashChain Append(LeafHash leaf) => new(Digest.Sha256([2], Head.Bytes, leaf.Value.Bytes));
}
