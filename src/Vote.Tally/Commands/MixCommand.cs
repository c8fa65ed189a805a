using System.CommandLine;
using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.Shuffle;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Ceremonies;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using ShuffleEntry = Vote.Ledger.Entries.Shuffle;

namespace Vote.Tally.Commands;

/// <summary>`mix`: a trustee shuffles the next question that needs it. spec §7</summary>
internal static class MixCommand
{
    public static Command Build(Desk desk)
    {
        var options = new TrusteeOptions(desk);
        return options.Command("mix", Texts.Mix).Does(desk, async (parsed, token) =>
        {
            var (trustee, audit, phase) = await options.OpenAsync(parsed, token);
            using (trustee)
            {
                if (phase != Phase.Mixing)
                {
                    throw Stop.Rejected(Texts.RecordWrongPhase, phase);
                }

                EntryFile.CreateOrConfirm(options.OutFile(parsed), await MixAsync(desk, trustee, audit, token));
            }

            desk.Say(Texts.Written, options.OutFile(parsed));
            return ExitCode.Done;
        });
    }

    private static async Task<Entry> MixAsync(Desk desk, TallyTrustee trustee, TallyAudit audit, CancellationToken cancellationToken)
    {
        var question = Next(audit, trustee.Number);
        var place = new ShufflePlace(question.Number, audit.Shuffles!.Rounds[question.Number].Count + 1, trustee.Number);
        var statement = audit.ShuffleTerms.Statement(place, audit.Shuffles.NextInput(audit.ShuffleTerms, question));
        var name = $"shuffle-{place.Question}.json";
        if (trustee.Kept(name) is { } kept)
        {
            return Holds(statement, kept) ? kept : throw Stop.Rejected(Texts.MixedOtherwise, name);
        }

        desk.Say(Texts.MixRound, place.Question, place.Round, statement.Input.Count);
        var shuffled = await desk.WatchAsync(
            monitor => Task.Run(
                () => Shuffler.Shuffle(statement, monitor.Step(WorkSteps.Mixing, statement.Input.Count), cancellationToken), cancellationToken),
            cancellationToken);
        var body = new ShuffleEntry(place.Question, place.Round, place.Trustee, new Payload(shuffled.Encode()));
        return trustee.Keep(name, new UnsignedEntry(audit.Opening.Manifest.Hash.Value, body));
    }

    /// <summary>The first question that has too few rounds; its trustees are all different.</summary>
    private static MixedQuestion Next(TallyAudit audit, int trustee)
    {
        var question = audit.Shuffles!.Unfinished(audit.ShuffleTerms, audit.Opening.Keys.Policy.Threshold).FirstOrDefault()
            ?? throw Stop.Rejected(Texts.MixNothing);
        return audit.Shuffles.Rounds[question.Number].Trustees.Contains(trustee)
            ? throw Stop.Rejected(Texts.MixedAlready, question.Number)
            : question;
    }

    private static bool Holds(ShuffleStatement statement, Entry kept) =>
        kept.Body is ShuffleEntry body
        && new ShufflePlace(body.Question, body.Round, body.Trustee) == statement.Place
        && ShuffledRows.TryDecode(statement.Input.Count, statement.Input.Width, body.Payload.Bytes, out var rows)
        && ShuffleVerifier.Verify(statement, rows) is Verdict.Accepted;
}
