using System.CommandLine;
using System.Text.Json;
using Vote.Ledger.Anchors;
using Vote.Tally.Files;
using Vote.Tally.Network;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`anchor deploy`: puts the contract of tools/contracts on a chain, once, and prints its address.</summary>
internal static class AnchorDeployCommand
{
    private const int MaximumFile = 1 << 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Build(Desk desk)
    {
        var (rpc, sender) = (Options.Required(desk, "--rpc", Texts.AnchorRpc), Options.Required(desk, "--sender", Texts.AnchorSenderOption));
        var file = Options.Required(desk, "--contract-file", Texts.AnchorContractFile);
        return new Command("deploy", desk.Text(Texts.AnchorDeploy)) { rpc, sender, file }.Does(desk, async (parsed, token) =>
        {
            var creation = ReadCreation(parsed.GetRequiredValue(file));
            var account = NodeConnection.ParseAccount(parsed.GetRequiredValue(sender));
            using var connection = NodeConnection.Open(desk, parsed.GetRequiredValue(rpc));
            var deployment = new ContractDeployment(connection.Node);
            var transaction = await deployment.SendAsync(account, creation, token) switch
            {
                SendAnswer.Taken(var taken) => taken,
                SendAnswer.Refused(var words) => throw Stop.CouldNotRun(Texts.AnchorSendRefused, words),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            desk.Say(Texts.AnchorDeploying, $"0x{transaction}");
            DeployedContract? deployed;
            while ((deployed = await deployment.FindAsync(transaction, token)) is null)
            {
                await Task.Delay(Pause, desk.Clock, token);
            }

            var contract = deployed.Address ?? throw Stop.Rejected(Texts.AnchorDeployFailed, $"0x{transaction}");
            var code = await connection.Node.CodeAsync(contract, deployed.Block, token);
            desk.Output.WriteLine(code == AnchorContract.Code ? contract.ToString() : throw Stop.Rejected(Texts.AnchorForeignCode, contract, code));
            return ExitCode.Done;
        });
    }

    private static byte[] ReadCreation(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(InputFile.Read(path, MaximumFile));
            return Convert.FromHexString(document.RootElement.GetProperty("creation").GetString() ?? "");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw Stop.Rejected(Texts.FileMalformed, path, "creation");
        }
    }
}
