using System.Text;
using System.Text.Json;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>spec/vectors/sigma.json: our relations, proven by the drafts' proof of concept.</summary>
public sealed class PinnedProofTests
{
    [Fact]
    public void GivesThePinnedProofs() => Assert.All(Records("accept", 5), record =>
    {
        var (tag, relation, flavor) = (TagOf(record), RelationOf(record), SigmaVectorTests.FlavorOf(record.Text("flavor")));
        Assert.Equal(record.Text("tag"), Encoding.ASCII.GetString(tag.Encode(flavor)));
        Assert.True(ProofLayout.TryDecodeScalars(record.Hex("witness"), out var witness));
        Assert.True(ProofLayout.TryDecodeScalars(record.Hex("nonces"), out var nonces));
        var proof = SigmaProver.Prove(
            tag, new SigmaProver.Statement(relation, KnownBases.GeneratorOnly), witness, flavor, new FixedNonces(nonces));
        Assert.Equal(record.Text("proof"), Convert.ToHexStringLower(proof));
        Assert.IsType<Verdict.Accepted>(Verify(record));
    });

    [Fact]
    public void RejectsEachForItsReason() => Assert.All(Records("reject", 18), record =>
    {
        var rejected = Assert.IsType<Verdict.Rejected>(Verify(record));
        Assert.Equal(record.Text("reason"), rejected.Reason.ToString());
    });

    /// <summary>The notation, applied to the elements of the pinned statement, compiles to its bytes.</summary>
    [Fact]
    public void TheNotationCompilesToThePinnedStatements() => Assert.All(Records("accept", 5), record =>
    {
        var points = RelationOf(record).Elements.Skip(1).ToArray();
        var compiled = record.Text("relation") switch
        {
            "trustee-key" => Columns(points),
            "ballot-mixed" => Columns(points),
            "ballot" => Ballot(points),
            "decryption" => Decryption(points, WeightsOf(record, points)),
            _ => throw new InvalidOperationException("A relation nobody compiles."),
        };
        Assert.Equal(record.Text("statement"), Convert.ToHexStringLower(RelationText.Write(compiled)));
    });

    private static List<JsonElement> Records(string expected, int count)
    {
        using var document = VectorFile.Open("sigma.json");
        var records = document.RootElement.GetProperty("vectors").EnumerateArray()
            .Where(record => record.Text("expected") == expected).Select(record => record.Clone()).ToList();
        Assert.Equal(count, records.Count);
        return records;
    }

    private static Verdict Verify(JsonElement record) => SigmaVectorTests.FlavorOf(record.Text("flavor")) == ProofFlavor.Batchable
        ? SigmaVerifier.Verify(TagOf(record), RelationOf(record), record.Hex("proof"))
        : SigmaVerifier.VerifyCompact(TagOf(record), RelationOf(record), record.Hex("proof"));

    private static ProofTag TagOf(JsonElement record) => new(
        record.Hex("scope"), Enum.GetValues<ProofPurpose>().Single(purpose => purpose.Label() == record.Text("purpose")), record.Hex("context"));

    private static LinearRelation RelationOf(JsonElement record)
    {
        Assert.True(RelationText.TryParse(record.Hex("statement"), out var relation));
        return relation;
    }

    private static LinearRelation Columns(Point[] points)
    {
        var relation = new LinearRelation.Builder();
        foreach (var element in relation.Elements(points))
        {
            relation.Equation(element).Equals(relation.Witness("r") * relation.Generator);
        }

        return relation.Build();
    }

    private static LinearRelation Ballot(Point[] points)
    {
        var relation = new LinearRelation.Builder();
        var elements = relation.Elements(points);
        var (y, bits) = (elements[0], elements.Length / 2);
        var (halves, randomness) = (new List<ElementIndex>(), new List<WitnessIndex>());
        for (var k = 0; k < bits; k++)
        {
            var (a, b) = (elements[1 + (2 * k)], elements[2 + (2 * k)]);
            var (bit, r, s) = (relation.Witness("b"), relation.Witness("r"), relation.Witness("s"));
            relation.Equation(a).Equals(r * relation.Generator);
            relation.Equation(b).Equals((bit * relation.Generator) + (r * y));
            relation.Equation(a).Equals((bit * a) + (s * relation.Generator));
            relation.Equation(b).Equals((bit * b) + (s * y));
            halves.Add(b);
            randomness.Add(r);
        }

        Scalar[] weights = [Scalar.One, Scalar.FromInt64(2), Scalar.FromInt64(3)];
        relation.Equation(relation.Sum(weights, [.. halves]) - (Scalar.FromInt64(4) * relation.Generator))
            .Equals(relation.Sum(weights, [.. randomness], y));
        return relation.Build();
    }

    private static LinearRelation Decryption(Point[] points, Scalar[] weights)
    {
        var relation = new LinearRelation.Builder();
        var elements = relation.Elements(points);
        var x = relation.Witness("x");
        relation.Equation(elements[0]).Equals(x * relation.Generator);
        relation.Equation(relation.Sum(weights, elements.AsSpan(1, 3))).Equals(x * relation.Sum(weights, elements.AsSpan(4)));
        return relation.Build();
    }

    /// <summary>The pinned weights, which the sponge of spec §6.3 must give too.</summary>
    private static Scalar[] WeightsOf(JsonElement record, Point[] points)
    {
        Assert.True(ProofLayout.TryDecodeScalars(record.Hex("weights"), out var pinned));
        using var sponge = new DuplexSponge(new ProofTag(record.Hex("scope"), ProofPurpose.DecryptionWeights, record.Hex("context")).Session());
        sponge.AbsorbVector(points[..1]);
        sponge.AbsorbVector(points[4..]);
        sponge.AbsorbVector(points[1..4]);
        Assert.Equal(pinned, sponge.SqueezeScalars(3));
        return pinned;
    }
}
