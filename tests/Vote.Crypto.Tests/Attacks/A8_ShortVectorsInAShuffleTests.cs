using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Shuffle;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A8: a verifier that loops over the prover's own vectors checks what the prover likes. Every vector of a shuffle at the wrong lengths, and with
/// them the forgery that they would allow: a matrix that is no permutation, with column sums of one, that satisfies all equations that are left.
/// </summary>
public sealed class A8_ShortVectorsInAShuffleTests
{
    [Fact]
    public void RefusesEveryVectorOfAnotherLengthBeforeArithmetic()
    {
        const int count = 3;
        var mix = new Mix(count, 1);
        var honest = mix.Honest();
        foreach (var length in new[] { 0, 1, count - 1, count + 1, 2 * count })
        {
            ShuffledRows[] wrong =
            [
                new(new CiphertextRows(1, Resize(honest.Output.Cells, length)), honest.Commitments, honest.Chain, honest.Proof),
                new(honest.Output, Resize(honest.Commitments, length), honest.Chain, honest.Proof),
                new(honest.Output, honest.Commitments, Resize(honest.Chain, length), honest.Proof),
            ];
            Assert.All(wrong, shuffled => Assert.Equal(
                Rejection.WrongProofLength, Assert.IsType<Verdict.Rejected>(mix.Verify(shuffled)).Reason));
        }

        foreach (var length in new[] { 0, 1, honest.Proof.Length - 1, honest.Proof.Length + 1, 2 * honest.Proof.Length })
        {
            byte[] proof = Resize(honest.Proof.ToArray(), length);
            var verdict = mix.Verify(new(honest.Output, honest.Commitments, honest.Chain, proof));
            Assert.Equal(Rejection.WrongProofLength, Assert.IsType<Verdict.Rejected>(verdict).Reason);
        }
    }

    /// <summary>
    /// The proof has links for the first k rows only. A verifier that checks as many links as it is given accepts two votes mixed into one another
    /// (the control); ours refuses the length, before it computes anything.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void RefusesTheForgeryThatAShorterProofAllows(int links)
    {
        const int others = 5; // (1), (2), (3), (4), (5)
        var mix = new Mix(2, 1);
        var (claim, relation, witness) = new MatrixForger(mix).Forge(new(MatrixForger.Mixed, MatrixForger.Mixed) { BentChain = true });
        var tag = mix.Statement().Tag(ProofPurpose.Shuffle);
        var naive = relation;
        for (var i = 2; i > links; i--)
        {
            naive = WeakenedRelation.Without(naive, others + i - 1);
        }

        var (judged, remaining) = WeakenedRelation.Tidy(naive, witness);
        var proof = SigmaProver.Prove(tag, judged, remaining);
        Assert.Equal(Verdict.Accept, SigmaVerifier.Verify(tag, judged, proof));

        Assert.Equal(
            Rejection.WrongProofLength,
            Assert.IsType<Verdict.Rejected>(mix.Verify(new(claim.Output, claim.Commitments, claim.Chain, proof))).Reason);
    }

    /// <summary>A whole proof of the same lie has the right length, and then it is the equations that refuse it.</summary>
    [Fact]
    public void RefusesTheSameForgeryAtFullLength()
    {
        var mix = new Mix(2, 1);
        var (claim, relation, witness) = new MatrixForger(mix).Forge(new(MatrixForger.Mixed, MatrixForger.Mixed) { BentChain = true });
        var proof = SigmaProver.Prove(mix.Statement().Tag(ProofPurpose.Shuffle), relation, witness);
        Assert.Equal(
            Rejection.ProofDoesNotHold,
            Assert.IsType<Verdict.Rejected>(mix.Verify(new(claim.Output, claim.Commitments, claim.Chain, proof))).Reason);
    }

    private static T[] Resize<T>(IReadOnlyList<T> items, int length) =>
        [.. Enumerable.Range(0, length).Select(i => items[i % items.Count])];
}
