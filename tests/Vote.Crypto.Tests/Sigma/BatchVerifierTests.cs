using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using static Vote.Crypto.Tests.Sigma.ClaimEdit;

namespace Vote.Crypto.Tests.Sigma;

public sealed class BatchVerifierTests
{
    private static readonly Point Key = Scalar.FromInt64(1234567) * Point.Generator;

    [Fact]
    public void AcceptsTheEmptyBatch()
    {
        var verdict = BatchVerifier.Verify([]);
        Assert.IsType<Verdict.Accepted>(verdict.Overall);
        Assert.Empty(verdict.Verdicts);
    }

    [Fact]
    public void AcceptsHonestProofsOfDifferentRelationsTogether()
    {
        var claims = Honest(8);
        var verdict = BatchVerifier.Verify(claims);
        Assert.IsType<Verdict.Accepted>(verdict.Overall);
        Assert.Equal(claims.Count, verdict.Verdicts.Count);
        Assert.All(verdict.Verdicts, one => Assert.IsType<Verdict.Accepted>(one));
        Assert.Empty(verdict.Culprits);
    }

    [Fact]
    public void FindsTheOneBadProofAtEveryPosition()
    {
        var claims = Honest(7);
        for (var at = 0; at < claims.Count; at++)
        {
            var batch = claims.ToList();
            batch[at] = Spoil(batch[at]);
            var verdict = BatchVerifier.Verify(batch);
            Assert.Equal(new Culprit(at, new Verdict.Rejected(Rejection.ProofDoesNotHold, string.Empty)), Assert.Single(verdict.Culprits));
            Assert.Equal(Rejection.ProofDoesNotHold, Assert.IsType<Verdict.Rejected>(verdict.Overall).Reason);
        }
    }

    [Fact]
    public void FindsOneBadProofAmongOneHundred()
    {
        var claims = Enumerable.Range(0, 100).Select(i => Claim(Statement.Schnorr(new Draw(1000 + i)))).ToList();
        claims[73] = Spoil(claims[73]);
        Assert.Equal([73], BatchVerifier.Verify(claims).Culprits.Select(culprit => culprit.Index));
    }

    [Fact]
    public void GivesEveryProofTheVerdictItHasAlone()
    {
        var draw = new Draw(40);
        for (var round = 0; round < 6; round++)
        {
            var claims = Honest(1 + draw.Below(9)).Select(claim => draw.Below(3) switch
            {
                0 => Spoil(claim),
                1 when draw.Below(2) == 0 => claim with { Proof = claim.Proof[..^1] },
                _ => claim,
            }).ToList();
            var alone = claims.Select(claim => SigmaVerifier.Verify(claim.Tag, claim.Relation, claim.Proof));
            Assert.Equal(alone, BatchVerifier.Verify(claims).Verdicts);
        }
    }

    [Fact]
    public void StructuralFailuresAreRefusedWithTheirReasonsAndSpareTheRest()
    {
        var claims = Honest(5);
        var builder = new LinearRelation.Builder();
        var x = builder.Element(Key);
        builder.Equation(x - x).Equals(builder.Witness("x") * builder.Generator);
        claims[0] = claims[0] with { Relation = builder.Build() };
        claims[2] = claims[2] with { Proof = claims[2].Proof.ToArray().Append((byte)0).ToArray() };
        claims[4] = claims[4] with { Proof = Enumerable.Repeat((byte)0xFF, claims[4].Proof.Length).ToArray() };

        var verdict = BatchVerifier.Verify(claims);
        Assert.Equal([0, 2, 4], verdict.Culprits.Select(culprit => culprit.Index));
        Assert.Equal(
            [Rejection.InvalidInstance, Rejection.WrongProofLength, Rejection.MalformedProof],
            verdict.Culprits.Select(culprit => culprit.Rejection.Reason));
        var overall = Assert.IsType<Verdict.Rejected>(verdict.Overall);
        Assert.Equal(Rejection.InvalidInstance, overall.Reason);
        Assert.Contains("proof 0 and 2 more", overall.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameProofTwiceIsTwoProofs()
    {
        var claim = Honest(1)[0];
        Assert.Empty(BatchVerifier.Verify([claim, claim]).Culprits);
        Assert.Equal([1, 2], BatchVerifier.Verify([claim, Spoil(claim), Spoil(claim)]).Culprits.Select(culprit => culprit.Index));
    }

    [Fact]
    public void VerifiesAgainAfterMoreWasAdded()
    {
        var claims = Honest(3);
        var batch = new BatchVerifier();
        batch.Add(claims[0].Tag, claims[0].Relation, claims[0].Proof);
        Assert.IsType<Verdict.Accepted>(batch.Verify().Overall);
        var bad = Spoil(claims[1]);
        batch.Add(bad.Tag, bad.Relation, bad.Proof);
        batch.Add(claims[2].Tag, claims[2].Relation, claims[2].Proof);
        Assert.Equal(3, batch.Count);
        Assert.Equal([1], batch.Verify().Culprits.Select(culprit => culprit.Index));
    }

    private static List<ProofClaim> Honest(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var draw = new Draw(100 + i);
        return Claim((i % 4) switch
        {
            0 => Statement.Schnorr(draw),
            1 => Statement.Ballot(draw, Key, 1, 0),
            2 => Statement.EqualLogarithms(draw),
            _ => Statement.Any(draw),
        });
    })];
}
