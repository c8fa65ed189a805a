using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>
/// Left-hand sides of more than 64 terms enter the verification equation as one sum, shorter ones term by term. Both ways accept the same proofs, alone
/// and in a batch, on either side of the border, also where an element of the sum stands in other equations.
/// </summary>
public sealed class LongImageTests
{
    private static readonly ProofTag Tag = new(new byte[32], ProofPurpose.Shuffle, new byte[32]);

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(66)]
    [InlineData(200)]
    public void AcceptsTheRightWitnessAndNoOther(int terms)
    {
        var logs = Scalars(terms);
        var weights = Scalars(terms);
        var sum = weights.Zip(logs).Aggregate(Scalar.Zero, (left, pair) => left + (pair.First * pair.Second));
        var relation = Relation(logs, weights);
        Scalar[] right = [sum, logs[0], sum * Inverse(logs[1])];
        Assert.IsType<Verdict.Accepted>(Verify(relation, right));

        for (var wrong = 0; wrong < right.Length; wrong++)
        {
            var witness = (Scalar[])right.Clone();
            witness[wrong] += Scalar.One;
            Assert.IsType<Verdict.Rejected>(Verify(relation, witness));
            Assert.Equal([true, false, true], Batch(relation, right, witness, right));
        }
    }

    /// <summary>A sum that is the identity, at any length, has no proof: rule 9.</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(66)]
    public void RefusesASumThatIsTheIdentity(int terms)
    {
        var logs = Scalars(terms);
        var weights = Scalars(terms);
        var others = weights.Zip(logs).Skip(1).Aggregate(Scalar.Zero, (left, pair) => left + (pair.First * pair.Second));
        weights[0] = -(others * Inverse(logs[0]));
        var rejected = Assert.IsType<Verdict.Rejected>(InstanceRules.Check(Relation(logs, weights)));
        Assert.Contains("rule 9", rejected.Detail, StringComparison.Ordinal);
    }

    /// <summary>Σ w_i·P_i = x·G, P_1 = y·G, Σ w_i·P_i = z·P_2, all P_i with known logarithms.</summary>
    private static LinearRelation Relation(Scalar[] logs, Scalar[] weights)
    {
        var relation = new LinearRelation.Builder();
        var points = relation.Elements([.. logs.Select(log => log * Point.Generator)]);
        var (x, y, z) = (relation.Witness("x"), relation.Witness("y"), relation.Witness("z"));
        relation.Equation(relation.Sum(weights, points)).Equals(x * relation.Generator);
        relation.Equation(points[0]).Equals(y * relation.Generator);
        relation.Equation(relation.Sum(weights, points)).Equals(z * points[1]);
        return relation.Build();
    }

    private static Verdict Verify(LinearRelation relation, Scalar[] witness) =>
        SigmaVerifier.Verify(Tag, relation, SigmaProver.Prove(Tag, relation, witness));

    private static IEnumerable<bool> Batch(LinearRelation relation, params Scalar[][] witnesses) => BatchVerifier
        .Verify([.. witnesses.Select(witness => new ProofClaim(Tag, relation, SigmaProver.Prove(Tag, relation, witness)))])
        .Verdicts.Select(verdict => verdict is Verdict.Accepted);

    private static Scalar[] Scalars(int count) => [.. Enumerable.Range(0, count).Select(_ => Scalar.Random())];

    private static Scalar Inverse(Scalar value) => value.Invert();
}
