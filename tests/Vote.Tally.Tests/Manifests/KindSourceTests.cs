using Vote.Canonical;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Manifests;

/// <summary>Every kind of question from its YAML to what `manifest check` says of it. docs/tally.md</summary>
[Collection(MockElectionCollection.Name)]
public sealed class KindSourceTests(MockElection election)
{
    private const int Options = 13;

    /// <summary>What the source says of a question, and the bits and constraints of the design's table.</summary>
    public static TheoryData<string, int, int> Kinds() => new()
    {
        { "kind: choose-one", 14, 1 },
        { "kind: approval\n    max: 5", 17, 1 },
        { "kind: score\n    range: 5\n    blank: false", 39, 0 },
        { "kind: score\n    range: 5", 47, 1 },
        { "kind: cumulative\n    points: 10", 57, 1 },
        { "kind: knapsack\n    budget: 1000000\n    unit: 1000", 24, 1 },
        { "kind: quadratic\n    credits: 100", 151, 14 },
        { "kind: majority-judgment\n    grades: [{ja: 一}, {ja: 二}, {ja: 三}, {ja: 四}, {ja: 五}, {ja: 六}]", 79, 13 },
        { "kind: ranking\n    min: 13\n    max: 13", 170, 26 },
        { "kind: pairwise", 248, 39 },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task SaysBitsAndBytesAsTheDesignDoes(string kind, int bits, int constraints)
    {
        var answer = await NewAsync($"{kind}\n    mode: homomorphic");
        Assert.Equal(ExitCode.Done, answer.ExitCode);
        var bytes = (294 * bits) + (33 * constraints);
        Assert.Contains($"{Options} options, {bits} ciphertexts, {bytes} bytes", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"{Base64Url.EncodedLength(bytes)} characters", answer.Output, StringComparison.Ordinal);
        Assert.Equal(Base64Url.EncodedLength(bytes) > 49_152, answer.Output.Contains("blobs", StringComparison.Ordinal));
    }

    /// <summary>Equal shares need whole ballots: 2¹³ patterns, as 2²² ones for 2,553 voters in a real election, are signatures.</summary>
    [Theory]
    [InlineData("kind: approval\n    max: 13", "8192")]
    [InlineData("kind: ranking\n    min: 2\n    max: 3", "1873")]
    public async Task WarnsWhereWholeBallotsAreSignatures(string kind, string patterns)
    {
        var answer = await NewAsync($"{kind}\n    mode: mixed\n    pattern_minimum: 1");
        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Assert.Contains($"{patterns} patterns for 4 voters", answer.Output, StringComparison.Ordinal);
        Assert.Contains("will stay closed", answer.Output, StringComparison.Ordinal);
    }

    /// <summary>That election's size itself: any of 22 projects, the blank among the patterns, and a roll of 2,553.</summary>
    [Fact]
    public async Task WarnsAtTheSizeOfThatElection()
    {
        const int voters = 2_553;
        var rows = Enumerable.Range(1, voters).Select(i => $"住民{i},1980-01-01,1,つくば市研究学園一丁目{i}番地");
        var csv = election.Place.Write("large-roll.csv", $"name,birth_date,sex,address\r\n{string.Join("\r\n", rows)}\r\n");
        await election.DoAsync("roll", "new", "--rows", csv, "--out", election.Place["large-registrar"]);
        var answer = await NewAsync("kind: approval\n    max: 22\n    mode: mixed\n    pattern_minimum: 1", 22, "large-registrar/slots.json");
        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Assert.Contains($"4194304 patterns for {voters} voters", answer.Output, StringComparison.Ordinal);
        Assert.Contains("will stay closed", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: score\n    mode: homomorphic", "questions[1].range")]
    [InlineData("kind: pairwise\n    max: 2\n    mode: homomorphic", "questions[1].max")]
    [InlineData("kind: score\n    range: 3\n    mode: mixed\n    pattern_minimum: 0", "questions[1].kind")]
    [InlineData("kind: knapsack\n    budget: 1500\n    unit: 1000\n    mode: homomorphic", "questions[1].budget")]
    [InlineData("kind: ranking\n    max: 2\n    weights: [1, 2]\n    mode: homomorphic", "questions[1].weights")]
    [InlineData("kind: quadratic\n    credits: 0\n    mode: homomorphic", "questions[1].credits")]
    [InlineData("kind: ranking\n    max: 14\n    mode: homomorphic", "questions[1].max")]
    public async Task NamesTheParameterThatIsWrong(string kind, string field)
    {
        var answer = await NewAsync(kind);
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains(field, answer.Error, StringComparison.Ordinal);
    }

    /// <summary>The election's source with one question in place of all.</summary>
    private Task<Answer> NewAsync(string kind, int count = Options, string slots = "registrar/slots.json")
    {
        var source = File.ReadAllText(election.Place["manifest.yaml"]);
        var options = string.Concat(Enumerable.Range(1, count).Select(i => $"\n      - {{title: {{ja: 案{i}, en: Option {i}}}, cost: {i * 1000}}}"));
        var question = $"questions:\n  - {kind}\n    title: {{ja: 問, en: Question}}\n    options:{options}\n";
        var file = election.Place.Write($"{Guid.CreateVersion7()}.yaml", source[..source.IndexOf("questions:", StringComparison.Ordinal)] + question);
        return Workplace.RunAsync(
            "manifest", "new", "--source", file, "--keys", election.Place["keys"], "--ceremony", election.Place["ceremony.json"],
            "--slots", election.Place[slots], "--authority", election.Place["authority.cer"],
            "--out", election.Place[$"{Guid.CreateVersion7()}.json"]);
    }
}
