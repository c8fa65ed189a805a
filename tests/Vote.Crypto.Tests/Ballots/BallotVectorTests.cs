using System.Text;
using System.Text.Json;
using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Sigma;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>Agrees with the second implementation, byte for byte.</summary>
public sealed class BallotVectorTests
{
    public static TheoryData<string, string> Accepted() => BallotVectors.Cases("accept");

    public static TheoryData<string, string> Rejected() => BallotVectors.Cases("reject");

    public static TheoryData<string, string> Rows() => BallotVectors.Rows();

    [Theory, MemberData(nameof(Accepted))]
    public void MakesThePinnedBallot(string file, string name)
    {
        var vector = BallotVectors.Find(file, "cases", name);
        var manifest = BallotVectors.ManifestOf(file, vector);
        using var seed = SeedOf(vector);
        var ballot = new BallotEncryptor(manifest.Election).Encrypt(
            BallotVectors.ContextOf(vector), seed, BallotVectors.SelectionsOf(manifest, vector), new FixedNonces(BallotVectors.NoncesOf(vector)));
        Assert.Equal(VectorFile.TextOf(vector, "payload"), Convert.ToHexStringLower(ballot.Encode()));
    }

    [Theory, MemberData(nameof(Accepted))]
    public void AcceptsThePinnedBallot(string file, string name)
    {
        var vector = BallotVectors.Find(file, "cases", name);
        var (election, context) = (BallotVectors.ManifestOf(file, vector).Election, BallotVectors.ContextOf(vector));
        Assert.True(EncryptedBallot.TryDecode(election.Style, VectorFile.HexOf(vector, "payload"), out var ballot));
        Assert.Equal(Verdict.Accept, new BallotVerifier(election).Verify(ballot, context));
        Assert.Equal(VectorFile.TextOf(vector, "ciphertext_hash"), ballot.CiphertextHash.ToHex());
        Assert.Equal(VectorFile.TextOf(vector, "tracker"), Tracker.Of(election.Hash, context.Credential, ballot).Text);
        var tags = election.Style.Questions.Select(question =>
            Encoding.ASCII.GetString(context.TagFor(election.Hash, question, ballot.CiphertextHash).Encode()));
        Assert.Equal(vector.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!), tags);
    }

    [Theory, MemberData(nameof(Accepted))]
    public void OpensThePinnedBallot(string file, string name)
    {
        var vector = BallotVectors.Find(file, "cases", name);
        var (election, context) = (BallotVectors.ManifestOf(file, vector).Election, BallotVectors.ContextOf(vector));
        Assert.True(EncryptedBallot.TryDecode(election.Style, VectorFile.HexOf(vector, "payload"), out var ballot));
        using var seed = SeedOf(vector);
        var opening = BallotOpening.OpenVartime(election, context.Credential, context.Position.Sequence, ballot, seed);
        var choices = Assert.IsType<BallotOpening.Opened>(opening).Selections.Zip(
            election.Style.Questions, (selection, question) => BallotVectors.Spell(question, selection));
        Assert.Equal(vector.GetProperty("choices").EnumerateArray().Select(choice => choice.GetRawText().Replace(" ", "")), choices);
    }

    [Fact]
    public void HasThePinnedShapes()
    {
        foreach (var shape in BallotVectors.Root("ballot-kinds.json", "shapes").EnumerateObject())
        {
            var bytes = VectorFile.HexOf(BallotVectors.Root("ballot-kinds.json", "manifests"), shape.Name);
            Assert.True(Manifest.TryDecode(bytes, out var manifest, out _));
            var own = ((HomomorphicQuestion)Assert.Single(manifest.Questions)).Shape;
            Assert.Equal(shape.Value.GetProperty("bits").GetInt32(), own.BitCount);
            Assert.Equal(Numbers(shape.Value, "constraints"), own.Constraints.Select(constraint => (long[])[.. Terms(constraint.Form), constraint.Constant]));
            Assert.Equal(Numbers(shape.Value, "totals"), own.Totals.Select(total => (long[])[.. Terms(total)]));
        }

        static IEnumerable<long> Terms(LinearForm form) => form.Terms().SelectMany(term => new[] { term.Bit + 1, term.Coefficient });

        static IEnumerable<long[]> Numbers(JsonElement shape, string name) =>
            shape.GetProperty(name).EnumerateArray().Select(form => (long[])[.. form.EnumerateArray().Select(number => number.GetInt64())]);
    }

    [Theory, MemberData(nameof(Rejected))]
    public void RejectsThePinnedForgery(string file, string name)
    {
        var vector = BallotVectors.Find(file, "cases", name);
        var cast = new CastBallot(BallotVectors.ContextOf(vector), VectorFile.HexOf(vector, "payload"));
        var verifier = new BallotVerifier(BallotVectors.ManifestOf(file, vector).Election);
        var finding = Assert.Single(verifier.VerifyMany([cast], progress: null, CancellationToken.None));
        Assert.True(finding is BallotFinding.Undecodable or BallotFinding.Decoded { Verdict: Verdict.Rejected });
    }

    [Theory, MemberData(nameof(Rows))]
    public void ReadsThePinnedRow(string file, string name)
    {
        var vector = BallotVectors.Find(file, "rows", name);
        var question = (MixedQuestion)BallotVectors.ManifestOf(file, vector).Questions[0];
        Point[] columns = [.. vector.GetProperty("elements").EnumerateArray().Select(ElementOf)];
        var expected = BallotVectors.ChoiceBytes(vector.GetProperty("choice"));
        Assert.Equal(expected.Length > 0, MixedRow.TryDecodeVartime(question, columns, out var selection));
        Assert.Equal(expected, selection?.Encode() ?? []);
    }

    private static Point ElementOf(JsonElement element) =>
        element.GetString() is { Length: > 0 } hex && Point.TryDecode(Convert.FromHexString(hex), out var point) ? point : Point.Identity;

    private static BallotSeed SeedOf(JsonElement vector) =>
        BallotSeed.TryDecode(VectorFile.HexOf(vector, "seed"), out var seed) ? seed : throw new InvalidOperationException("No seed.");
}
