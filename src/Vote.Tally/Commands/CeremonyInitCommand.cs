using System.CommandLine;
using Vote.Crypto;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Ceremonies;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`ceremony init`: a trustee takes its seat. spec §5 (1)</summary>
internal static class CeremonyInitCommand
{
    public static Command Build(Desk desk)
    {
        var dir = Options.Required(desk, "--dir", Texts.TrusteeFolder);
        var outFolder = Options.Required(desk, "--out", Texts.OutFolder);
        var name = Options.Required(desk, "--name", Texts.KeyName);
        var trustee = Number(desk, "--trustee", Texts.TrusteeNumber);
        var trustees = Number(desk, "--trustees", Texts.TrusteeCount);
        var threshold = Number(desk, "--threshold", Texts.TrusteeThreshold);
        var passphrase = Options.PassphraseFile(desk);
        return new Command("init", desk.Text(Texts.CeremonyInit)) { dir, outFolder, name, trustee, trustees, threshold, passphrase }
            .Does(desk, (parsed, _) =>
            {
                var seat = Seat(
                    parsed.GetRequiredValue(name),
                    parsed.GetRequiredValue(trustee),
                    parsed.GetRequiredValue(trustees),
                    parsed.GetRequiredValue(threshold));
                var folder = new TrusteeFolder(parsed.GetRequiredValue(dir));
                return Run(desk, folder, new ExchangeFolder(parsed.GetRequiredValue(outFolder)), seat, parsed.GetValue(passphrase));
            });
    }

    private static int Run(Desk desk, TrusteeFolder folder, ExchangeFolder outbox, CeremonySeat seat, string? passphraseFile)
    {
        using var state = folder.Current switch
        {
            null => Begin(desk, folder, seat, passphraseFile),
            var file when file == StateKinds.Identity.File => Resume(desk, folder, seat, passphraseFile),
            var file => throw Stop.CouldNotRun(Texts.CeremonyStepPast, file),
        };
        desk.Say(Texts.CeremonySent, outbox.Send(MessageKinds.Identity, state.Message));
        desk.Say(Texts.CeremonyOwnWords, desk.Words(CeremonyCommand.FingerprintOf(state.Message)));
        return ExitCode.Done;
    }

    private static IdentityState Begin(Desk desk, TrusteeFolder folder, CeremonySeat seat, string? passphraseFile)
    {
        using var passphrase = Passphrase.Choose(desk, passphraseFile);
        var state = IdentityState.Begin(seat);
        folder.Keep(StateKinds.Identity, state, passphrase);
        return state;
    }

    private static IdentityState Resume(Desk desk, TrusteeFolder folder, CeremonySeat seat, string? passphraseFile)
    {
        using var passphrase = Passphrase.Ask(desk, passphraseFile, folder.At(StateKinds.Identity.File));
        var state = folder.Open(StateKinds.Identity, passphrase);
        return state.Policy == seat.Policy && state.Trustee == seat.Trustee && state.Message.Name == seat.Name
            ? state
            : throw Stop.CouldNotRun(Texts.CeremonyStarted, folder.At(StateKinds.Identity.File));
    }

    private static CeremonySeat Seat(string name, int trustee, int trustees, int threshold)
    {
        if (!PublicKeyFile.IsName(name))
        {
            throw Stop.CouldNotRun(Texts.KeyNameWrong, PublicKeyFile.MaximumNameLength);
        }

        return ThresholdPolicy.IsValid(threshold, trustees) && TrusteeIndex.TryCreate(trustee, out var index) && trustee <= trustees
            ? new CeremonySeat(new ThresholdPolicy(threshold, trustees), index, name)
            : throw Stop.CouldNotRun(Texts.TrusteeSeatWrong, TrusteeIndex.Maximum);
    }

    private static Option<int> Number(Desk desk, string name, Phrase description) =>
        new(name) { Description = desk.Text(description), Required = true };
}
