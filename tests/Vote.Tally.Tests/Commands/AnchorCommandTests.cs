using Vote.Ledger.Anchors;
using Vote.Ledger.Tests.Anchors;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Commands;

/// <summary>The operator's and the officers' way to an anchor, by command lines against a real node.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class AnchorCommandTests(MockElection election, TestAnvil anvil) : IClassFixture<TestAnvil>
{
    private string Rpc => anvil.Address.AbsoluteUri;

    [Fact]
    public async Task LeadsFromDeploymentToAnAnchorThatHolds()
    {
        var contract = (await DeployAsync()).Output.Trim();
        Assert.True(EthereumAddress.TryParse(contract, out var deployed));
        await anvil.FinalizeAsync();

        var record = election.Copy("voted");
        var proposal = await ProposeAsync(record, contract, "--required");
        Assert.Contains($"chain 31337, contract {contract}, sender {anvil.Accounts[0]}", proposal.Answer.Error, StringComparison.Ordinal);
        Assert.Contains("required: True", proposal.Answer.Error, StringComparison.Ordinal);
        var signed = await SignAsync(record, proposal.File);
        await election.DoAsync("append", record, signed, "--election", election.Hash, "--log-key", election.Place["keys/log-log.sealed"]);
        await election.CosignAsync(record);
        var before = await CheckAsync(record);
        Assert.Equal(ExitCode.Rejected, before.ExitCode);
        Assert.Contains("anchor: absent", before.Output, StringComparison.Ordinal);

        Assert.True(Ledger.Notes.SignedCheckpoint.TryDecode(await File.ReadAllBytesAsync(Path.Combine(record, "checkpoint")), out var head));
        await anvil.AnchorAsync(0, election.Manifest().Hash.Value, new(head.Checkpoint.Size, head.Checkpoint.Root), deployed);
        await anvil.FinalizeAsync();
        Assert.Equal(ExitCode.Done, (await CheckAsync(record)).ExitCode);
    }

    [Fact]
    public async Task AnOfficerSignsOnlyWhatTheirOwnNodeConfirms()
    {
        var record = election.Record("voted");
        var proposal = await ProposeAsync(record, anvil.Contract.ToString());
        string[] sign = ["sign", proposal.File, "--record", record, "--election", election.Hash, "--key", election.Place["keys/officer-A.sealed"]];
        Assert.Equal(ExitCode.CouldNotRun, (await election.TryAsync([.. sign, "--out", NewFile()])).ExitCode);

        var text = await File.ReadAllTextAsync(proposal.File);
        foreach (var (from, to) in new[] { ("\"chain\":31337", "\"chain\":1"), ("\"code\":\"E", "\"code\":\"F"), ("\"from\":", "\"from\":-"), ("\"chain\"", "\"chaim\"") })
        {
            var changed = election.Place.Write($"{Guid.CreateVersion7()}.json", text.Replace(from, to, StringComparison.Ordinal));
            var refused = await election.TryAsync(["sign", changed, .. sign[2..], "--rpc", Rpc, "--out", NewFile()]);
            Assert.True(refused.ExitCode == ExitCode.Rejected, $"{to}: {refused.Error}");
        }
    }

    [Fact]
    public async Task NothingIsDeclaredWhereNoContractStands()
    {
        var refused = await Workplace.RunAsync(
            "anchor", "propose", election.Record("voted"), "--election", election.Hash, "--rpc", Rpc,
            "--contract", anvil.Accounts[3].ToString(), "--sender", anvil.Accounts[0].ToString(), "--out", NewFile());
        Assert.Equal(ExitCode.Rejected, refused.ExitCode);
        Assert.Contains("is not the contract", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sender", "0x12")]
    [InlineData("--contract-file", "/dev/null")]
    [InlineData("--contract-file", "missing.json")]
    public async Task NothingIsDeployedOnAWrongCommandLine(string option, string value)
    {
        string[] good = ["--sender", anvil.Accounts[0].ToString(), "--contract-file", ContractFiles.Path("tools/contracts/TsukubaAnchor.json")];
        good[Array.IndexOf(good, option) + 1] = value;
        Assert.NotEqual(ExitCode.Done, (await Workplace.RunAsync(["anchor", "deploy", "--rpc", Rpc, .. good])).ExitCode);
    }

    private async Task<Answer> DeployAsync()
    {
        var command = Workplace.RunAsync(
            "anchor", "deploy", "--rpc", Rpc, "--sender", anvil.Accounts[0].ToString(),
            "--contract-file", ContractFiles.Path("tools/contracts/TsukubaAnchor.json"));
        while (!command.IsCompleted)
        {
            await anvil.MineAsync();
            await Task.Delay(50);
        }

        var answer = await command;
        Assert.True(answer.ExitCode == ExitCode.Done, answer.Error);
        return answer;
    }

    private async Task<(string File, Answer Answer)> ProposeAsync(string record, string contract, params string[] more)
    {
        var file = NewFile();
        return (file, await MockElection.LookAsync(
        [
            "anchor", "propose", record, "--election", election.Hash, "--rpc", Rpc, "--contract", contract,
            "--sender", anvil.Accounts[0].ToString(), "--out", file, .. more,
        ]));
    }

    private async Task<string> SignAsync(string record, string file)
    {
        foreach (var officer in new[] { "A", "B" })
        {
            var signed = NewFile();
            await election.DoAsync(
                "sign", file, "--record", record, "--election", election.Hash, "--rpc", Rpc,
                "--key", election.Place[$"keys/officer-{officer}.sealed"], "--out", signed);
            file = signed;
        }

        return file;
    }

    private Task<Answer> CheckAsync(string record) => Workplace.RunAsync("anchor", "check", record, "--election", election.Hash, "--rpc", Rpc);

    private string NewFile() => election.Place[$"{Guid.CreateVersion7()}.json"];
}
