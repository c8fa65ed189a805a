using Vote.Crypto.ElGamal;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Elections;

[CollectionDefinition(Name)]
public sealed class MockElectionCollection : ICollectionFixture<MockElection>
{
    public const string Name = "mock election";
}

/// <summary>The whole path, and what each of its steps refuses.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class MockElectionTests(MockElection election)
{
    [Fact]
    public async Task CountsWhatWasCast()
    {
        var result = await ResultAsync();
        Assert.Equal(3, result.Counted);
        Assert.Equal([2, 3], result.Shares);
        Assert.Equal(Votes.ProjectTotals, Assert.IsType<QuestionResult.Homomorphic>(result.Questions[0]).Totals);
        var mixed = Assert.IsType<QuestionResult.Mixed>(result.Questions[1]);
        Assert.Equal(Votes.WholeTotals, mixed.Totals);
        Assert.Equal(0, mixed.Invalid);
        var votes = mixed.Votes.Select(vote => string.Join('+', Assert.IsType<DecryptedVote.Valid>(vote).Selection.Options));
        Assert.Equal(["", "1+3", "1+3"], votes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task LeavesARecordThatVerifies()
    {
        var verified = await Workplace.RunAsync("verify", election.Record("result"), "--election", election.Hash);
        Assert.True(verified.ExitCode == ExitCode.Done, verified.Output);
    }

    [Fact]
    public async Task NeitherMixesNorDecryptsWithoutTheQuorumOfWitnesses()
    {
        // Appended, but shown to no witness yet.
        var record = election.Copy("closed");
        await AppendAsync(record, "overrides.signed.json", "input.signed.json");
        var refused = await MixAsync(record, 2);
        Assert.Equal(ExitCode.Rejected, refused.ExitCode);
        Assert.Contains("1.5", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivesTheSameResultToEveryPairOfTrustees()
    {
        var record = election.Copy("shared");
        await AppendAsync(record, await DecryptAsync(record, 1));
        var other = await ResultOfAsync(record);
        Assert.Equal([1, 2], other.Shares);
        Assert.Equal((await ResultAsync()).Questions.Select(Totals), other.Questions.Select(Totals));
    }

    [Fact]
    public async Task NothingFollowsTheResult()
    {
        Assert.Equal(ExitCode.Rejected, (await MixAsync(election.Record("result"), 2)).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await LookAsync("close", "propose", election.Record("result"))).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await LookAsync("result", "propose", election.Record("result"))).ExitCode);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("voted")]
    [InlineData("closed")]
    public async Task MixesAndDecryptsNothingBeforeTheTallyInput(string stage)
    {
        Assert.Equal(ExitCode.Rejected, (await MixAsync(election.Record(stage), 2)).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await TryDecryptAsync(election.Record(stage), 2)).ExitCode);
    }

    [Fact]
    public async Task DecryptsNothingBeforeEnoughTrusteesShuffled()
    {
        Assert.Equal(ExitCode.Rejected, (await TryDecryptAsync(election.Record("input"), 1)).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await TryDecryptAsync(election.Record("mixed-3"), 1)).ExitCode);
    }

    [Fact]
    public async Task NoTrusteeShufflesTwiceOrMoreThanNeeded()
    {
        Assert.Equal(ExitCode.Rejected, (await MixAsync(election.Record("mixed-3"), 3)).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await MixAsync(election.Record("mixed-1"), 2)).ExitCode);
    }

    [Fact]
    public async Task GivesTheStoredShuffleAndShareWhenAskedAgain()
    {
        var mix = await MixAsync(election.Record("input"), 3, election.Place["mix-3.json"]);
        Assert.Equal(ExitCode.Done, mix.ExitCode);
        var share = await TryDecryptAsync(election.Record("shared"), 2, election.Place["share-2.json"]);
        Assert.Equal(ExitCode.Done, share.ExitCode);
    }

    [Fact]
    public async Task RefusesASecondShuffleOrShareOfAnotherTally()
    {
        // Without trustee 3's shuffle, trustee 1 would be first: a fork of the record, made to see two decryptions.
        var fork = await MixAsync(election.Record("input"), 1, election.Place["fork.json"]);
        Assert.Equal(ExitCode.Rejected, fork.ExitCode);
        Assert.Contains("Never twice", fork.Error, StringComparison.Ordinal);

        var record = election.Copy("input");
        foreach (var trustee in new[] { 2, 3 })
        {
            var folder = Fresh(trustee);
            await AppendAsync(record, await MixedAsync(record, folder));
            await election.CosignAsync(record);
        }

        var second = await TryDecryptAsync(record, 2);
        Assert.Equal(ExitCode.Rejected, second.ExitCode);
        Assert.Contains("Never twice", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesAnotherElectionsHash()
    {
        var other = await election.TryAsync(
            "mix", election.Record("input"), "--election", new string('0', 64), "--trustee-dir", election.Place["trustee-2"], "--out", election.Place["x.json"]);
        Assert.Equal(ExitCode.Rejected, other.ExitCode);
        Assert.Contains("3.1", other.Error, StringComparison.Ordinal);
        var close = await Workplace.RunAsync("close", "propose", election.Record("voted"), "--election", "short", "--out", election.Place["x.json"]);
        Assert.Equal(ExitCode.CouldNotRun, close.ExitCode);
    }

    [Fact]
    public async Task AnOfficerSignsOnlyWhatTheRecordGives()
    {
        // The proposal of the open record's end is signed against a record that has gone on.
        var file = election.Place["early.json"];
        await MockElection.LookAsync("close", "propose", election.Record("open"), "--election", election.Hash, "--out", file);
        var refused = await election.TryAsync(
            "sign", file, "--key", election.Place["keys/officer-A.sealed"], "--out", election.Place["early.half.json"],
            "--record", election.Record("voted"), "--election", election.Hash);
        Assert.Equal(ExitCode.Rejected, refused.ExitCode);
        Assert.False(File.Exists(election.Place["early.half.json"]));
    }

    [Fact]
    public async Task OneOfficerIsNotTwo()
    {
        string[] sources = ["--record", election.Record("voted"), "--election", election.Hash];
        var again = await election.TryAsync(
            ["sign", election.Place["closed.half.json"], "--key", election.Place["keys/officer-A.sealed"], "--out", election.Place["aa.json"], .. sources]);
        Assert.Equal(ExitCode.Rejected, again.ExitCode);

        var foreign = await election.TryAsync(
            ["sign", election.Place["closed.half.json"], "--key", election.Place["keys/registrar-R.sealed"], "--out", election.Place["ar.json"], .. sources]);
        Assert.Equal(ExitCode.CouldNotRun, foreign.ExitCode);

        Assert.Equal(ExitCode.Rejected, (await TryAppendAsync(election.Copy("voted"), "closed.half.json")).ExitCode);
    }

    [Theory]
    [InlineData("voted", "input.signed.json")]
    [InlineData("input", "share-2.json")]
    [InlineData("mixed-1", "mix-3.json")]
    [InlineData("mixed-1", "result.signed.json")]
    [InlineData("open", "mix-3.json")]
    public async Task AppendsNothingOutOfOrder(string stage, string file)
    {
        var record = election.Copy(stage);
        var before = File.ReadAllBytes(Path.Combine(record, "checkpoint"));
        var answer = await TryAppendAsync(record, file);
        Assert.Equal(stage == "mixed-1" && file == "mix-3.json" ? ExitCode.Done : ExitCode.Rejected, answer.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(record, "checkpoint")));
    }

    [Fact]
    public async Task AppendsUnderTheLogsKeyOnly()
    {
        var answer = await election.TryAsync(
            "append", election.Copy("voted"), election.Place["closed.signed.json"], "--election", election.Hash, "--log-key", election.Place["keys/accept-box.sealed"]);
        Assert.Equal(ExitCode.CouldNotRun, answer.ExitCode);
    }

    private static string Totals(QuestionResult question) => string.Join(',', question switch
    {
        QuestionResult.Homomorphic(var totals) => totals,
        QuestionResult.Mixed mixed => mixed.Totals,
        _ => [],
    });

    /// <summary>The trustee's folder as it was after the ceremony.</summary>
    private string Fresh(int trustee)
    {
        var folder = election.Place[$"fresh-{trustee}"];
        Directory.CreateDirectory(folder);
        File.Copy(election.Place[$"trustee-{trustee}/trustee.sealed"], Path.Combine(folder, "trustee.sealed"), overwrite: true);
        return folder;
    }

    private Task<Answer> LookAsync(string command, string verb, string record) =>
        Workplace.RunAsync(command, verb, record, "--election", election.Hash, "--out", NewFile());

    private Task<Answer> MixAsync(string record, int trustee, string? outFile = null) => election.TryAsync(
        "mix", record, "--election", election.Hash, "--trustee-dir", election.Place[$"trustee-{trustee}"], "--out", outFile ?? NewFile());

    private async Task<string> MixedAsync(string record, string folder)
    {
        var file = NewFile();
        await election.DoAsync("mix", record, "--election", election.Hash, "--trustee-dir", folder, "--out", file);
        return file;
    }

    private Task<Answer> TryDecryptAsync(string record, int trustee, string? outFile = null) => election.TryAsync(
        "decrypt", record, "--election", election.Hash, "--trustee-dir", election.Place[$"trustee-{trustee}"], "--out", outFile ?? NewFile());

    private async Task<string> DecryptAsync(string record, int trustee)
    {
        var file = NewFile();
        Assert.Equal(ExitCode.Done, (await TryDecryptAsync(record, trustee, file)).ExitCode);
        return file;
    }

    private Task<Answer> TryAppendAsync(string record, params string[] files) => election.TryAsync(
        ["append", record, .. files.Select(file => election.Place[file]), "--election", election.Hash, "--log-key", election.Place["keys/log-log.sealed"]]);

    private async Task AppendAsync(string record, params string[] files)
    {
        var answer = await TryAppendAsync(record, files);
        Assert.True(answer.ExitCode == ExitCode.Done, answer.Error);
    }

    private string NewFile() => election.Place[$"{Guid.CreateVersion7()}.json"];

    private Task<ResultContent> ResultAsync() => ReadAsync(election.Record("result"));

    private async Task<ResultContent> ReadAsync(string folder)
    {
        var record = await new RecordSource(folder, RecordSource.ParseElection(election.Hash)).ReadAsync(MockElection.Silent, Phase.Finished, quorum: true, CancellationToken.None);
        Assert.True(ResultContent.TryDecode(record.Manifest.Election.Style, record.Of<Result>().Single().Body.Payload.Bytes.Span, out var content));
        return content;
    }

    private async Task<ResultContent> ResultOfAsync(string folder)
    {
        return await OfficerEntries.ResultAsync(MockElection.Silent, new RecordSource(folder, RecordSource.ParseElection(election.Hash)), CancellationToken.None);
    }
}
