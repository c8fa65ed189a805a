using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Vote.Canonical;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A12: a proof of one kind taken for one of another. Purposes are a closed list, and no label of any hash is another's beginning.</summary>
public sealed partial class A12_DomainSeparationTests
{
    /// <summary>X = x·G is what a trustee proves of its constant term, and what a mixed ballot proves of its column: the same relation to the byte.</summary>
    [Fact]
    public void AKnowledgeProofServesOnePurposeAlone()
    {
        using var polynomial = Polynomial.Random(2);
        byte[] scope = Digest.Sha256("scope"u8).ToArray(), context = Digest.Sha256("context"u8).ToArray();
        var relation = TrusteeKeyProof.Relation(polynomial.Commit()[0]);
        var all = Enum.GetValues<ProofPurpose>();
        foreach (var proven in all)
        {
            var proof = SigmaProver.Prove(new(scope, proven, context), relation, polynomial.Coefficients[..1]);
            foreach (var asked in all)
            {
                Assert.Equal(proven == asked, SigmaVerifier.Verify(new(scope, asked, context), relation, proof) is Verdict.Accepted);
            }
        }
    }

    /// <summary>A batchable proof never verifies as a compact one, nor the other way, whatever is cut off.</summary>
    [Fact]
    public void TheTwoFlavoursDoNotMix()
    {
        var statement = ProvenStatement.Of("trustee-key");
        var compact = SigmaProver.ProveCompact(statement.Tag, statement.Relation, statement.Witness);
        Assert.Equal(Verdict.Accept, SigmaVerifier.VerifyCompact(statement.Tag, statement.Relation, compact));
        Assert.IsType<Verdict.Rejected>(SigmaVerifier.Verify(statement.Tag, statement.Relation, compact));
        Assert.IsType<Verdict.Rejected>(SigmaVerifier.VerifyCompact(statement.Tag, statement.Relation, statement.Prove()));
        Assert.NotEqual(statement.Tag.Encode(), statement.Tag.Encode(ProofFlavor.Compact));
    }

    /// <summary>Every label in the compiled code, from its own strings: all distinct, none followed by the rest of another.</summary>
    [Fact]
    public void NoLabelIsAnothersBeginning()
    {
        string[] labels = [.. typeof(ProofTag).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Concat(LabelsIn(typeof(ProofTag).Assembly.Location)).Concat(LabelsIn(typeof(Digest).Assembly.Location))
            .Where(label => label.StartsWith("tsukuba-vote/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        Assert.Contains("tsukuba-vote/ballot-randomness/v1", labels);
        Assert.Contains("tsukuba-vote/tracker/v1", labels);
        Assert.Contains("tsukuba-vote/ceremony/v1", labels);
        Assert.Contains("tsukuba-vote/ceremony-commit/v1", labels);
        foreach (var label in labels)
        {
            Assert.DoesNotContain(labels, other => other != label && other.StartsWith(label, StringComparison.Ordinal));
        }
    }

    /// <summary>UTF-8 literals stand in the image as they are; UTF-16 ones in its string heap.</summary>
    private static IEnumerable<string> LabelsIn(string image)
    {
        var bytes = File.ReadAllBytes(image);
        var narrow = Encoding.Latin1.GetString(bytes);
        var wide = Encoding.Unicode.GetString(bytes) + Encoding.Unicode.GetString(bytes, 1, bytes.Length - 1 - (bytes.Length & 1 ^ 1));
        return Label().Matches(narrow).Concat(Label().Matches(wide)).Select(match => match.Value);
    }

    [GeneratedRegex("tsukuba-vote/[a-z-]+/v[0-9]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Label();
}
