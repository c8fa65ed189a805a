using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Terminal;

namespace Vote.Tally.Ceremonies;

/// <summary>One step of a trustee: which state it starts from, which messages it needs, what it leads to and sends. spec §5</summary>
/// <typeparam name="TState">The state before.</typeparam>
/// <typeparam name="TReceived">The kind of messages it needs from everybody.</typeparam>
/// <typeparam name="TNext">The state after.</typeparam>
/// <typeparam name="TSent">The kind of message that the state after sends.</typeparam>
internal sealed record TrusteeStep<TState, TReceived, TNext, TSent>(
    StateKind<TState> Before, MessageKind<TReceived> Needs, StateKind<TNext> After, MessageKind<TSent> Sends)
    where TState : CeremonyState
    where TReceived : CeremonyMessage
    where TNext : class, IDisposable
    where TSent : CeremonyMessage
{
    /// <summary>Takes the step.</summary>
    public required Func<TState, IReadOnlyList<TReceived>, CeremonyStep<TNext>> Take { get; init; }

    /// <summary>What the state after sends.</summary>
    public required Func<TNext, TSent> MessageOf { get; init; }

    /// <summary>
    /// Does the step, or finds it done and sends the same message again. Messages that do not hold leave the state as it was.
    /// </summary>
    /// <returns>The state after; the caller disposes it.</returns>
    public TNext Run(Desk desk, TrusteeFolder folder, ExchangeFolder inbox, string? passphraseFile)
    {
        if (folder.Current == StateKinds.Complaint.File)
        {
            throw Stop.Rejected(Texts.CeremonyComplained, folder.At(StateKinds.Complaint.File));
        }

        inbox.RequireNoComplaint();
        if (folder.Current != Before.File && folder.Current != After.File)
        {
            throw Stop.CouldNotRun(folder.HasReached(After.File) ? Texts.CeremonyStepPast : Texts.CeremonyStepEarly, folder.Current ?? "-");
        }

        using var passphrase = Passphrase.Ask(desk, passphraseFile, folder.At(folder.Current));
        if (folder.Current == After.File)
        {
            folder.DeleteBefore(After.File);
            return folder.Open(After, passphrase);
        }

        using var state = folder.Open(Before, passphrase);
        switch (Take(state, inbox.Collect(Needs, state.Policy.All)))
        {
            case CeremonyStep<TNext>.Taken(var next):
                folder.Keep(After, next, passphrase);
                return next;
            case CeremonyStep<TNext>.Refused(var faults):
                throw CeremonyFaults.Refusal(desk, faults);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
