using Vote.Canonical;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Tree;

/// <summary>That a leaf stands at an index of the tree of a size: the siblings from the leaf upwards.</summary>
public sealed record InclusionProof(EntryIndex Index, TreeSize Size, IReadOnlyList<Digest> Path)
{
    /// <summary>Whether the path leads from the leaf to the root. RFC 9162 §2.1.3.2</summary>
    public bool Verify(LeafHash leaf, Digest root)
    {
        if (Index.Value < 0 || Index.Value >= Size.Value)
        {
            return false;
        }

        var (node, last, hash) = (Index.Value, Size.Value - 1, leaf.Value);
        foreach (var sibling in Path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = TreeHash.Node(sibling, hash);

                // A last node without a sibling rises until it is a right child.
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                hash = TreeHash.Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }
}
