using System.CommandLine;
using Vote.Canonical;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Ceremonies;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`ceremony`: each trustee's steps, every one a run of its own. spec §5</summary>
internal static class CeremonyCommand
{
    private static readonly TrusteeStep<IdentityState, IdentityMessage, CommitState, CommitMessage> Commit =
        new(StateKinds.Identity, MessageKinds.Identity, StateKinds.Commit, MessageKinds.Commit)
        {
            Take = (state, identities) => state.Commit(identities),
            MessageOf = state => state.Message,
        };

    private static readonly TrusteeStep<CommitState, CommitMessage, RevealState, RevealMessage> Reveal =
        new(StateKinds.Commit, MessageKinds.Commit, StateKinds.Reveal, MessageKinds.Reveal)
        {
            Take = (state, commits) => state.Reveal(commits),
            MessageOf = state => state.Message,
        };

    private static readonly TrusteeStep<RevealState, RevealMessage, ShareState, ShareMessage> Share =
        new(StateKinds.Reveal, MessageKinds.Reveal, StateKinds.Share, MessageKinds.Share)
        {
            Take = (state, reveals) => state.Share(reveals),
            MessageOf = state => state.Message,
        };

    private static readonly TrusteeStep<ShareState, ShareMessage, ConfirmedTrustee, ConfirmMessage> Confirm =
        new(StateKinds.Share, MessageKinds.Share, StateKinds.Confirmed, MessageKinds.Confirm)
        {
            Take = (state, shares) => state.Confirm(shares),
            MessageOf = state => state.Message,
        };

    public static Command Build(Desk desk) => new("ceremony", desk.Text(Texts.Ceremony))
    {
        CeremonyInitCommand.Build(desk),
        Step(desk, new("commit", desk.Text(Texts.CeremonyCommit)), Commit, (state, inbox) => SayIdentities(desk, state, inbox)),
        Step(desk, new("reveal", desk.Text(Texts.CeremonyReveal)), Reveal, (_, _) => { }),
        Step(desk, new("share", desk.Text(Texts.CeremonyShare)), Share, (_, _) => { }),
        Step(desk, new("confirm", desk.Text(Texts.CeremonyConfirm)), Confirm, (trustee, _) =>
            desk.Say(Texts.CeremonyTranscriptWords, desk.Words(trustee.Keys.Transcript))),
        CeremonyComplainCommand.Build(desk),
        CeremonyJudgeCommand.Build(desk),
        CeremonyFinishCommand.Build(desk),
    };

    private static Command Step<TState, TReceived, TNext, TSent>(
        Desk desk, Command command, TrusteeStep<TState, TReceived, TNext, TSent> step, Action<TNext, ExchangeFolder> say)
        where TState : CeremonyState
        where TReceived : CeremonyMessage
        where TNext : class, IDisposable
        where TSent : CeremonyMessage
    {
        var dir = Options.Required(desk, "--dir", Texts.TrusteeFolder);
        var inFolder = Options.Required(desk, "--in", Texts.InFolder);
        var outFolder = Options.Required(desk, "--out", Texts.OutFolder);
        var passphrase = Options.PassphraseFile(desk);
        command.Options.Add(dir);
        command.Options.Add(inFolder);
        command.Options.Add(outFolder);
        command.Options.Add(passphrase);
        return command.Does(desk, (parsed, _) =>
        {
            var folder = new TrusteeFolder(parsed.GetRequiredValue(dir));
            var inbox = new ExchangeFolder(parsed.GetRequiredValue(inFolder));
            using var next = step.Run(desk, folder, inbox, parsed.GetValue(passphrase));
            say(next, inbox);
            desk.Say(Texts.CeremonySent, new ExchangeFolder(parsed.GetRequiredValue(outFolder)).Send(step.Sends, step.MessageOf(next)));
            return ExitCode.Done;
        });
    }

    /// <summary>What a trustee's words stand for: its whole signed identity.</summary>
    internal static Digest FingerprintOf(IdentityMessage identity) => Digest.Sha256(identity.Encode());

    /// <summary>The moment for reading aloud: nothing that binds has been sent yet.</summary>
    private static void SayIdentities(Desk desk, CommitState state, ExchangeFolder inbox)
    {
        foreach (var identity in inbox.Collect(MessageKinds.Identity, state.Policy.All))
        {
            desk.Say(Texts.CeremonyTrusteeWords, identity.Trustee.Value, identity.Name, desk.Words(FingerprintOf(identity)));
        }

        desk.Say(Texts.CeremonyWords, desk.Words(state.Ceremony));
    }
}
