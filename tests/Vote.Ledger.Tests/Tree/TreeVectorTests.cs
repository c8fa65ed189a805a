using System.Text.Json;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Tree;
using Vote.Testing;

namespace Vote.Ledger.Tests.Tree;

/// <summary>spec/vectors/merkle.json and spec/vectors/hash-chain.json</summary>
public class TreeVectorTests
{
    [Fact]
    public void HasTheRootsOfTheVectors()
    {
        var vectors = SpecVectors.Load("merkle.json");
        var tree = new MerkleTree(Leaves(vectors));
        var size = 0;
        foreach (var root in vectors.GetProperty("roots").EnumerateArray())
        {
            Assert.Equal(root.GetString(), tree.RootAt(new(size++)).ToHex());
        }
    }

    [Fact]
    public void MakesAndAcceptsTheInclusionProofsOfTheVectors()
    {
        var vectors = SpecVectors.Load("merkle.json");
        var tree = new MerkleTree(Leaves(vectors));
        foreach (var vector in vectors.GetProperty("inclusion").EnumerateArray())
        {
            var proof = tree.ProveInclusion(new(vector.GetProperty("index").GetInt64()), new(vector.GetProperty("size").GetInt64()));

            Assert.Equal(Hashes(vector.GetProperty("path")), proof.Path);
        }
    }

    [Fact]
    public void MakesTheConsistencyProofsOfTheVectors()
    {
        var vectors = SpecVectors.Load("merkle.json");
        var tree = new MerkleTree(Leaves(vectors));
        foreach (var vector in vectors.GetProperty("consistency").EnumerateArray())
        {
            var proof = tree.ProveConsistency(new(vector.GetProperty("from").GetInt64()), new(vector.GetProperty("to").GetInt64()));

            Assert.Equal(Hashes(vector.GetProperty("path")), proof.Path);
        }
    }

    [Fact]
    public void ChainsAsTheVectorsDo()
    {
        var vectors = SpecVectors.Load("hash-chain.json");
        Assert.True(Digest.TryParseHex(vectors.GetProperty("election").GetString()!, out var election));
        var chain = HashChain.Start(election);

        Assert.Equal(vectors.GetProperty("start").GetString(), chain.Head.ToHex());
        foreach (var step in vectors.GetProperty("steps").EnumerateArray())
        {
            var leaf = LeafHash.Of(Convert.FromHexString(step.GetProperty("entry").GetString()!));
            chain = chain.Append(leaf);

            Assert.Equal(step.GetProperty("leaf").GetString(), leaf.Value.ToHex());
            Assert.Equal(step.GetProperty("head").GetString(), chain.Head.ToHex());
        }
    }

    private static IEnumerable<LeafHash> Leaves(JsonElement vectors) => vectors.GetProperty("entries").EnumerateArray()
        .Select(entry => LeafHash.Of(Convert.FromHexString(entry.GetString()!)));

    private static IEnumerable<Digest> Hashes(JsonElement path) =>
        path.EnumerateArray().Select(node => Digest.TryParseHex(node.GetString()!, out var hash) ? hash : Digest.Zero);
}
