using Vote.Tally.Manifests;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Manifests;

[Collection(MockElectionCollection.Name)]
public sealed class ManifestCommandTests(MockElection election)
{
    private string Source => File.ReadAllText(election.Place["manifest.yaml"]);

    [Fact]
    public async Task SaysEveryBrokenRuleWithItsField()
    {
        var answer = await NewAsync(Source
            .Replace("min: 1\n    max: 2\n    title: {ja: 事業", "min: 3\n    max: 2\n    title: {ja: 事業", StringComparison.Ordinal)
            .Replace("closes: 2026", "closes: 2025", StringComparison.Ordinal)
            .Replace("group_minimum: 2", "group_minimum: 1", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("questions[1].min", answer.Error, StringComparison.Ordinal);
        Assert.Contains("group_minimum", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host: vote.example.jp", "hots: vote.example.jp", "hots")]
    [InlineData("group_minimum: 2", "group_minimum: two", "6:")]
    [InlineData("quorum: 1", "quorum: 1\nquorum: 0", "uplicate")]
    [InlineData("reference: 2026-10-01\n", "", "eference")]
    [InlineData("cost: 500000", "cost: 9007199254740992", "questions[1].options[2].cost")]
    [InlineData("en: Park", "\"\\uD800\": Park", "Malformed")]
    public async Task SaysWhereTheSourceIsWrong(string right, string wrong, string expected)
    {
        var answer = await NewAsync(Source.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrawsIdAndNonceAnew()
    {
        var (first, second) = (election.Place["first.json"], election.Place["second.json"]);
        Assert.Equal(ExitCode.Done, (await NewAsync(Source, first)).ExitCode);
        Assert.Equal(ExitCode.Done, (await NewAsync(Source, second)).ExitCode);
        Assert.NotEqual(File.ReadAllText(first), File.ReadAllText(second));
        Assert.Equal(ExitCode.CouldNotRun, (await NewAsync(Source, first)).ExitCode);
    }

    [Fact]
    public async Task WarnsWhereAPatternIsASignature()
    {
        var answer = await Workplace.RunAsync("manifest", "check", election.Place["manifest.json"]);
        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Assert.Contains("question 2 has 7 patterns for 4 voters", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("question 1 has", answer.Output, StringComparison.Ordinal);
        Assert.Contains(election.Hash, answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesAManifestWithAChangedByte()
    {
        var changed = election.Place.Write("changed.json", File.ReadAllText(election.Place["manifest.json"]).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal));
        var answer = await Workplace.RunAsync("manifest", "check", changed);
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("version", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeedsEveryRoleOnce()
    {
        var keys = election.Place["some-keys"];
        Directory.CreateDirectory(keys);
        foreach (var file in Directory.GetFiles(election.Place["keys"], "*.public.json").Where(file => !file.Contains("registrar", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(keys, Path.GetFileName(file)), overwrite: true);
        }

        var answer = await NewAsync(Source, keys: keys);
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("registrar", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsNothingFromAnEmptySource() => Assert.False(ManifestSource.TryParse("", out _, out _));

    private Task<Answer> NewAsync(string source, string? outFile = null, string? keys = null)
    {
        var file = election.Place.Write($"{Guid.CreateVersion7()}.yaml", source);
        return Workplace.RunAsync(
            "manifest", "new", "--source", file, "--keys", keys ?? election.Place["keys"], "--ceremony", election.Place["ceremony.json"],
            "--slots", election.Place["registrar/slots.json"], "--authority", election.Place["authority.cer"],
            "--out", outFile ?? election.Place[$"{Guid.CreateVersion7()}.json"]);
    }
}
