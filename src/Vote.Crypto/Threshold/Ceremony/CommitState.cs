using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A trustee is bound to a polynomial and waits for everybody's commitment. spec §5 (2)</summary>
public sealed class CommitState : CeremonyState
{
    private const string StateType = "ceremony-state-commit";

    private readonly RevealMessage reveal;

    private CommitState(CeremonySecrets secrets, CeremonyMemory memory, CommitMessage message, RevealMessage reveal)
        : base(secrets, memory) => (Message, this.reveal) = (message, reveal);

    /// <summary>To be given to all.</summary>
    public CommitMessage Message { get; }

    /// <summary>The ceremony hash, to be compared with all others aloud.</summary>
    public Digest Ceremony => Log.Ceremony;

    private protected override string Type => StateType;

    /// <summary>Reads what <see cref="CeremonyState.Export"/> wrote.</summary>
    public static bool TryImport(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out CommitState? state)
    {
        state = TryRead(bytes, StateType, CeremonyPhase.Identities, out var secrets, out var memory)
            && memory.Own is [CommitMessage commit, RevealMessage reveal]
                ? new CommitState(secrets, memory, commit, reveal)
                : null;
        return state is not null;
    }

    /// <summary>Gives the coefficients free, once all are bound.</summary>
    /// <param name="commits">Of all n trustees, our own among them, in any order.</param>
    public CeremonyStep<RevealState> Reveal(IReadOnlyList<CommitMessage> commits)
    {
        var log = Log.With(ByTrustee(commits));
        CeremonyFault[] faults = [.. Audit(log).Faults, .. OwnMessage(commits, Message)];
        return faults.Length > 0
            ? new CeremonyStep<RevealState>.Refused(faults)
            : new CeremonyStep<RevealState>.Taken(RevealState.Enter(UseUp(), new CeremonyMemory(Policy, Trustee, log, [reveal]), reveal));
    }

    internal static CommitState Enter(
        CeremonySecrets before, ThresholdPolicy policy, TrusteeIndex trustee, CeremonyLog log, ICeremonyRandomness randomness)
    {
        var polynomial = randomness.Polynomial(policy.Threshold);
        var revealed = TrusteeKeyProof.Prove(log.Ceremony, trustee, polynomial, randomness.ProofNonces);
        var coming = RevealMessage.Create(log.Ceremony, trustee, revealed, before.Signing);
        var commit = CommitMessage.Create(coming, before.Signing);
        var secrets = new CeremonySecrets(before.Signing, before.Encryption, polynomial);
        return new CommitState(secrets, new CeremonyMemory(policy, trustee, log, [commit, coming]), commit, coming);
    }
}
