using Vote.Canonical;
using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>Each rule of spec §3.2 and §4.1, broken alone.</summary>
public sealed class ManifestRulesTests
{
    private static readonly CanonicalObject Good = SampleManifest.Object;

    public static TheoryData<string, long> Numbers() => new()
    {
        { "version", 0 },
        { "version", 2 },
        { "threshold", 1 },
        { "threshold", 17 },
        { "officers.threshold", 1 },
        { "officers.threshold", 3 },
        { "log.publish.interval_s", -1 },
        { "log.publish.max_delay_s", -1 },
        { "log.publish.min_batch", -1 },
        { "log.quorum", -1 },
        { "slots.count", 0 },
        { "group_minimum", 1 },
        { "questions[1].max", 2 },
        { "questions[1].max", 0 },
        { "questions[1].min", 0 },
        { "questions[1].min", 2 },
        { "questions[2].max", 4 },
        { "questions[2].min", 3 },
        { "questions[2].min", 0 },
        { "questions[2].pattern_minimum", -1 },
        { "questions[2].options[3].cost", -1 },
    };

    public static TheoryData<string, string> Texts() => new()
    {
        { "id", "0123456789ABCDEF0123456789abcdef" },
        { "id", "0123456789abcdef0123456789abcde" },
        { "id", "0123456789abcdef0123456789abcdefa" },
        { "nonce", "AAAA" },
        { "nonce", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB" },
        { "dates.opens", "2026-11-01T08:30:00Z" },
        { "dates.opens", "2026-11-01T08:30:00-09:00" },
        { "dates.opens", "2026-11-01 08:30:00+09:00" },
        { "dates.opens", "2026-11-01T08:30:00.0+09:00" },
        { "dates.opens", "2026-02-30T08:30:00+09:00" },
        { "dates.opens", "2026-11-01T24:00:00+09:00" },
        { "dates.closes", "2026-11-08T20:00+09:00" },
        { "dates.reference", "2026-10-1" },
        { "dates.reference", "2026-13-01" },
        { "election_key", "A___________________________________________" },
        { "election_key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "trustees[2].signing", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "trustees[3].verification", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "auditors[3].encryption", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "officers.keys[2]", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "registrar", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "log.witnesses[1].key", "AAAA" },
        { "identity.act", "password" },
        { "identity.authorities[2]", "AAAA" },
        { "slots.hash", "AAAA" },
        { "ceremony.hash", "AAAA" },
        { "ceremony.transcript", "AAAA" },
        { "questions[1].kind", "plurality" },
        { "questions[1].mode", "Homomorphic" },
    };

    public static TheoryData<string, string> Contradictions() => new()
    {
        { "dates.closes", "2026-11-01T08:30:00+09:00" },
        { "dates.closes", "2026-11-01T08:30:00+10:00" },
        { "log.origin", "vote.example.jp" },
        { "log.origin", "vote.example.jp/log/00000000000000000000000000000000" },
    };

    /// <summary>A key, and where it is put a second time.</summary>
    public static TheoryData<string, string> SharedKeys() => new()
    {
        { "trustees[1].signing", "trustees[2].signing" },
        { "trustees[1].verification", "trustees[3].verification" },
        { "trustees[1].signing", "trustees[1].verification" },
        { "election_key", "trustees[1].verification" },
        { "officers.keys[1]", "officers.keys[2]" },
        { "trustees[3].signing", "officers.keys[1]" },
        { "officers.keys[2]", "registrar" },
        { "trustees[1].signing", "registrar" },
        { "registrar", "auditors[1].encryption" },
        { "auditors[1].encryption", "auditors[3].encryption" },
        { "log.key", "log.accept_key" },
        { "log.accept_key", "log.witnesses[2].key" },
        { "log.witnesses[1].key", "log.witnesses[2].key" },
    };

    [Theory, MemberData(nameof(Numbers))]
    public void RefusesANumberOutOfRange(string field, long number) =>
        AssertRefused(Set(field, CanonicalValue.Number(number)), field, ManifestRule.OutOfRange);

    [Theory, MemberData(nameof(Texts))]
    public void RefusesATextThatSpellsNothing(string field, string text) =>
        AssertRefused(Set(field, CanonicalValue.Text(text)), field, ManifestRule.Malformed);

    [Theory, MemberData(nameof(Contradictions))]
    public void RefusesFieldsThatDoNotFit(string field, string text) =>
        AssertRefused(Set(field, CanonicalValue.Text(text)), field, ManifestRule.Contradiction);

    [Theory, MemberData(nameof(SharedKeys))]
    public void RefusesAKeyInTwoPlaces(string first, string second) =>
        AssertRefused(Set(second, Get(first)), second, ManifestRule.Repeated);

    [Fact]
    public void RefusesMoreThanThereAre()
    {
        AssertRefused(Set("threshold", CanonicalValue.Number(4)), "threshold", ManifestRule.Contradiction);
        AssertRefused(Set("log.quorum", CanonicalValue.Number(3)), "log.quorum", ManifestRule.Contradiction);
    }

    [Theory]
    [InlineData("trustees", 1, 17)]
    [InlineData("auditors", 2, 4)]
    [InlineData("officers.keys", 1, null)]
    [InlineData("questions", 0, 33)]
    [InlineData("questions[1].options", 0, 256)]
    public void RefusesTooFewAndTooMany(string field, int tooFew, int? tooMany)
    {
        foreach (var count in new[] { tooFew, tooMany ?? tooFew })
        {
            var items = Enumerable.Repeat(((CanonicalArray)Get(field)).Items[0], count);
            AssertRefused(Set(field, CanonicalValue.List(items)), field, ManifestRule.OutOfRange);
        }
    }

    [Fact]
    public void TakesAsManyAsThereMayBe()
    {
        var question = Sample.Approval(1, 255, 1, 255);
        var questions = Enumerable.Range(1, 32).Select(number => Sample.ChooseOne(number, 1)).ToArray();
        Assert.Equal(264, SampleManifest.Checked(SampleManifest.Draft(question)).Questions[0].CiphertextCount);
        Assert.Equal(32, SampleManifest.Checked(SampleManifest.Draft(questions)).Election.Style.Questions.Count);
    }

    [Theory]
    [InlineData("[::1]:80", true)]
    [InlineData("localhost:5000", true)]
    [InlineData("https://vote.example.jp", false)]
    [InlineData("a b", false)]
    [InlineData("a+b", false)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    public void TakesAnOriginOfHostAndId(string host, bool accepted)
    {
        var id = ((CanonicalString)Get("id")).Value;
        var origin = Set("log.origin", CanonicalValue.Text($"{host}/log/{id}"));
        Assert.Equal(accepted, Manifest.TryRead(origin, out _, out _));
    }

    [Fact]
    public void NeedsJapaneseInEveryText()
    {
        var english = CanonicalObject.Of(("en", CanonicalValue.Text("title")));
        var badTag = CanonicalObject.Of(("ja", CanonicalValue.Text("題")), ("e n", CanonicalValue.Text("title")));
        foreach (var field in new[] { "title", "questions[1].title", "questions[2].options[3].title" })
        {
            AssertRefused(Set(field, english), $"{field}.ja", ManifestRule.Missing);
            AssertRefused(Set(field, badTag), $"{field}.e n", ManifestRule.Malformed);
            AssertRefused(Set(field, CanonicalObject.Of()), $"{field}.ja", ManifestRule.Missing);
        }
    }

    [Fact]
    public void RefusesAPatternMinimumOfAHomomorphicQuestion()
    {
        var question = (CanonicalObject)Get("questions[1]");
        var more = Set("questions[1]", question.With("pattern_minimum", CanonicalValue.Number(0)));
        AssertRefused(more, "questions[1].pattern_minimum", ManifestRule.Unknown);
    }

    private static CanonicalValue Set(string field, CanonicalValue value) => SampleManifest.Replace(Good, field, value);

    private static CanonicalValue Get(string field) => SampleManifest.Places(Good).Single(place => place.Path == field).Value;

    private static void AssertRefused(CanonicalValue spoiled, string field, ManifestRule rule)
    {
        Assert.False(Manifest.TryRead(spoiled, out _, out var problems));
        Assert.Equal((field, rule), (Assert.Single(problems).Field, problems[0].Rule));
    }
}
