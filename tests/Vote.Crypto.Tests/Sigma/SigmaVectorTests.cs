using System.Text;
using System.Text.Json;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Xunit.Abstractions;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>The vectors of draft-irtf-cfrg-sigma-protocols for P-256, every record of both files.</summary>
public sealed class SigmaVectorTests(ITestOutputHelper output)
{
    [Fact]
    public void ProverGivesTheDraftsProofsByteForByteAndVerifierAcceptsThem()
    {
        if (!CfrgVectors.TryOpen("sigma-proofs_Shake128_P256.json", output, out var records))
        {
            return;
        }

        Assert.Equal(14, records.Count);
        Assert.All(records, RunValid);
    }

    [Fact]
    public void VerifierRejectsWhatTheDraftRejectsAndAcceptsTheBaselines()
    {
        if (!CfrgVectors.TryOpen("sigma-proofs-invalid_Shake128_P256.json", output, out var records))
        {
            return;
        }

        Assert.All(records, record => Assert.Equal(record.Text("Expected"), Verify(record) ? "accept" : "reject"));
        Assert.Equal(29, records.Count(record => record.Text("Expected") == "reject"));
        Assert.Equal(4, records.Count(record => record.Text("Expected") == "accept"));
    }

    /// <summary>All batchable records of both files in one batch: exactly the rejected ones are named.</summary>
    [Fact]
    public void OneBatchOfAllRecordsNamesExactlyTheRejectedOnes()
    {
        if (!CfrgVectors.TryOpen("sigma-proofs_Shake128_P256.json", output, out var valid)
            || !CfrgVectors.TryOpen("sigma-proofs-invalid_Shake128_P256.json", output, out var invalid))
        {
            return;
        }

        var batch = new BatchVerifier();
        var expected = new List<int>();
        foreach (var record in valid.Concat(invalid).Where(record => record.Text("Flavor") == "batchable"))
        {
            if (RelationText.TryParse(record.Hex("Instance"), out var relation))
            {
                expected.AddRange(record.Text("Expected") == "reject" ? [batch.Count] : []);
                batch.Add(new ProofTag(Encoding.ASCII.GetBytes(record.Text("Tag"))), relation, record.Hex("NargString"));
            }
        }

        Assert.True(expected.Count > 15, "hardly a rejected record parses");
        Assert.Equal(expected, batch.Verify().Culprits.Select(culprit => culprit.Index));
    }

    internal static ProofFlavor FlavorOf(string text) =>
        text == "batchable" ? ProofFlavor.Batchable : ProofFlavor.Compact;

    private static void RunValid(JsonElement record)
    {
        var flavor = FlavorOf(record.Text("Flavor"));
        var tag = new ProofTag(Encoding.ASCII.GetBytes(record.Text("Tag")));
        Assert.Equal(record.Text("SessionId"), Convert.ToHexStringLower(tag.Session().Bytes));
        Assert.True(RelationText.TryParse(record.Hex("Instance"), out var relation));
        Assert.Equal(record.Hex("Instance"), RelationText.Write(relation));
        Assert.IsType<Verdict.Accepted>(InstanceRules.Check(relation));

        Assert.True(ProofLayout.TryDecodeScalars(record.Hex("Witness"), out var witness));
        foreach (var bases in new[] { KnownBases.GeneratorOnly, KnownBases.None, EveryBase(relation) })
        {
            using var nonces = new SeededNonces(record.Text("Relation"), flavor);
            var proof = SigmaProver.Prove(tag, new SigmaProver.Statement(relation, bases), witness, flavor, nonces);
            Assert.Equal(record.Text("NargString"), Convert.ToHexStringLower(proof));
        }

        Assert.True(Verify(record));
    }

    private static KnownBases EveryBase(LinearRelation relation) =>
        new([.. relation.Elements.Select(element => new FixedBaseTable(element))]);

    private static bool Verify(JsonElement record)
    {
        Assert.Equal("sigma-proofs_Shake128_P256", record.Text("Ciphersuite"));
        if (!RelationText.TryParse(record.Hex("Instance"), out var relation))
        {
            return false;
        }

        var tag = new ProofTag(Encoding.ASCII.GetBytes(record.Text("Tag")));
        var proof = record.Hex("NargString");
        if (FlavorOf(record.Text("Flavor")) == ProofFlavor.Compact)
        {
            return SigmaVerifier.VerifyCompact(tag, relation, proof) is Verdict.Accepted;
        }

        var accepted = SigmaVerifier.Verify(tag, relation, proof) is Verdict.Accepted;
        Assert.Equal(SlowVerifier.Accepts(tag, relation, proof), accepted);
        return accepted;
    }
}
