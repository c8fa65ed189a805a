using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A trustee has revealed its coefficients and waits for everybody's. spec §5 (3)</summary>
public sealed class RevealState : CeremonyState
{
    private const string StateType = "ceremony-state-reveal";

    private RevealState(CeremonySecrets secrets, CeremonyMemory memory, RevealMessage message)
        : base(secrets, memory) => Message = message;

    /// <summary>To be given to all.</summary>
    public RevealMessage Message { get; }

    private protected override string Type => StateType;

    /// <summary>Reads what <see cref="CeremonyState.Export"/> wrote.</summary>
    public static bool TryImport(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out RevealState? state)
    {
        state = TryRead(bytes, StateType, CeremonyPhase.Commits, out var secrets, out var memory) && memory.Own is [RevealMessage own]
            ? new RevealState(secrets, memory, own)
            : null;
        return state is not null;
    }

    /// <summary>Seals a share for each other trustee, once all coefficients are known and proven.</summary>
    /// <param name="reveals">Of all n trustees, our own among them, in any order.</param>
    public CeremonyStep<ShareState> Share(IReadOnlyList<RevealMessage> reveals) => Share(reveals, SystemCeremonyRandomness.Instance);

    internal static RevealState Enter(CeremonySecrets secrets, CeremonyMemory memory, RevealMessage message) => new(secrets, memory, message);

    internal CeremonyStep<ShareState> Share(IReadOnlyList<RevealMessage> reveals, ICeremonyRandomness randomness)
    {
        var log = Log.With(ByTrustee(reveals));
        CeremonyFault[] faults = [.. Audit(log).Faults, .. OwnMessage(reveals, Message)];
        if (faults.Length > 0)
        {
            return new CeremonyStep<ShareState>.Refused(faults);
        }

        var shares = Policy.All.Where(receiver => receiver != Trustee).Select(receiver => SealFor(receiver, log, randomness)).ToArray();
        var message = ShareMessage.Create(log.Ceremony, Trustee, shares, Secrets.Signing);
        return new CeremonyStep<ShareState>.Taken(
            ShareState.Enter(UseUp(), new CeremonyMemory(Policy, Trustee, log, [message]), message));
    }

    private SealedShare SealFor(TrusteeIndex receiver, CeremonyLog log, ICeremonyRandomness randomness)
    {
        using var ephemeral = randomness.Ephemeral(receiver);
        var route = new ShareRoute(log.Ceremony, Trustee, receiver);
        return SealedShare.Seal(route, Secrets.Polynomial.At(receiver), log.Identities[receiver.Value - 1].Encryption, ephemeral);
    }
}
