using System.CommandLine;
using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Ledger.Anchors;
using Vote.Tally.Entries;
using Vote.Tally.Monitoring;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Verification;

namespace Vote.Tally.Commands;

/// <summary>
/// `verify RECORD --election HASH`: every check of the specification on a record folder, without a network, and with `--promises DIR` what
/// became of the promises and receipts that voters kept. spec §10, spec/ledger.md §10 (4)
/// </summary>
internal static class VerifyCommand
{
    public static Command Build(Desk desk)
    {
        var record = Options.Path(desk, "record", Texts.Record);
        var (election, json) = (Options.Optional(desk, "--election", Texts.ElectionOption), Options.Json(desk));
        var (promises, evidence) = (Options.Optional(desk, "--promises", Texts.VerifyPromises), Options.Optional(desk, "--evidence", Texts.PromiseEvidence));
        return new Command("verify", desk.Text(Texts.Verify)) { record, election, promises, evidence, json }.Does(desk, async (parsed, token) =>
        {
            var expected = parsed.GetValue(election) is { } text ? RecordSource.ParseElection(text) : null;
            var folder = new DirectoryInfo(parsed.GetRequiredValue(record));
            if (!folder.Exists)
            {
                throw Stop.CouldNotRun(Texts.FolderMissing, folder.FullName);
            }

            var found = await desk.WatchAsync(monitor => VerifyAsync(folder, expected, monitor), token);
            var answer = Answer(found, expected);
            if (parsed.GetValue(json))
            {
                desk.Output.WriteLine(JsonLine.Of(ToJson(found, answer)));
            }
            else
            {
                Show(desk, found, answer);
            }

            return parsed.GetValue(promises) is { } handed && expected is not null
                ? await HoldAsync(new(desk, handed, parsed.GetValue(evidence)), folder, expected, (answer, parsed.GetValue(json)), token)
                : answer;
        });
    }

    /// <summary>The promises come after the checks: a record that is not the election's says nothing about them.</summary>
    private static async Task<int> HoldAsync(
        PromiseDesk promises, DirectoryInfo folder, ElectionHash expected, (int Record, bool Json) answer, CancellationToken cancellationToken) =>
        await promises.RunAsync(folder, expected, answer.Json, cancellationToken) ? answer.Record : ExitCode.Rejected;

    // The work is arithmetic: it leaves the thread that draws the progress alone.
    private static Task<RecordFindings> VerifyAsync(DirectoryInfo folder, ElectionHash? expected, WorkMonitor monitor) =>
        Task.Run(() => RecordVerifier.RunAsync(folder, expected, monitor), monitor.CancellationToken);

    /// <summary>
    /// Without the published hash nothing can be accepted, since the record brings its own keys. A required anchor is not known to stand,
    /// since no node was asked. spec/ledger.md §11 (5)
    /// </summary>
    private static int Answer(RecordFindings found, ElectionHash? expected)
    {
        var wrong = found.Any(check => check.Outcome is not Outcome.Holds && (expected is not null || check.Id != CheckId.ElectionHash));
        return wrong ? ExitCode.Rejected : expected is null || found.Anchor is { Required: true } ? ExitCode.CouldNotRun : ExitCode.Done;
    }

    private static void Show(Desk desk, RecordFindings found, int answer)
    {
        foreach (var check in found)
        {
            var title = desk.Language == Language.Japanese ? check.Id.Japanese : check.Id.English;
            var (mark, lines) = Describe(desk, check.Outcome);
            desk.Output.WriteLine($"{mark} {check.Id.Number}  {title}{(lines.Count == 1 && check.Outcome is Outcome.Holds ? $"  ({lines[0]})" : "")}");
            foreach (var line in check.Outcome is Outcome.Holds ? [] : lines)
            {
                desk.Output.WriteLine($"         {line}");
            }
        }

        desk.Output.WriteLine(Anchor(desk, found.Anchor));
        desk.Output.WriteLine(desk.Text(answer switch
        {
            ExitCode.Done => Texts.VerifyAccepted,
            ExitCode.CouldNotRun when IsCompared(found) => Texts.VerifyNotAnchored,
            ExitCode.CouldNotRun => Texts.VerifyNotCompared,
            _ => Texts.VerifyRejected,
        }));
    }

    private static string Anchor(Desk desk, AnchorTerms? terms) => terms is null
        ? desk.Text(Texts.AnchorNone)
        : desk.Text(terms.Required ? Texts.AnchorRequiredNotAsked : Texts.AnchorNotAsked, terms.Chain, terms.Contract);

    private static bool IsCompared(RecordFindings found) => found.All(check => check.Id != CheckId.ElectionHash || check.Outcome is Outcome.Holds);

    private static (string Mark, IReadOnlyList<string> Lines) Describe(Desk desk, Outcome outcome) => outcome switch
    {
        Outcome.Holds(var detail) => ("✓", detail.Length == 0 ? [] : [detail]),
        Outcome.Fails(var findings) => ("✗", findings),
        Outcome.NotReached(var because) => ("–", [desk.Text(Texts.VerifyNotReached, because)]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static CanonicalObject ToJson(RecordFindings found, int answer) => CanonicalObject.Of(
        ("anchor", CanonicalValue.Text(found.Anchor switch
        {
            null => "none declared",
            { Required: true } => "required, not asked",
            _ => "not asked",
        })),
        ("checks", CanonicalValue.List(found.Select(check => CanonicalObject.Of(
            ("check", CanonicalValue.Text(check.Id.Number)),
            ("outcome", CanonicalValue.Text(check.Outcome switch
            {
                Outcome.Holds => "holds",
                Outcome.Fails => "fails",
                _ => "not-reached",
            })),
            ("title", CanonicalValue.Text(check.Id.English)),
            ("what", CanonicalValue.List(What(check.Outcome).Select(CanonicalValue.Text))))))),
        ("exit", CanonicalValue.Number(answer)));

    private static IReadOnlyList<string> What(Outcome outcome) => outcome switch
    {
        Outcome.Holds(var detail) => [detail],
        Outcome.Fails(var findings) => findings,
        Outcome.NotReached(var because) => [because],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
