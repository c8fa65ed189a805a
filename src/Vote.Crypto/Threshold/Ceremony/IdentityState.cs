using System.Diagnostics.CodeAnalysis;
using Vote.Canonical.Signatures;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A trustee has its keys and waits for everybody's identity. spec §5 (1)</summary>
public sealed class IdentityState : CeremonyState
{
    private const string StateType = "ceremony-state-identity";

    private IdentityState(CeremonySecrets secrets, CeremonyMemory memory, IdentityMessage message)
        : base(secrets, memory) => Message = message;

    /// <summary>To be given to all.</summary>
    public IdentityMessage Message { get; }

    private protected override string Type => StateType;

    /// <summary>Takes a seat with fresh keys.</summary>
    /// <exception cref="ArgumentException">The name is empty or too long, or the number above n.</exception>
    public static IdentityState Begin(CeremonySeat seat) => Begin(seat, SigningKey.Generate());

    /// <summary>Takes a seat with a signing key that the trustee has already; the state now owns it.</summary>
    /// <exception cref="ArgumentException">The name is empty or too long, or the number above n.</exception>
    public static IdentityState Begin(CeremonySeat seat, SigningKey signing) => Begin(seat, signing, SystemCeremonyRandomness.Instance);

    /// <summary>Reads what <see cref="CeremonyState.Export"/> wrote.</summary>
    public static bool TryImport(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out IdentityState? state)
    {
        state = TryRead(bytes, StateType, CeremonyPhase.None, out var secrets, out var memory) && memory.Own is [IdentityMessage own]
            ? new IdentityState(secrets, memory, own)
            : null;
        return state is not null;
    }

    /// <summary>Draws the polynomial and commits to it, once all identities are in.</summary>
    /// <param name="identities">Of all n trustees, our own among them, in any order.</param>
    /// <remarks>Compare the ceremony hash of the new state with the others, read aloud, before anything is sent.</remarks>
    public CeremonyStep<CommitState> Commit(IReadOnlyList<IdentityMessage> identities) =>
        Commit(identities, SystemCeremonyRandomness.Instance);

    internal static IdentityState Begin(CeremonySeat seat, SigningKey signing, ICeremonyRandomness randomness)
    {
        var encryption = randomness.EncryptionKey();
        var message = IdentityMessage.Create(seat, signing, encryption.Public, randomness.IdentityNonce());
        var secrets = new CeremonySecrets(signing, encryption, new Polynomial([]));
        return new IdentityState(secrets, new CeremonyMemory(seat.Policy, seat.Trustee, CeremonyLog.Empty, [message]), message);
    }

    internal CeremonyStep<CommitState> Commit(IReadOnlyList<IdentityMessage> identities, ICeremonyRandomness randomness)
    {
        var log = Log.With(ByTrustee(identities));
        CeremonyFault[] faults = [.. Audit(log).Faults, .. OwnMessage(identities, Message)];
        return faults.Length > 0
            ? new CeremonyStep<CommitState>.Refused(faults)
            : new CeremonyStep<CommitState>.Taken(CommitState.Enter(UseUp(), Policy, Trustee, log, randomness));
    }
}
