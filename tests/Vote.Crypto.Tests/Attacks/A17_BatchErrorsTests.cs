using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;
using static Vote.Crypto.Tests.Sigma.ClaimEdit;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A17: errors that a batch would add up to nothing, and one bad proof among very many. Each is refused, and by its number.</summary>
public sealed class A17_BatchErrorsTests
{
    /// <summary>Responses one too large and one too small: their errors cancel in a plain sum, and so the weights must not be plain.</summary>
    [Fact]
    public void RejectsTwoProofsWhoseErrorsCancel()
    {
        var (one, two) = (Claim(Statement.Schnorr(new Draw(50))), Claim(Statement.Schnorr(new Draw(51))));
        var (tooLarge, tooSmall) = (Shift(one, 0, Scalar.One), Shift(two, 0, -Scalar.One));
        Assert.True((PlainSum(tooLarge) + PlainSum(tooSmall)).IsIdentity, "the errors do not cancel");
        Assert.Equal([0, 1], BatchVerifier.Verify([tooLarge, tooSmall]).Culprits.Select(culprit => culprit.Index));
    }

    [Fact]
    public void RejectsOneProofInWhichTwoErrorsCancel()
    {
        var draw = new Draw(52);
        var secrets = new[] { draw.NextScalar(), draw.NextScalar() };
        var builder = new LinearRelation.Builder();
        foreach (var secret in secrets)
        {
            builder.Equation(builder.Element(secret * Point.Generator)).Equals(builder.Witness("r") * builder.Generator);
        }

        var honest = Claim(new Statement(builder.Build(), secrets));
        var cancelling = Shift(Shift(honest, 0, Scalar.One), 1, -Scalar.One);
        Assert.True(PlainSum(cancelling).IsIdentity, "the errors do not cancel");
        Assert.IsType<Verdict.Rejected>(SigmaVerifier.Verify(cancelling.Tag, cancelling.Relation, cancelling.Proof));
    }

    /// <summary>Each relation of the system: shifted by e and −e in two copies of one statement, under equal weights nothing would be seen.</summary>
    [Theory, MemberData(nameof(Names))]
    public void RejectsErrorsThatCancelInEveryRelation(string name)
    {
        var statement = ProvenStatement.Of(name);
        ProofClaim one = new(statement.Tag, statement.Relation, statement.Prove()), two = one with { Proof = statement.Prove() };
        for (var response = 0; response < statement.Witness.Length; response += Math.Max(1, statement.Witness.Length / 4))
        {
            var (up, down) = (Shift(one, response, Scalar.One), Shift(two, response, -Scalar.One));
            Assert.True((PlainSum(up) + PlainSum(down)).IsIdentity, "the errors do not cancel");
            Assert.Equal([1, 2], BatchVerifier.Verify([one, up, down, two]).Culprits.Select(culprit => culprit.Index));
        }
    }

    /// <summary>The first, the last, the middle, and both halves' edges, each found alone among 10,000.</summary>
    [Fact]
    public void FindsOneBadProofAmongTenThousandByItsNumber()
    {
        const int count = 10_000;
        var statement = Statement.Schnorr(new Draw(1700));
        var claims = new ProofClaim[count];
        Parallel.For(0, count, i => claims[i] = Claim(statement));
        foreach (var at in new[] { 0, 4_999, 9_999 })
        {
            var batch = claims.ToArray();
            batch[at] = Spoil(batch[at]);
            var culprit = Assert.Single(BatchVerifier.Verify(batch).Culprits);
            Assert.Equal((at, Rejection.ProofDoesNotHold), (culprit.Index, culprit.Rejection.Reason));
        }
    }

    /// <summary>A weight of zero would let its equation say anything: none among many, and no two are equal.</summary>
    [Fact]
    public void NoWeightIsZeroOrTwiceTheSame()
    {
        var statement = ProvenStatement.Of("shuffle");
        var transcripts = Enumerable.Range(0, 100).Select(_ =>
        {
            Assert.True(Transcript.TryRead(statement.Tag, statement.Relation, statement.Prove(), out var transcript, out var _));
            return transcript;
        }).ToArray();
        var weights = BatchEquation.SqueezeWeights(transcripts);
        Assert.Equal(100 * statement.Relation.NumEquations, weights.Length);
        Assert.DoesNotContain(weights, weight => weight.IsZero);
        Assert.Equal(weights.Length, weights.Distinct().Count());
    }

    /// <summary>Weights are no business of the caller's: nothing public takes or gives any.</summary>
    [Fact]
    public void NobodyChoosesWeights()
    {
        var parameters = typeof(BatchVerifier).GetMethods().SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType);
        Assert.DoesNotContain(parameters, type => type == typeof(Scalar) || type == typeof(Scalar[]) || type == typeof(int));
        Assert.False(typeof(BatchEquation).IsPublic);
    }

    public static TheoryData<string> Names => ProvenStatement.Names;
}
