using System.CommandLine;
using Vote.Canonical;
using Vote.Crypto;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Ceremonies;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`ceremony finish`: anyone assembles the record from all messages and checks it as a verifier will. spec §5</summary>
internal static class CeremonyFinishCommand
{
    private static readonly TrusteeIndex First = new(1);

    public static Command Build(Desk desk)
    {
        var inFolder = Options.Required(desk, "--in", Texts.InFolder);
        var outFile = Options.Required(desk, "--out", Texts.OutFileOption);
        return new Command("finish", desk.Text(Texts.CeremonyFinish)) { inFolder, outFile }.Does(desk, (parsed, _) =>
            Run(desk, new ExchangeFolder(parsed.GetRequiredValue(inFolder)), parsed.GetRequiredValue(outFile)));
    }

    private static int Run(Desk desk, ExchangeFolder inbox, string outFile)
    {
        inbox.RequireNoComplaint();
        var record = Assemble(inbox);
        var report = record.Verify();
        if (!report.TryGetKeys(out var keys))
        {
            throw CeremonyFaults.Refusal(desk, report.Faults);
        }

        OutputFile.CreateOrConfirm(outFile, record.Encode());
        desk.Say(Texts.CeremonyDone, keys.Policy);
        desk.Say(Texts.CeremonyWords, desk.Words(keys.Ceremony));
        desk.Say(Texts.CeremonyTranscriptWords, desk.Words(keys.Transcript));
        desk.Say(Texts.Written, outFile);
        return ExitCode.Done;
    }

    private static CeremonyRecord Assemble(ExchangeFolder inbox)
    {
        // How many there are, the first one says; the checks hold everybody against it.
        var all = inbox.Collect(MessageKinds.Identity, [First])[0].Policy.All.ToArray();
        var source = CanonicalObject.Of(
            ("commits", All(inbox, MessageKinds.Commit, all)),
            ("confirms", All(inbox, MessageKinds.Confirm, all)),
            ("identities", All(inbox, MessageKinds.Identity, all)),
            ("reveals", All(inbox, MessageKinds.Reveal, all)),
            ("shares", All(inbox, MessageKinds.Share, all)));
        return CeremonyRecord.TryRead(source, out var record) ? record : throw new System.Diagnostics.UnreachableException();
    }

    private static CanonicalArray All<T>(ExchangeFolder inbox, MessageKind<T> kind, IEnumerable<TrusteeIndex> trustees)
        where T : CeremonyMessage =>
        CanonicalValue.List(inbox.Collect(kind, trustees).Select(message => message.Source));
}
