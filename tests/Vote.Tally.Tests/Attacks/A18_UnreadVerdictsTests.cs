using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// A18: a check that is started and whose answer nobody waits for. Records in which one check alone fails (E33's, and one with a false ballot) are refused
/// every time, on one core and on many.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class A18_UnreadVerdictsTests(MockElection election) : ForgedElection(election)
{
    private static readonly int Runs = Environment.GetEnvironmentVariable("TSUKUBA_NIGHTLY") == "1" ? 100 : 4;

    [Theory]
    [InlineData("an encrypted total")]
    [InlineData("a proof of a shuffle")]
    [InlineData("a share")]
    [InlineData("a total")]
    public async Task ARecordWithOneFalseThingIsRefusedEveryTime(string name)
    {
        var entries = Forge.Complete(await Forge.VotingAsync(), E33_UncheckedNumbersTests.Lies[name].Lie);
        var expected = new[] { E33_UncheckedNumbersTests.Lies[name].Check };
        for (var run = 0; run < Runs; run++)
        {
            Assert.Equal(expected, await Forge.FailedAsync(entries));
        }
    }

    [Fact]
    public async Task AFalseBallotIsFoundEveryTimeAmongManyAtOnce()
    {
        var voting = await Forge.VotingAsync();
        Entry[] added = NewVoter(context =>
        {
            var payload = Honest(context);
            payload[^1] ^= 1;
            return payload;
        });
        var entries = Forge.Complete([.. voting, .. added]);
        var answers = await Task.WhenAll(Enumerable.Range(0, Runs).Select(_ => Task.Run(() => Forge.FailedAsync(entries))));
        Assert.All(answers, failed => Assert.Equal(["5.4"], failed));

        Assert.StartsWith("5.4", Assert.Single(Forge.ToolFinds(entries)), StringComparison.Ordinal);
        Assert.Equal(Vote.Tally.Terminal.ExitCode.Rejected, await VerifyOnOneCoreAsync(await Forge.WriteAsync(entries)));
    }

    /// <summary>The real command in a process that sees one core.</summary>
    private async Task<int> VerifyOnOneCoreAsync(DirectoryInfo record)
    {
        await Election.CosignAsync(record.FullName);
        var start = new System.Diagnostics.ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(TallyAudit).Assembly.Location, "verify", record.FullName, "--election", Election.Hash, "--lang", "en" })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Contains("5.4", output, StringComparison.Ordinal);
        return process.ExitCode;
    }
}
