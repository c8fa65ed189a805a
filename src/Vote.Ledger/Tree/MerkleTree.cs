using System.Numerics;
using Vote.Canonical;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Tree;

/// <summary>
/// All leaf hashes, and the root of every complete subtree, so that any root and proof of any size up to now is cheap.
/// Not safe for appends from several threads. RFC 6962 §2.1
/// </summary>
public sealed class MerkleTree
{
    /// <summary>Level h, position i: the root of leaves i·2^h … (i+1)·2^h − 1.</summary>
    private readonly List<List<Digest>> levels = [[]];

    public MerkleTree()
    {
    }

    public MerkleTree(IEnumerable<LeafHash> leaves)
    {
        foreach (var leaf in leaves)
        {
            Append(leaf);
        }
    }

    /// <summary>How many leaves.</summary>
    public TreeSize Size => new(levels[0].Count);

    /// <summary>The root over all leaves.</summary>
    public Digest Root => RootAt(Size);

    /// <summary>All leaf hashes, in order.</summary>
    public IReadOnlyList<LeafHash> Leaves => [.. levels[0].Select(leaf => new LeafHash(leaf))];

    /// <summary>The hash of a leaf.</summary>
    public LeafHash this[EntryIndex index] => new(levels[0][(int)index.Value]);

    /// <summary>The root of a complete subtree: of leaves index·2^height … (index + 1)·2^height − 1.</summary>
    public Digest Node(int height, long index) => levels[height][(int)index];

    /// <summary>Adds a leaf at the end.</summary>
    public void Append(LeafHash leaf)
    {
        var node = leaf.Value;
        levels[0].Add(node);
        for (var height = 0; levels[height].Count % 2 == 0; height++)
        {
            node = TreeHash.Node(levels[height][^2], node);
            if (levels.Count == height + 1)
            {
                levels.Add([]);
            }

            levels[height + 1].Add(node);
        }
    }

    /// <summary>The root when the tree had this size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size the tree never had.</exception>
    public Digest RootAt(TreeSize size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Value, Size.Value, nameof(size));
        return size.Value == 0 ? TreeHash.Empty : Subtree(0, size.Value);
    }

    /// <summary>The proof that a leaf is in the tree of a size. RFC 6962 §2.1.1</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such leaf or size.</exception>
    public InclusionProof ProveInclusion(EntryIndex index, TreeSize size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Value, Size.Value, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index.Value, size.Value, nameof(index));

        List<Digest> path = [];
        var (start, end) = (0L, size.Value);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            var goesLeft = index.Value < middle;
            path.Add(goesLeft ? Subtree(middle, end) : Subtree(start, middle));
            (start, end) = goesLeft ? (start, middle) : (middle, end);
        }

        path.Reverse();
        return new InclusionProof(index, size, path);
    }

    /// <summary>The proof that the tree of a size is a beginning of the tree of another. RFC 6962 §2.1.2</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such sizes, or in the wrong order.</exception>
    public ConsistencyProof ProveConsistency(TreeSize from, TreeSize to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to.Value, Size.Value, nameof(to));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from.Value, to.Value, nameof(from));

        List<Digest> path = [];
        var (start, end, isWhole) = (0L, to.Value, true);
        while (from.Value > 0 && end > from.Value)
        {
            var middle = start + Split(end - start);
            var goesLeft = from.Value <= middle;
            path.Add(goesLeft ? Subtree(middle, end) : Subtree(start, middle));
            (start, end, isWhole) = goesLeft ? (start, middle, isWhole) : (middle, end, false);
        }

        // The old root itself is known to the verifier, so it is left out where it is a node of the new tree.
        if (from.Value > 0 && !isWhole)
        {
            path.Add(Subtree(start, end));
        }

        path.Reverse();
        return new ConsistencyProof(from, to, path);
    }

    /// <summary>The greatest power of two below a size of at least 2.</summary>
    private static long Split(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(size - 1)));

    /// <summary>The root over leaves <paramref name="start"/> … <paramref name="end"/> − 1 of an aligned range.</summary>
    private Digest Subtree(long start, long end)
    {
        var size = end - start;
        if (BitOperations.IsPow2(size))
        {
            var height = BitOperations.TrailingZeroCount(size);
            return levels[height][(int)(start >> height)];
        }

        var middle = start + Split(size);
        return TreeHash.Node(Subtree(start, middle), Subtree(middle, end));
    }
}
