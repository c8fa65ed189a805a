using System.CommandLine;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`result propose`: combines the shares, prints the totals and writes the entry that two officers sign. spec §8.3</summary>
internal static class ResultCommand
{
    public static Command Build(Desk desk)
    {
        var (record, election) = (Options.Path(desk, "record", Texts.Record), Options.Required(desk, "--election", Texts.ElectionOption));
        var (outFile, json) = (Options.Required(desk, "--out", Texts.OutFileOption), Options.Json(desk));
        var propose = new Command("propose", desk.Text(Texts.Propose)) { record, election, outFile, json }.Does(desk, async (parsed, token) =>
        {
            OutputFile.RequireFree(parsed.GetRequiredValue(outFile));
            var source = new RecordSource(parsed.GetRequiredValue(record), RecordSource.ParseElection(parsed.GetRequiredValue(election)));
            var result = await OfficerEntries.ResultAsync(desk, source, token);
            ProposeCommands.Write(
                desk, parsed.GetRequiredValue(outFile), new UnsignedEntry(source.Election.Value, new Result(new Payload(result.Encode()))));
            var manifest = (await source.ReadAsync(desk, Phase.Mixing, quorum: false, token)).Manifest;
            Show(desk, manifest, result, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return new Command("result", desk.Text(Texts.Result)) { propose };
    }

    private static void Show(Desk desk, Manifest manifest, ResultContent result, bool json)
    {
        if (json)
        {
            desk.Output.WriteLine(JsonLine.Of(CanonicalValue.TryParse(result.Encode(), out var value) ? value : CanonicalValue.List([])));
            return;
        }

        desk.Output.WriteLine(desk.Text(Texts.ResultCounted, result.Counted, string.Join(", ", result.Shares)));
        foreach (var (question, outcome) in manifest.Questions.Zip(result.Questions))
        {
            desk.Output.WriteLine(desk.Text(Texts.ResultQuestion, question.Number, desk.Text(question.Title)));
            foreach (var line in Lines(desk, question, outcome))
            {
                desk.Output.WriteLine($"  {line}");
            }
        }
    }

    private static IEnumerable<string> Lines(Desk desk, Question question, QuestionResult outcome)
    {
        var (totals, invalid) = outcome switch
        {
            QuestionResult.Homomorphic(var sums) => (sums, 0),
            QuestionResult.Mixed mixed => (mixed.Totals, mixed.Invalid),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (totals.Count == 0)
        {
            yield return desk.Text(Texts.ResultClosed);
            yield break;
        }

        foreach (var (total, label) in totals.Zip(TotalLabels.Of(question, desk)))
        {
            yield return $"{total}\t{label}";
        }

        if (invalid > 0)
        {
            yield return $"{invalid}\t{desk.Text(Texts.ResultInvalid)}";
        }
    }
}
