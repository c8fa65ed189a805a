using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// Forgeries that work where a challenge does not bind the whole statement: fix commitment, challenge and response, then solve for what was left
/// out. Each is first shown to work against a deliberately weak verifier, then refused by ours.
/// </summary>
public sealed class A1_WeakFiatShamirTests
{
    private const int All = -1;

    [Fact]
    public void RejectsAStatementSolvedAfterTheChallenge()
    {
        var draw = new Draw(20);
        var (commitment, response) = (draw.NextPoint(), draw.NextScalar());
        var challenge = WeakChallenge([], [commitment], All);

        // z·G = T + c·X, solved for X: nobody knows its logarithm.
        var forged = challenge.Invert() * ((response * Point.Generator) - commitment);
        var builder = new LinearRelation.Builder();
        builder.Equation(builder.Element(forged)).Equals(builder.Witness("x") * builder.Generator);
        AcceptedByTheWeakAlone(builder.Build(), [commitment], response, All);
    }

    /// <summary>X = x·G, Y = x·H with unequal logarithms, one element at a time left out of the challenge.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RejectsAnElementSolvedAfterTheChallenge(int leftOut)
    {
        var draw = new Draw(20 + leftOut);
        var (x, nonce, free, h) = (draw.NextScalar(), draw.NextScalar(), draw.NextPoint(), draw.NextPoint());
        var (left, right) = (x * Point.Generator, x * h);
        var (first, second) = (nonce * Point.Generator, nonce * h);
        (first, second) = leftOut == 2 ? (free, second) : (first, free);
        if (leftOut == 1)
        {
            right = draw.NextPoint(); // in no relation to X: the solved H will fit it
        }

        var challenge = WeakChallenge([h, left, right], [first, second], leftOut);
        var response = nonce + (challenge * x);
        var relation = leftOut switch
        {
            1 => Statement.EqualLogarithms(response.Invert() * (second + (challenge * right)), left, right),
            2 => Statement.EqualLogarithms(h, challenge.Invert() * ((response * Point.Generator) - first), right),
            _ => Statement.EqualLogarithms(h, left, challenge.Invert() * ((response * h) - second)),
        };
        AcceptedByTheWeakAlone(relation, [first, second], response, leftOut);
    }

    /// <summary>The statement as one sum: any two parts with that sum verify. Declared one by one, they do not.</summary>
    [Fact]
    public void RejectsPartsMovedInsideASumThatIsDeclaredOneByOne()
    {
        var draw = new Draw(30);
        var (x, part, shift) = (draw.NextScalar(), draw.NextPoint(), draw.NextPoint());
        var whole = x * Point.Generator;
        var proof = SigmaProver.Prove(Statement.Tag, Apart(part, whole - part), [x]);
        Assert.IsType<Verdict.Accepted>(SigmaVerifier.Verify(Statement.Tag, Apart(part, whole - part), proof));
        Assert.IsType<Verdict.Rejected>(SigmaVerifier.Verify(Statement.Tag, Apart(part + shift, whole - part - shift), proof));

        var weak = SigmaProver.Prove(Statement.Tag, Summed(part, whole - part), [x]);
        Assert.IsType<Verdict.Accepted>(SigmaVerifier.Verify(Statement.Tag, Summed(part + shift, whole - part - shift), weak));
    }

    /// <summary>One forged opening of a compact proof: its challenge must come out of its own commitments.</summary>
    [Fact]
    public void RejectsACompactProofWithAChallengeOfItsOwn()
    {
        var draw = new Draw(31);
        var statement = Statement.Schnorr(draw);
        byte[] proof = [.. draw.NextScalar().Encode(), .. draw.NextScalar().Encode()];
        var verdict = SigmaVerifier.VerifyCompact(Statement.Tag, statement.Relation, proof);
        Assert.Equal(Rejection.ProofDoesNotHold, Assert.IsType<Verdict.Rejected>(verdict).Reason);
    }

    private static LinearRelation Apart(Point one, Point two)
    {
        var builder = new LinearRelation.Builder();
        builder.Equation(builder.Element(one) + builder.Element(two)).Equals(builder.Witness("x") * builder.Generator);
        return builder.Build();
    }

    private static LinearRelation Summed(Point one, Point two)
    {
        var builder = new LinearRelation.Builder();
        builder.Equation(builder.Element(one + two)).Equals(builder.Witness("x") * builder.Generator);
        return builder.Build();
    }

    private static void AcceptedByTheWeakAlone(LinearRelation relation, Point[] commitment, Scalar response, int leftOut)
    {
        var challenge = WeakChallenge([.. relation.Elements.Skip(1)], commitment, leftOut);
        Assert.True(SlowVerifier.HoldsFor(relation, commitment, challenge, [response]), "the forgery itself is broken");
        Assert.IsType<Verdict.Accepted>(InstanceRules.Check(relation));

        byte[] proof = [.. Point.EncodeMany(commitment), .. response.Encode()];
        var rejected = Assert.IsType<Verdict.Rejected>(SigmaVerifier.Verify(Statement.Tag, relation, proof));
        Assert.Equal(Rejection.ProofDoesNotHold, rejected.Reason);
        Assert.False(SlowVerifier.Accepts(Statement.Tag, relation, proof));
    }

    /// <summary>Binds tag and commitments, and of the elements all but one, or none.</summary>
    private static Scalar WeakChallenge(Point[] elements, Point[] commitment, int leftOut)
    {
        var bound = leftOut == All ? [] : elements.Where((_, at) => at != leftOut - 1).SelectMany(element => element.Encode()).ToArray();
        return SlowVerifier.DeriveChallenge(Statement.Tag.Encode(), bound, Point.EncodeMany(commitment));
    }
}
