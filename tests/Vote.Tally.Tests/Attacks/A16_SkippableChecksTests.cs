using System.Reflection;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;
using Vote.Tally.Verification;
using Vote.Testing;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// A16: <c>vmnv -nopos -nodec</c>. Our verifier has no such switch: all checks of the specification are in every answer, one that was not looked at counts as
/// failed, and nothing else than the folder and the election's hash goes in.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class A16_SkippableChecksTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public void NothingSwitchesACheckOff()
    {
        var method = Assert.Single(typeof(RecordVerifier).GetMethods(), method => method.DeclaringType == typeof(RecordVerifier));
        Assert.Equal(["directory", "expected", "monitor"], method.GetParameters().Select(parameter => parameter.Name));
        Assert.All(typeof(RecordVerifier).Assembly.GetTypes(), type => Assert.All(
            type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Where(field => field.IsLiteral && field.FieldType == typeof(string)),
            field => Assert.DoesNotMatch("^--?(no|skip|ignore|without)", (string)field.GetRawConstantValue()!)));
    }

    [Theory]
    [InlineData("--skip")]
    [InlineData("--skip-proofs")]
    [InlineData("--no-shuffles")]
    [InlineData("-nopos")]
    [InlineData("--force")]
    public async Task NoOptionIsTakenForOne(string option)
    {
        var answer = await Workplace.RunAsync("verify", Election.Record("result"), "--election", Election.Hash, option);
        Assert.Equal(ExitCode.CouldNotRun, answer.ExitCode);
    }

    [Fact]
    public async Task EveryCheckOfTheSpecificationIsInEveryAnswer()
    {
        var specified = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "spec", "protocol.md"))
            .SkipWhile(line => !line.StartsWith("## 10.", StringComparison.Ordinal)).Select(line => line.Split('|'))
            .Where(cells => cells.Length > 2 && cells[1].Trim() is [>= '0' and <= '9', '.', ..]).Select(cells => cells[1].Trim()).ToArray();
        foreach (var folder in new[] { Election.Record("result"), Election.Record("open"), Directory.CreateDirectory(Election.Place["empty"]).FullName })
        {
            var checks = await RecordVerifier.RunAsync(new(folder), Forge.Manifest.Hash, new(null, CancellationToken.None));
            Assert.Equal(specified, checks.Select(check => check.Id.Number));
        }
    }

    /// <summary>Without the election's hash one check has nothing to compare with, and that is no acceptance.</summary>
    [Fact]
    public async Task ACheckThatWasNotReachedFails()
    {
        var checks = await RecordVerifier.RunAsync(new(Election.Record("result")), null, new(null, CancellationToken.None));
        var left = Assert.Single(checks, check => check.Outcome is not Outcome.Holds);
        Assert.Equal("3.1", left.Id.Number);
        var unfinished = await Workplace.RunAsync("verify", Election.Record("shared"), "--election", Election.Hash);
        Assert.Equal(ExitCode.Rejected, unfinished.ExitCode);
    }
}
