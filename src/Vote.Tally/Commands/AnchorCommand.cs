using System.CommandLine;
using Vote.Ledger.Anchors;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Network;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`anchor check`, `anchor propose`, `anchor deploy`: the commands that ask an Ethereum node. spec/ledger.md §11</summary>
internal static class AnchorCommand
{
    public static Command Build(Desk desk) => new("anchor", desk.Text(Texts.Anchor))
    {
        BuildCheck(desk),
        BuildPropose(desk),
        AnchorDeployCommand.Build(desk),
    };

    private static Command BuildCheck(Desk desk)
    {
        var (record, election) = (Options.Path(desk, "record", Texts.Record), Options.Required(desk, "--election", Texts.ElectionOption));
        var (rpc, json) = (Options.Required(desk, "--rpc", Texts.AnchorRpc), Options.Json(desk));
        return new Command("check", desk.Text(Texts.AnchorCheck)) { record, election, rpc, json }.Does(desk, async (parsed, token) =>
        {
            var source = new RecordSource(parsed.GetRequiredValue(record), RecordSource.ParseElection(parsed.GetRequiredValue(election)));
            var read = await source.ReadAsync(desk, Phase.Voting, quorum: true, token);
            var terms = read.State.Phase.Anchor ?? throw Stop.CouldNotRun(Texts.AnchorUndeclared);
            AnchorDeclaration.Show(desk, terms);
            using var connection = NodeConnection.Open(desk, parsed.GetRequiredValue(rpc));
            var verdict = await AnchorQuestion.AskAsync(desk, read, connection.Node, token);
            Show(desk, verdict, read.State, parsed.GetValue(json));
            return AnchorQuestion.ExitCodeOf(verdict);
        });
    }

    private static Command BuildPropose(Desk desk)
    {
        var (record, election) = (Options.Path(desk, "record", Texts.Record), Options.Required(desk, "--election", Texts.ElectionOption));
        var (rpc, contract) = (Options.Required(desk, "--rpc", Texts.AnchorRpc), Options.Required(desk, "--contract", Texts.AnchorContractOption));
        var sender = Options.Required(desk, "--sender", Texts.AnchorSenderOption);
        var required = new Option<bool>("--required") { Description = desk.Text(Texts.AnchorRequiredOption) };
        var outFile = Options.Required(desk, "--out", Texts.OutFileOption);
        return new Command("propose", desk.Text(Texts.AnchorPropose)) { record, election, rpc, contract, sender, required, outFile }.Does(desk, async (parsed, token) =>
        {
            OutputFile.RequireFree(parsed.GetRequiredValue(outFile));
            var source = new RecordSource(parsed.GetRequiredValue(record), RecordSource.ParseElection(parsed.GetRequiredValue(election)));
            await source.ReadAsync(desk, Phase.Voting, quorum: false, token);
            var decision = new AnchorDecision(
                NodeConnection.ParseAccount(parsed.GetRequiredValue(contract)),
                NodeConnection.ParseAccount(parsed.GetRequiredValue(sender)),
                parsed.GetValue(required));
            using var connection = NodeConnection.Open(desk, parsed.GetRequiredValue(rpc));
            var declared = await AnchorDeclaration.ProposeAsync(connection.Node, decision, token);
            AnchorDeclaration.Show(desk, declared.Terms);
            ProposeCommands.Write(desk, parsed.GetRequiredValue(outFile), new(source.Election.Value, declared));
            return ExitCode.Done;
        });
    }

    private static void Show(Desk desk, AnchorVerdict verdict, LedgerState state, bool json)
    {
        var words = AnchorQuestion.Words(desk, verdict, state);
        if (json)
        {
            desk.Output.WriteLine(JsonLine.Of(("outcome", OutcomeOf(verdict)), ("words", words)));
            return;
        }

        desk.Output.WriteLine(words);
        if (verdict is AnchorVerdict.Holds)
        {
            desk.Output.WriteLine(desk.Text(Texts.AnchorProves));
        }
    }

    private static string OutcomeOf(AnchorVerdict verdict) => verdict switch
    {
        AnchorVerdict.Holds => "holds",
        AnchorVerdict.NotFinal => "not-final",
        AnchorVerdict.Absent => "absent",
        AnchorVerdict.Contradicts => "contradicts",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
