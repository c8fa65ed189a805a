using System.Reflection;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Shuffle;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A3: commitments under generators whose logarithms somebody knows. Here a mixer who knew them could replace votes, so they are hashed from the
/// election's hash by whoever verifies, and there is no way to hand any in.
/// </summary>
public sealed class A3_TrapdoorGeneratorsTests
{
    /// <summary>
    /// The attack itself: with H_1 − H_2 = x·G, commitments to the identity matrix are also commitments to a matrix that mixes two votes, so that
    /// every equation of the relation over planted generators holds (the control). Over the true ones it does not.
    /// </summary>
    [Fact]
    public void RejectsAShuffleUnderPlantedGenerators()
    {
        var mix = new Mix(2, 1);
        var trapdoor = Scalar.Random();
        var planted = mix.Generators.CommitmentBases(2, CancellationToken.None)[0];
        Point[] bases = [planted, planted - (trapdoor * Point.Generator)];
        var two = Scalar.FromInt64(2);

        // c commits to the identity, permuted weights follow the mixing matrix (2 −1 / −1 2): u' = (2u_1 − u_2, 2u_2 − u_1).
        Scalar[] r = [Scalar.Random(), Scalar.Random()], u = [Scalar.Random(), Scalar.Random()];
        Point[] c = [(r[0] * Point.Generator) + bases[0], (r[1] * Point.Generator) + bases[1]];
        Scalar[] permuted = [(two * u[0]) - u[1], (two * u[1]) - u[0]];

        // (3) Σ u_i c_i = r̃·G + Σ u'_i H_i, because Σ (u_i − u'_i)·H_i = (u_2 − u_1)·(H_1 − H_2) = (u_2 − u_1)·x·G.
        var opened = (u[0] * r[0]) + (u[1] * r[1]) + ((u[1] - u[0]) * trapdoor);
        var left = (u[0] * c[0]) + (u[1] * c[1]);
        Assert.Equal(left, (opened * Point.Generator) + (permuted[0] * bases[0]) + (permuted[1] * bases[1]));

        var real = mix.Generators.CommitmentBases(2, CancellationToken.None);
        Assert.NotEqual(left, (opened * Point.Generator) + (permuted[0] * real[0]) + (permuted[1] * real[1]));
    }

    [Fact]
    public void ReadsNoGeneratorFromAnybody()
    {
        // From the election's hash and key alone: no constructor, field of a payload or property takes one.
        var constructor = Assert.Single(typeof(ElectionGenerators).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
        Assert.Equal([typeof(ElectionHash), typeof(ElectionKey)], constructor.GetParameters().Select(parameter => parameter.ParameterType));
        Assert.DoesNotContain(typeof(ElectionGenerators).GetProperties(), property => property.CanWrite);
        Assert.DoesNotContain(typeof(Manifest).GetProperties(), property => property.PropertyType == typeof(ElectionGenerators));

        // 66NW rows, 33N + 33N commitments and chain, the proof: spec §7 leaves no byte for a generator.
        Assert.Equal((66 * 6) + (66 * 3) + (33 * (3 + 4 + 3)) + (32 * (3 + 2 + 6)), ShuffledRows.EncodedLength(3, 2));
    }

    /// <summary>The same shuffle judged under generators of another election: refused, although all else is the same.</summary>
    [Fact]
    public void RejectsAShuffleUnderTheGeneratorsOfAnotherElection()
    {
        var mix = new Mix(3, 1);
        var shuffled = mix.Honest();
        var others = new ElectionGenerators(new(Digest.Sha256("another"u8)), mix.Key);
        var statement = new ShuffleStatement(mix.Election, (mix.Key, others), new(1, 1, 1), mix.Input);
        Assert.Equal(Verdict.Accept, mix.Verify(shuffled));
        Assert.Equal(Verdict.Reject(Rejection.ProofDoesNotHold), ShuffleVerifier.Verify(statement, shuffled));
    }
}
