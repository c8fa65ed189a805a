using System.CommandLine;
using System.Diagnostics;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Ceremonies;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`ceremony complain`: in the place of `confirm`, when a share does not fit. spec §5 (6)</summary>
internal static class CeremonyComplainCommand
{
    public static Command Build(Desk desk)
    {
        var dir = Options.Required(desk, "--dir", Texts.TrusteeFolder);
        var inFolder = Options.Required(desk, "--in", Texts.InFolder);
        var outFolder = Options.Required(desk, "--out", Texts.OutFolder);
        var passphrase = Options.PassphraseFile(desk);
        return new Command("complain", desk.Text(Texts.CeremonyComplain)) { dir, inFolder, outFolder, passphrase }.Does(desk, (parsed, _) =>
        {
            var folder = new TrusteeFolder(parsed.GetRequiredValue(dir));
            var inbox = new ExchangeFolder(parsed.GetRequiredValue(inFolder));
            var outbox = new ExchangeFolder(parsed.GetRequiredValue(outFolder));
            var complaint = Complaint(desk, folder, inbox, parsed.GetValue(passphrase));
            desk.Say(Texts.CeremonySent, outbox.Send(MessageKinds.Complaint, complaint));
            desk.Say(Texts.CeremonyAnew);
            return ExitCode.Done;
        });
    }

    /// <summary>The complaint, or the one made before: once it is kept, the trustee cannot confirm any more.</summary>
    private static ComplaintMessage Complaint(Desk desk, TrusteeFolder folder, ExchangeFolder inbox, string? passphraseFile)
    {
        if (folder.Current != StateKinds.Share.File && folder.Current != StateKinds.Complaint.File)
        {
            throw Stop.CouldNotRun(
                folder.HasReached(StateKinds.Complaint.File) ? Texts.CeremonyStepPast : Texts.CeremonyStepEarly, folder.Current ?? "-");
        }

        using var passphrase = Passphrase.Ask(desk, passphraseFile, folder.At(folder.Current));
        if (folder.Current == StateKinds.Complaint.File)
        {
            folder.DeleteBefore(StateKinds.Complaint.File);
            return folder.Open(StateKinds.Complaint, passphrase);
        }

        using var state = folder.Open(StateKinds.Share, passphrase);
        switch (state.Complain(inbox.Collect(MessageKinds.Share, state.Policy.All)))
        {
            case CeremonyStep<ComplaintMessage>.Taken(var complaint):
                folder.Keep(StateKinds.Complaint, complaint, passphrase);
                return complaint;
            case CeremonyStep<ComplaintMessage>.Refused(var faults):
                throw CeremonyFaults.Refusal(desk, faults);
            default:
                throw new UnreachableException();
        }
    }
}
