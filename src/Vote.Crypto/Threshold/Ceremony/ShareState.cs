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
            foreach (var message in log.Shares.Where(message => message.Trustee != Trustee))
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

    internal static ShareState Enter(CeremonySecrets secrets, CeremonyMemory memory, ShareMessage message) => new(secrets, memory, message);

    private ConfirmedTrustee Enter(TrusteeKeys keys, CeremonyLog log, SecretShare secret)
    {
        using var polynomial = Secrets.Polynomial;
        using var encryption = Secrets.Encryption;
        return ConfirmedTrustee.Enter(UseUp().Signing, secret, keys, log);
    }

    /// <summary>f_j(i), when it opens and f_j(i)·G = Σ_k i^k·C_{j,k}. spec §5 (4)</summary>
    private bool TryOpen(ShareMessage message, CeremonyLog log, out Scalar share)
    {
        share = Scalar.Zero;
        var sealedShare = message.Shares.First(candidate => candidate.Receiver == Trustee);
        var commitments = log.Reveals[message.Trustee.Value - 1].Coefficients;
        return sealedShare.TryOpen(new ShareRoute(log.Ceremony, message.Trustee, Trustee), Secrets.Encryption, out share)
            && share * Point.Generator == Polynomial.CommittedAtVartime([.. commitments], Trustee);
    }
}
