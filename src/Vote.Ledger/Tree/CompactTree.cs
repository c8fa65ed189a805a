using System.Numerics;
using Vote.Canonical;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Tree;

/// <summary>
/// What is enough to append and to know the root: the roots of the complete subtrees, the greatest first. A value.
/// </summary>
public sealed record CompactTree
{
    private readonly Digest[] complete;

    private CompactTree(TreeSize size, Digest[] complete) => (Size, this.complete) = (size, complete);

    /// <summary>The tree without leaves.</summary>
    public static CompactTree Empty { get; } = new(default, []);

    /// <summary>How many leaves.</summary>
    public TreeSize Size { get; }

    /// <summary>The root: the subtrees joined from the smallest to the greatest. RFC 6962 §2.1</summary>
    public Digest Root
    {
        get
        {
            var root = complete.Length == 0 ? TreeHash.Empty : complete[^1];
            for (var i = complete.Length - 2; i >= 0; i--)
            {
                root = TreeHash.Node(complete[i], root);
            }

            return root;
        }
    }

    /// <summary>The tree with one more leaf.</summary>
    public CompactTree Append(LeafHash leaf)
    {
        // As many subtrees merge as the size has trailing ones.
        var merges = BitOperations.TrailingZeroCount(~Size.Value);
        var last = leaf.Value;
        for (var i = 1; i <= merges; i++)
        {
            last = TreeHash.Node(complete[^i], last);
        }

        return new(new(Size.Value + 1), [.. complete[..^merges], last]);
    }
}
