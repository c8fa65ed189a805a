using System.Numerics;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A13: Helios' challenges had 160 bits. Ours are whole scalars, reduced from 384 bits of SHAKE128; <c>fiat-shamir.json</c> pins them.</summary>
public sealed class A13_ShortChallengesTests
{
    [Fact]
    public void AChallengeIsThreeHundredAndEightyFourBitsReduced()
    {
        Assert.Equal(48, DuplexSponge.BytesPerScalar);
        Assert.True(8 * DuplexSponge.BytesPerScalar >= 384);

        var statement = ProvenStatement.Of("trustee-key");
        var commitment = Point.Generator.Encode();
        var expected = SlowVerifier.DeriveChallenge(statement.Tag.Encode(), RelationText.Write(statement.Relation), commitment);
        Assert.Equal(expected, Challenge.Derive(statement.Tag.Session(), statement.Relation, commitment));
    }

    /// <summary>Every bit of a challenge is drawn: of 400 challenges each of the 256 is sometimes 0 and sometimes 1.</summary>
    [Fact]
    public void EveryBitOfAChallengeIsUsed()
    {
        using var sponge = new DuplexSponge(SessionId.Derive("a"u8));
        var challenges = sponge.SqueezeScalars(400).Select(scalar => new BigInteger(scalar.Encode(), isUnsigned: true, isBigEndian: true)).ToArray();
        var (any, all) = (challenges.Aggregate((one, two) => one | two), challenges.Aggregate((one, two) => one & two));
        Assert.Equal((BigInteger.One << 256) - 1, any);

        // The order is 2²⁵⁶ − 2²²⁴ + …: the uppermost 32 bits are all ones only when the reduction would have cut there.
        Assert.True(all.IsZero);
    }

    /// <summary>Weights of batches have 128 bits, squeezed after everything: 2⁻¹²⁸ for one false equation.</summary>
    [Fact]
    public void WeightsOfABatchHaveOneHundredAndTwentyEightBits()
    {
        var statement = ProvenStatement.Of("shuffle");
        Assert.True(Transcript.TryRead(statement.Tag, statement.Relation, statement.Prove(), out var transcript, out _));
        var weights = BatchEquation.SqueezeWeights([transcript]);
        Assert.Equal(statement.Relation.NumEquations, weights.Length);
        Assert.All(weights, weight => Assert.Equal(new byte[16], weight.Encode()[..16]));
        Assert.Contains(weights, weight => weight.Encode()[16] != 0);
    }
}
