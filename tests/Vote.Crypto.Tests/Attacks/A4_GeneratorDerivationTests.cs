using System.Text;
using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A4: generators used twice, badly derived, or one too many. Distinct, of one election each, and those of the second implementation.</summary>
public sealed class A4_GeneratorDerivationTests
{
    private static readonly ElectionKey Key = new(Sample.RandomPoint());

    [Fact]
    public void HashesElectionAndIndex()
    {
        var election = new ElectionHash(Sample.Digest("election"));
        var generators = new ElectionGenerators(election, Key);
        var tag = Encoding.ASCII.GetBytes("TSUKUBA-VOTE-V01-generators-with-P256_XMD:SHA-256_SSWU_RO_");
        Assert.Equal(HashToCurve.Hash([.. election.Bytes, 0, 0, 0, 0], tag), generators.ChainBase);
        Assert.Equal(HashToCurve.Hash([.. election.Bytes, 0, 0, 1, 4], tag), generators.CommitmentBases(260, CancellationToken.None)[259]);
    }

    [Fact]
    public void AreThoseOfTheSecondImplementation()
    {
        var count = 0;
        foreach (var vector in VectorFile.Open("shuffle.json").RootElement.GetProperty("cases").EnumerateArray())
        {
            if (!vector.TryGetProperty("generators", out var pinned))
            {
                continue;
            }

            Assert.True(Digest.TryDecode(VectorFile.HexOf(vector, "election"), out var election));
            Assert.True(ElectionKey.TryDecode(VectorFile.HexOf(vector, "key"), out var key));
            var generators = new ElectionGenerators(new(election), key);
            var expected = pinned.EnumerateArray().Select(hex => hex.GetString()!).ToArray();
            Point[] derived = [generators.ChainBase, .. generators.CommitmentBases(expected.Length - 1, CancellationToken.None)];
            Assert.Equal(expected, derived.Select(point => Convert.ToHexStringLower(point.Encode())));
            count++;
        }

        Assert.True(count > 0);
    }

    [Fact]
    public void AreTheSameHoweverManyAreAskedFor()
    {
        var all = Fresh("a").CommitmentBases(9, CancellationToken.None);
        var grown = Fresh("a");
        Assert.Empty(grown.CommitmentBases(0, CancellationToken.None));
        Assert.Equal(all.Take(3), grown.CommitmentBases(3, CancellationToken.None));
        Assert.Equal(all, grown.CommitmentBases(9, CancellationToken.None));
        Assert.Equal(all.Take(5), grown.CommitmentBases(5, CancellationToken.None));
    }

    [Fact]
    public void DifferBetweenElections() =>
        Assert.Empty(Fresh("a").CommitmentBases(8, CancellationToken.None).Intersect(Fresh("b").CommitmentBases(8, CancellationToken.None)));

    [Fact]
    public void AreDistinct() => Assert.Equal(Verdict.Accept, Fresh("a").CheckDistinct(20, CancellationToken.None));

    [Fact]
    public void NamesTwoThatAreEqual()
    {
        var generators = Fresh("a").CommitmentBases(3, CancellationToken.None);
        Assert.Equal("0 = H_1", Detail([Point.Identity, Point.Generator, Key.Point, generators[0], Point.Identity]));
        Assert.Equal("G = Y", Detail([Point.Identity, Point.Generator, Point.Generator]));
        Assert.Equal("H_0 = H_2", Detail([Point.Identity, Point.Generator, Key.Point, generators[0], generators[1], generators[0]]));

        var keyIsAGenerator = new ElectionGenerators(new(Sample.Digest("a")), new(generators[1]));
        Assert.Equal(
            Verdict.Reject(Rejection.RepeatedGenerator, "Y = H_2"), keyIsAGenerator.CheckDistinct(3, CancellationToken.None));
        Assert.Equal(Verdict.Accept, keyIsAGenerator.CheckDistinct(1, CancellationToken.None));
    }

    /// <summary>Exactly N of them, none the identity, G or Y, although N + 1 are derived.</summary>
    [Fact]
    public void AreExactlyAsManyAsAsked()
    {
        var generators = Fresh("a");
        for (var count = 0; count < 6; count++)
        {
            var bases = generators.CommitmentBases(count, CancellationToken.None);
            Assert.Equal(count, bases.Count);
            Point[] all = [generators.ChainBase, .. bases];
            Assert.Equal(count + 1, all.Distinct().Count());
            Assert.DoesNotContain(all, point => point.IsIdentity || point == Point.Generator || point == Key.Point);
        }
    }

    private static ElectionGenerators Fresh(string label) => new(new(Sample.Digest(label)), Key);

    private static string Detail(Point[] elements) => Assert.IsType<Verdict.Rejected>(ElectionGenerators.CheckDistinct(elements)).Detail;
}
