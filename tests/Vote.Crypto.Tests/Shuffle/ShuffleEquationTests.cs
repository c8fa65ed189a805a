using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Shuffle;

/// <summary>
/// Each equation of spec §7 is needed: a forgery breaks it and satisfies all others. The whole relation refuses the forgery, and the relation
/// without that equation alone accepts it (the control).
/// </summary>
public sealed class ShuffleEquationTests
{
    // Equations of a shuffle of two rows and one column, from 0: (1), (2), (3), (4), (5), (6) twice.
    private const int FirstLink = 5;
    private const int Last = 6;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(FirstLink)]
    [InlineData(Last)]
    public void RefusesWhatOnlyOneEquationForbids(int equation)
    {
        var mix = new Mix(2, 1);
        var (claim, relation, witness) = new MatrixForger(mix).Forge(LieAgainst(equation));
        var tag = mix.Statement().Tag(ProofPurpose.Shuffle);
        Assert.Equal(Last + 1, relation.NumEquations);

        var whole = SigmaProver.Prove(tag, relation, witness);
        Assert.Equal(
            Rejection.ProofDoesNotHold,
            Assert.IsType<Verdict.Rejected>(mix.Verify(new(claim.Output, claim.Commitments, claim.Chain, whole))).Reason);

        var (without, remaining) = WeakenedRelation.Tidy(WeakenedRelation.Without(relation, equation), witness);
        Assert.IsType<Verdict.Accepted>(SigmaVerifier.Verify(tag, without, SigmaProver.Prove(tag, without, remaining)));
    }

    /// <summary>The forger's arithmetic is right: with a permutation it is an honest mixer.</summary>
    [Fact]
    public void AcceptsTheForgersHonestShuffle()
    {
        var mix = new Mix(2, 1);
        var (claim, relation, witness) = new MatrixForger(mix).Forge(new Lie(MatrixForger.Identity, MatrixForger.Identity));
        var proof = SigmaProver.Prove(mix.Statement().Tag(ProofPurpose.Shuffle), relation, witness);
        Assert.IsType<Verdict.Accepted>(mix.Verify(new(claim.Output, claim.Commitments, claim.Chain, proof)));
    }

    private static Lie LieAgainst(int equation) => equation switch
    {
        0 => new(MatrixForger.Scaled, MatrixForger.Scaled),
        1 => new(MatrixForger.Mixed, MatrixForger.Mixed),
        2 => new(MatrixForger.Identity, MatrixForger.Scaled),
        3 => new(MatrixForger.Identity, MatrixForger.Identity) { Added = new(Point.Generator, Point.Identity) },
        4 => new(MatrixForger.Identity, MatrixForger.Identity) { Added = new(Point.Identity, Point.Generator) },
        FirstLink => new(MatrixForger.Mixed, MatrixForger.Mixed) { BentChain = true, BentAtFirst = true },
        _ => new(MatrixForger.Mixed, MatrixForger.Mixed) { BentChain = true },
    };
}
