using System.Numerics;
using Vote.Canonical;

namespace Vote.Ledger.Tree;

/// <summary>That the tree of one size is a beginning of the tree of another.</summary>
public sealed record ConsistencyProof(TreeSize From, TreeSize To, IReadOnlyList<Digest> Path)
{
    /// <summary>Most nodes a proof can have.</summary>
    public const int MaximumLength = 63;

    /// <summary>Whether the path connects both roots. RFC 9162 §2.1.4.2; a tree without leaves begins every tree.</summary>
    public bool Verify(Digest fromRoot, Digest toRoot)
    {
        if (From.Value < 0 || From.Value > To.Value || Path.Count > MaximumLength)
        {
            return false;
        }

        if (From.Value == 0)
        {
            return Path.Count == 0 && fromRoot == TreeHash.Empty;
        }

        return From == To ? Path.Count == 0 && fromRoot == toRoot : VerifyGrowth(fromRoot, toRoot);
    }

    private bool VerifyGrowth(Digest fromRoot, Digest toRoot)
    {
        IEnumerable<Digest> path = BitOperations.IsPow2(From.Value) ? Path.Prepend(fromRoot) : Path;
        var (node, last) = (From.Value - 1, To.Value - 1);
        var shift = BitOperations.TrailingZeroCount(~node);
        (node, last) = (node >> shift, last >> shift);
        var (old, grown) = (default(Digest), default(Digest));

        foreach (var sibling in path)
        {
            if (old is null || grown is null)
            {
                (old, grown) = (sibling, sibling);
                continue;
            }

            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                (old, grown) = (TreeHash.Node(sibling, old), TreeHash.Node(sibling, grown));
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                grown = TreeHash.Node(grown, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && old == fromRoot && grown == toRoot;
    }
}
