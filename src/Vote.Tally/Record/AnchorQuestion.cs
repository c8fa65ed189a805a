using Vote.Ledger.Anchors;
using Vote.Ledger.Rules;
using Vote.Tally.Network;
using Vote.Tally.Terminal;

namespace Vote.Tally.Record;

/// <summary>Asks a node about a record's anchor, and says what it answered. spec/ledger.md §11 (4), (5)</summary>
internal static class AnchorQuestion
{
    /// <summary>Asks; the record declares an anchor.</summary>
    public static async Task<AnchorVerdict> AskAsync(Desk desk, ElectionRecord record, EthereumNode node, CancellationToken cancellationToken)
    {
        var audit = new AnchorAudit(record.Manifest.Hash.Value, record.State);
        return await desk.WatchAsync(monitor => audit.RunAsync(node, new Blocks(monitor.Progress), monitor.CancellationToken), cancellationToken);
    }

    /// <summary>Whoever mixes or decrypts a record that requires its anchor has asked, and it holds. spec/ledger.md §11 (5)</summary>
    public static async Task RequireAsync(Desk desk, ElectionRecord record, string? rpc, CancellationToken cancellationToken)
    {
        if (record.State.Phase.Anchor is not { Required: true })
        {
            return;
        }

        using var connection = NodeConnection.Open(desk, rpc ?? throw Stop.CouldNotRun(Texts.AnchorNeeded));
        var verdict = await AskAsync(desk, record, connection.Node, cancellationToken);
        switch (ExitCodeOf(verdict))
        {
            case ExitCode.Done:
                desk.Error.WriteLine(Words(desk, verdict, record.State));
                break;
            case ExitCode.CouldNotRun:
                throw Stop.CouldNotRun(Phrase(verdict, record.State).Phrase, Phrase(verdict, record.State).Arguments);
            default:
                throw Stop.Rejected(Phrase(verdict, record.State).Phrase, Phrase(verdict, record.State).Arguments);
        }
    }

    /// <summary>Only an anchor that holds is a pass; one that is not final yet is no knowledge.</summary>
    public static int ExitCodeOf(AnchorVerdict verdict) => verdict switch
    {
        AnchorVerdict.Holds => ExitCode.Done,
        AnchorVerdict.NotFinal => ExitCode.CouldNotRun,
        _ => ExitCode.Rejected,
    };

    /// <summary>One sentence.</summary>
    public static string Words(Desk desk, AnchorVerdict verdict, LedgerState state)
    {
        var (phrase, arguments) = Phrase(verdict, state);
        return desk.Text(phrase, arguments);
    }

    private static (Phrase Phrase, object[] Arguments) Phrase(AnchorVerdict verdict, LedgerState state) => verdict switch
    {
        AnchorVerdict.Holds(var anchor, var time, var count, var at) =>
            (Texts.AnchorHolds, [anchor.Head.Size.Value, state.Tree.Size.Value, anchor.Block.Value, $"{time:u}", count, at.Value]),
        AnchorVerdict.NotFinal(var head, var at) => (Texts.AnchorNotFinal, [head.Size.Value, at.Value]),
        AnchorVerdict.Absent(null, var at) => (Texts.AnchorAbsent, [at.Value]),
        AnchorVerdict.Absent({ } last, var at) => (Texts.AnchorAbsentForClose, [last.Head.Size.Value, at.Value]),
        AnchorVerdict.Contradicts(var fault, var detail) => (Texts.AnchorContradicts, [fault, detail]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private sealed class Blocks(IProgress<WorkProgress>? progress) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => progress?.Report(new(WorkSteps.Blocks, value.Done, value.Total));
    }
}
