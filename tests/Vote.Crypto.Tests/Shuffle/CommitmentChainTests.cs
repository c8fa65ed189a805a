using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Shuffle;

/// <summary>The fast chain and its commitments against the definition. spec §7 (6)</summary>
public sealed class CommitmentChainTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void AgreesWithItsSlowTwin(int count)
    {
        var chainBase = Scalar.Random() * Point.Generator;
        var (randomness, weights) = (Draw(count), Draw(count));
        using var chain = CommitmentChain.Of(chainBase, randomness, weights);

        var expected = new Point[count];
        for (var i = 0; i < count; i++)
        {
            expected[i] = (randomness[i] * Point.Generator) + (weights[i] * (i == 0 ? chainBase : expected[i - 1]));
        }

        Assert.Equal(expected, chain.Points(CancellationToken.None));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 3)]
    public void CommitsAsTheWholeMapDoes(int count, int width)
    {
        var mix = new Mix(count, width);
        var statement = mix.Statement();
        using var secrets = ShuffleSecrets.Draw(count, width);
        var shuffled = Shuffler.Shuffle(statement, secrets, SystemNonces.Instance);
        var u = ShuffleWeights.Squeeze(statement, shuffled.Output, shuffled.Commitments);
        using var witness = ShuffleWitness.Of(u, secrets, width);
        using var chain = CommitmentChain.Of(statement.Generators.ChainBase, secrets.Chain, witness.PermutedWeights);
        var relation = ShuffleRelation.For(statement, new(shuffled.Output, shuffled.Commitments, shuffled.Chain), u);

        var nonces = Draw(relation.NumScalars);
        var fast = new ShuffleProvingStatement(relation, mix.Key.KnownBases, chain, count).Commit(nonces);
        Assert.Equal(CommitmentMap.Evaluate(relation, nonces, KnownBases.None), fast);
    }

    /// <summary>ĉ_i = R_i·G + U_i·H is the identity only where both are gone.</summary>
    [Fact]
    public void ForgetsItselfWhenDisposed()
    {
        var chain = CommitmentChain.Of(Scalar.Random() * Point.Generator, Draw(3), Draw(3));
        chain.Dispose();
        Assert.All(chain.Points(CancellationToken.None), point => Assert.True(point.IsIdentity));
    }

    private static Scalar[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => Scalar.Random())];
}
