using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Tree;
using Vote.Testing;

namespace Vote.Ledger.Tests.Tree;

public class MerkleTreeTests
{
    private const int Sizes = 70;

    private static readonly LeafHash[] Leaves = [.. Enumerable.Range(0, Sizes).Select(i => LeafHash.Of([(byte)i]))];

    [Fact]
    public void HasTheRootOfTheDefinitionAtEverySize()
    {
        var tree = new MerkleTree(Leaves);
        var compact = CompactTree.Empty;
        for (var size = 0; size <= Sizes; size++)
        {
            var root = Root(Leaves[..size]);

            Assert.Equal(root, tree.RootAt(new(size)));
            Assert.Equal(root, compact.Root);
            Assert.Equal(size, compact.Size.Value);
            compact = size < Sizes ? compact.Append(Leaves[size]) : compact;
        }
    }

    [Fact]
    public void ProvesInclusionAsTheDefinitionAtEverySizeAndIndex()
    {
        var tree = new MerkleTree(Leaves);
        for (var size = 1; size <= Sizes; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = tree.ProveInclusion(new(index), new(size));

                Assert.Equal(Path(index, Leaves[..size]), proof.Path);
                Assert.True(proof.Verify(Leaves[index], tree.RootAt(new(size))));
            }
        }
    }

    [Fact]
    public void ProvesConsistencyAsTheDefinitionAtEveryPairOfSizes()
    {
        var tree = new MerkleTree(Leaves);
        for (var to = 0; to <= Sizes; to++)
        {
            for (var from = 0; from <= to; from++)
            {
                var proof = tree.ProveConsistency(new(from), new(to));

                Assert.Equal(from == 0 ? [] : Consistency(from, Leaves[..to], whole: true), proof.Path);
                Assert.True(proof.Verify(tree.RootAt(new(from)), tree.RootAt(new(to))), $"{from} to {to}");
            }
        }
    }

    [Fact]
    public void RejectsEveryChangedInclusionProof()
    {
        var tree = new MerkleTree(Leaves);
        var root = tree.RootAt(new(45));
        var proof = tree.ProveInclusion(new(20), new(45));

        Assert.False(proof.Verify(Leaves[21], root));
        Assert.False(proof.Verify(Leaves[20], tree.RootAt(new(44))));
        Assert.False((proof with { Index = new(21) }).Verify(Leaves[20], root));
        Assert.False((proof with { Index = new(-1) }).Verify(Leaves[20], root));
        Assert.False((proof with { Index = new(45) }).Verify(Leaves[20], root));
        Assert.False((proof with { Size = new(0) }).Verify(Leaves[20], root));
        Assert.False((proof with { Path = [.. proof.Path, Digest.Zero] }).Verify(Leaves[20], root));
        for (var i = 0; i < proof.Path.Count; i++)
        {
            Assert.False((proof with { Path = [.. proof.Path.Take(i), Digest.Zero, .. proof.Path.Skip(i + 1)] }).Verify(Leaves[20], root));
            Assert.False((proof with { Path = [.. proof.Path.Where((_, at) => at != i)] }).Verify(Leaves[20], root));
        }
    }

    [Fact]
    public void RejectsEveryChangedConsistencyProof()
    {
        var tree = new MerkleTree(Leaves);
        var random = new Mutator(7);
        for (var round = 0; round < 200; round++)
        {
            var to = 2 + random.Below(Sizes - 2);
            var from = 1 + random.Below(to - 1);
            var (old, grown) = (tree.RootAt(new(from)), tree.RootAt(new(to)));
            var proof = tree.ProveConsistency(new(from), new(to));

            Assert.False(proof.Verify(Digest.Zero, grown));
            Assert.False(proof.Verify(old, Digest.Zero));
            Assert.False((proof with { Path = [.. proof.Path, Digest.Zero] }).Verify(old, grown));
            var i = random.Below(proof.Path.Count);
            Assert.False((proof with { Path = [.. proof.Path.Take(i), Digest.Zero, .. proof.Path.Skip(i + 1)] }).Verify(old, grown));
            Assert.False((proof with { Path = [.. proof.Path.Where((_, at) => at != i)] }).Verify(old, grown));
        }
    }

    [Fact]
    public void RejectsConsistencyOfSizesInTheWrongOrderAndOfAnEmptyTreeWithARoot()
    {
        var tree = new MerkleTree(Leaves);

        Assert.False(new ConsistencyProof(new(3), new(2), []).Verify(tree.RootAt(new(3)), tree.RootAt(new(2))));
        Assert.False(new ConsistencyProof(new(-1), new(2), []).Verify(TreeHash.Empty, tree.RootAt(new(2))));
        Assert.False(new ConsistencyProof(new(0), new(2), []).Verify(Digest.Zero, tree.RootAt(new(2))));
        Assert.False(new ConsistencyProof(new(0), new(2), [Digest.Zero]).Verify(TreeHash.Empty, tree.RootAt(new(2))));
    }

    [Fact]
    public void RefusesToProveWhatItNeverHad()
    {
        var tree = new MerkleTree(Leaves);

        Assert.Throws<ArgumentOutOfRangeException>(() => tree.RootAt(new(Sizes + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveInclusion(new(3), new(3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveConsistency(new(4), new(3)));
    }

    /// <summary>MTH of RFC 6962 §2.1, by its recursion.</summary>
    private static Digest Root(LeafHash[] leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.Length == 0 ? Digest.Sha256([]) : leaves[0].Value;
        }

        var k = Split(leaves.Length);
        return Digest.Sha256([1], Root(leaves[..k]).Bytes, Root(leaves[k..]).Bytes);
    }

    /// <summary>PATH of RFC 6962 §2.1.1.</summary>
    private static Digest[] Path(int index, LeafHash[] leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        var k = Split(leaves.Length);
        return index < k
            ? [.. Path(index, leaves[..k]), Root(leaves[k..])]
            : [.. Path(index - k, leaves[k..]), Root(leaves[..k])];
    }

    /// <summary>SUBPROOF of RFC 6962 §2.1.2.</summary>
    private static Digest[] Consistency(int from, LeafHash[] leaves, bool whole)
    {
        if (from == leaves.Length)
        {
            return whole ? [] : [Root(leaves)];
        }

        var k = Split(leaves.Length);
        return from <= k
            ? [.. Consistency(from, leaves[..k], whole), Root(leaves[k..])]
            : [.. Consistency(from - k, leaves[k..], whole: false), Root(leaves[..k])];
    }

    private static int Split(int size)
    {
        var k = 1;
        while (2 * k < size)
        {
            k *= 2;
        }

        return k;
    }
}
