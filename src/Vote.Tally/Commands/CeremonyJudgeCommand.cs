using System.CommandLine;
using Vote.Crypto;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Ceremonies;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`ceremony judge`: anyone checks the complaints in a folder, and sees who lied. spec §5 (6)</summary>
internal static class CeremonyJudgeCommand
{
    private static readonly TrusteeIndex First = new(1);

    public static Command Build(Desk desk)
    {
        var inFolder = Options.Required(desk, "--in", Texts.InFolder);
        return new Command("judge", desk.Text(Texts.CeremonyJudge)) { inFolder }.Does(desk, (parsed, _) =>
            Run(desk, parsed.GetRequiredValue(inFolder)));
    }

    /// <returns>Always <see cref="ExitCode.Rejected"/> once there is a complaint: the ceremony does not hold, whoever lied.</returns>
    private static int Run(Desk desk, string folder)
    {
        var inbox = new ExchangeFolder(folder);
        var complainants = inbox.Complainants();
        if (complainants.Count == 0)
        {
            throw Stop.CouldNotRun(Texts.CeremonyNoComplaint, folder);
        }

        var all = inbox.Collect(MessageKinds.Identity, [First])[0].Policy.All;
        var identities = inbox.Collect(MessageKinds.Identity, all);
        foreach (var trustee in complainants)
        {
            foreach (var fault in ComplaintJudge.Judge(inbox.Read(MessageKinds.Complaint, trustee), identities))
            {
                var culprits = string.Join(',', fault.Culprits.Select(culprit => culprit.Value));
                desk.Output.WriteLine($"{trustee.Value}\t{fault.Kind}\t{culprits}");
                desk.Error.WriteLine(CeremonyFaults.In(desk.Language, fault));
            }
        }

        desk.Say(Texts.CeremonyAnew);
        return ExitCode.Rejected;
    }
}
