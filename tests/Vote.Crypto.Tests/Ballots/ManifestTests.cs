using System.Text;
using Vote.Canonical;
using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Ballots;

public sealed class ManifestTests
{
    [Fact]
    public void RoundTrips()
    {
        var manifest = SampleManifest.Checked(SampleManifest.Draft());
        Assert.True(Manifest.TryDecode(manifest.Encode(), out var decoded, out var problems));
        Assert.Empty(problems);
        Assert.Equal(manifest.Encode(), decoded.Encode());
        Assert.Equal(manifest.Encode(), decoded.ToCanonical().Encode());
        Assert.Equal(new(Digest.Sha256(manifest.Encode())), decoded.Hash);
        Assert.Equal(decoded.Hash, decoded.Election.Hash);
    }

    [Fact]
    public void KeepsEveryField()
    {
        var draft = SampleManifest.Draft();
        var manifest = SampleManifest.Checked(draft);
        Assert.Equal(draft.Id, manifest.Id);
        Assert.Equal(draft.Nonce, manifest.Nonce);
        Assert.Equal("title", manifest.Title["en"]);
        Assert.Equal("題", manifest.Title["fr"]);
        Assert.Equal(draft.Dates, manifest.Dates);
        Assert.Equal(TimeSpan.FromHours(9), manifest.Dates.Opens.Offset);
        Assert.Equal(draft.ElectionKey, manifest.ElectionKey);
        Assert.Equal(draft.Trustees, manifest.Trustees);
        Assert.Equal(draft.Ceremony, manifest.Ceremony);
        Assert.Equal(draft.Officers.Keys, manifest.Officers.Keys);
        Assert.Equal(draft.Registrar, manifest.Registrar);
        Assert.Equal(draft.Auditors, manifest.Auditors);
        Assert.Equal(draft.Log.Keys, manifest.Log.Keys);
        Assert.Equal(draft.Log.Publish, manifest.Log.Publish);
        Assert.Equal(draft.Log.Witnesses, manifest.Log.Witnesses);
        Assert.Equal(draft.Identity.Authorities, manifest.Identity.Authorities);
        Assert.Equal(draft.Slots, manifest.Slots);
        Assert.Equal((2, 10L, 1), (manifest.Threshold, manifest.GroupMinimum, manifest.Log.Quorum));
        Assert.Equal([1, 2], manifest.Questions.Select(question => question.Number));
        Assert.Equal(2000, manifest.Questions[0].Options[1].Cost);
        Assert.Equal(4, Assert.IsType<MixedQuestion>(manifest.Questions[1]).PatternMinimum);
    }

    [Fact]
    public void HasAnotherHashForEveryNonce()
    {
        var (first, second) = (SampleManifest.Checked(SampleManifest.Draft()), SampleManifest.Checked(SampleManifest.Draft()));
        Assert.NotEqual(first.Hash, second.Hash);
    }

    [Fact]
    public void NamesEveryMissingField()
    {
        foreach (var (path, _) in Fields().Where(field => !IsInText(field.Path)))
        {
            AssertRefused(SampleManifest.Replace(SampleManifest.Object, path, replacement: null), path, ManifestRule.Missing);
        }
    }

    [Fact]
    public void NamesEveryUnknownField()
    {
        foreach (var (path, value) in SampleManifest.Places(SampleManifest.Object).Where(place => !IsText(place.Path)))
        {
            if (value is CanonicalObject fields)
            {
                var more = SampleManifest.Replace(SampleManifest.Object, path, fields.With("zzz", CanonicalValue.Number(1)));
                AssertRefused(more, path.Length == 0 ? "zzz" : $"{path}.zzz", ManifestRule.Unknown);
            }
        }
    }

    [Fact]
    public void NamesEveryFieldOfAnotherType()
    {
        foreach (var (path, value) in SampleManifest.Places(SampleManifest.Object))
        {
            CanonicalValue other = value is CanonicalInteger ? CanonicalValue.Text("1") : CanonicalValue.Number(1);
            AssertRefused(SampleManifest.Replace(SampleManifest.Object, path, other), path, ManifestRule.WrongType);
            AssertRefused(SampleManifest.Replace(SampleManifest.Object, path, CanonicalBoolean.True), path, ManifestRule.WrongType);
        }
    }

    [Fact]
    public void NamesEveryEmptyText()
    {
        foreach (var (path, _) in SampleManifest.Places(SampleManifest.Object).Where(place => place.Value is CanonicalString))
        {
            AssertRefused(SampleManifest.Replace(SampleManifest.Object, path, CanonicalValue.Text("")), path, ManifestRule.Malformed);
        }
    }

    [Fact]
    public void FindsAllProblemsAtOnce()
    {
        var spoiled = SampleManifest.Replace(SampleManifest.Object, "id", CanonicalValue.Text("?"));
        spoiled = SampleManifest.Replace(spoiled, "questions[2].options[1].cost", CanonicalValue.Number(-1));
        spoiled = SampleManifest.Replace(spoiled, "log.key", replacement: null);
        Assert.False(Manifest.TryDecode(spoiled.Encode(), out _, out var problems));
        Assert.Equal(["id", "log.key", "questions[2].options[1].cost"], problems.Select(problem => problem.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RefusesBytesThatAreNotCanonical()
    {
        var bytes = SampleManifest.Object.Encode();
        byte[][] refused = [[], "{}"u8.ToArray()[..1], [.. bytes, (byte)'\n'], [(byte)' ', .. bytes], new byte[Manifest.MaximumLength + 1]];
        foreach (var other in refused)
        {
            Assert.False(Manifest.TryDecode(other, out var manifest, out var problems));
            Assert.Null(manifest);
            Assert.Equal(("", ManifestRule.NotCanonical), (Assert.Single(problems).Field, problems[0].Rule));
        }
    }

    /// <summary>Whatever bytes come: no exception, a named problem, or a manifest that encodes to just these bytes.</summary>
    [Fact]
    public void SurvivesMutations()
    {
        var original = SampleManifest.Object.Encode();
        for (uint seed = 1; seed <= 3000; seed++)
        {
            var mutated = Mutate(original, seed);
            var accepted = Manifest.TryDecode(mutated, out var manifest, out var problems);
            Assert.Equal(accepted, problems.Count == 0);
            Assert.True(!accepted || mutated.AsSpan().SequenceEqual(manifest!.Encode()));
        }
    }

    private static IEnumerable<(string Path, CanonicalValue Value)> Fields() =>
        SampleManifest.Places(SampleManifest.Object).Where(place => place.Path.Length > 0 && !place.Path.EndsWith(']'));

    private static bool IsText(string path) => path == "title" || path.EndsWith(".title", StringComparison.Ordinal);

    private static bool IsInText(string path) => path.LastIndexOf('.') is var dot and > 0 && IsText(path[..dot]);

    private static void AssertRefused(CanonicalValue spoiled, string field, ManifestRule rule)
    {
        Assert.False(Manifest.TryDecode(spoiled.Encode(), out var manifest, out var problems), field);
        Assert.Null(manifest);
        Assert.Contains(problems, problem => problem.Field == field && problem.Rule == rule);
    }

    /// <summary>One to three edits: a byte replaced, taken out, or doubled; digits and letters more often than not.</summary>
    private static byte[] Mutate(byte[] original, uint seed)
    {
        List<byte> bytes = [.. original];
        var state = seed;
        for (var edits = 1 + (seed % 3); edits > 0; edits--)
        {
            var at = (int)(Next() % bytes.Count);
            switch (Next() % 4)
            {
                case 0: bytes.RemoveAt(at); break;
                case 1: bytes.Insert(at, bytes[at]); break;
                case 2: bytes[at] = (byte)Next(); break;
                default: bytes[at] = Encoding.ASCII.GetBytes("0123456789aA-_\"{}[],")[Next() % 20]; break;
            }
        }

        return [.. bytes];

        uint Next() => state = unchecked((state * 1664525) + 1013904223) ^ (state >> 15);
    }
}
