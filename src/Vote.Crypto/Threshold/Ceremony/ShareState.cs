using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A trustee has sent its shares and waits for everybody's. spec §5 (4)</summary>
public sealed class ShareState : CeremonyState
{
    private const string StateType = "ceremony-state-share";

    private ShareState(CeremonySecrets secrets, CeremonyMemory memory, ShareMessage message)
        : base(secrets, memory) => Message = message;

    /// <summary>To be given to all.</summary>
    public ShareMessage Message { get; }

    private protected override string Type => StateType;

    /// <summary>Reads what <see cref="CeremonyState.Export"/> wrote.</summary>
    public static bool TryImport(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ShareState? state)
    {
        state = TryRead(bytes, StateType, CeremonyPhase.Reveals, out var secrets, out var memory) && memory.Own is [ShareMessage own]
            ? new ShareState(secrets, memory, own)
            : null;
        return state is not null;
    }

    /// <summary>Opens the shares sent to us, checks each against its sender's commitments, and adds them up to our secret.</summary>
    /// <param name="shares">Of all n trustees, our own among them, in any order.</param>
    /// <returns>Refused with <see cref="CeremonyFaultKind.BadShare"/> naming each trustee whose share does not fit: the ceremony is void.</returns>
    public CeremonyStep<ConfirmedTrustee> Confirm(IReadOnlyList<ShareMessage> shares)
    {
        var log = Log.With(ByTrustee(shares));
        var audit = Audit(log);
        List<CeremonyFault> faults = [.. audit.Faults, .. OwnMessage(shares, Message)];
        var secret = Secrets.Polynomial.At(Trustee);
        if (faults.Count == 0)
        {
            foreach (var message in ToUs(log))
            {
                if (TryOpen(message, log, out var share))
                {
                    secret += share;
                }
                else
                {
                    faults.Add(CeremonyFault.Of(CeremonyFaultKind.BadShare, message.Trustee, $"the share for {Trustee} does not fit"));
                }
            }
        }

        return faults.Count > 0
            ? new CeremonyStep<ConfirmedTrustee>.Refused(faults)
            : new CeremonyStep<ConfirmedTrustee>.Taken(Enter(audit.Keys!, log, new SecretShare(Trustee, secret)));
    }

    /// <summary>
    /// Instead of confirming: publishes our key and the messages of the first trustee whose share does not fit. There is no way back.
    /// spec §5 (6)
    /// </summary>
    /// <param name="shares">Of all n trustees, our own among them, in any order.</param>
    /// <returns>Refused when every share fits, and when something is wrong that everybody sees without our key.</returns>
    public CeremonyStep<ComplaintMessage> Complain(IReadOnlyList<ShareMessage> shares)
    {
        var log = Log.With(ByTrustee(shares));
        CeremonyFault[] faults = [.. Audit(log).Faults, .. OwnMessage(shares, Message)];
        if (faults.Length > 0)
        {
            return new CeremonyStep<ComplaintMessage>.Refused(faults);
        }

        if (ToUs(log).FirstOrDefault(message => !TryOpen(message, log, out _)) is not { } bad)
        {
            return new CeremonyStep<ComplaintMessage>.Refused(
                [CeremonyFault.Of(CeremonyFaultKind.FalseComplaint, Trustee, "every share fits")]);
        }

        using var secrets = UseUp();
        return new CeremonyStep<ComplaintMessage>.Taken(
            ComplaintMessage.Create(Trustee, secrets, log.Reveals[bad.Trustee.Value - 1], bad));
    }

    internal static ShareState Enter(CeremonySecrets secrets, CeremonyMemory memory, ShareMessage message) => new(secrets, memory, message);

    private ConfirmedTrustee Enter(TrusteeKeys keys, CeremonyLog log, SecretShare secret)
    {
        using var polynomial = Secrets.Polynomial;
        using var encryption = Secrets.Encryption;
        return ConfirmedTrustee.Enter(UseUp().Signing, secret, keys, log);
    }

    private IEnumerable<ShareMessage> ToUs(CeremonyLog log) => log.Shares.Where(message => message.Trustee != Trustee);

    private bool TryOpen(ShareMessage message, CeremonyLog log, out Scalar share) =>
        message.TryOpen(Trustee, log.Reveals[message.Trustee.Value - 1].Coefficients, Secrets.Encryption, out share);
}
