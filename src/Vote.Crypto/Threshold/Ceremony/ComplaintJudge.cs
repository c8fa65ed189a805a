namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>
/// Says who lied, the complainant or the accused, from the complaint and the identities alone: two people with the same ceremony hash
/// come to the same answer. spec §5 (6)
/// </summary>
/// <remarks>
/// An honest trustee is never convicted: nobody else can sign its messages, it signs one reveal and one share message in a ceremony, and
/// under the key that its identity names a ciphertext opens to one thing only.
/// </remarks>
public static class ComplaintJudge
{
    /// <summary>What is wrong, with the culprit: never empty.</summary>
    /// <param name="complaint">The complaint.</param>
    /// <param name="identities">Of all n trustees, in any order; at least one.</param>
    /// <returns>
    /// Faults of the identities, when there are any; else one fault. <see cref="CeremonyFaultKind.FalseComplaint"/> names the
    /// complainant; <see cref="CeremonyFaultKind.BadSignature"/>, that the complaint is not by the trustee it names.
    /// </returns>
    /// <exception cref="ArgumentException">No identity.</exception>
    public static IReadOnlyList<CeremonyFault> Judge(ComplaintMessage complaint, IReadOnlyList<IdentityMessage> identities)
    {
        if (identities.Count == 0)
        {
            throw new ArgumentException("Needs the identities of all trustees.", nameof(identities));
        }

        var log = CeremonyLog.Empty.With([.. identities.OrderBy(identity => identity.Trustee)]);
        var policy = log.Identities[0].Policy;
        CeremonyFault[] faults = [.. CeremonyAudit.Of(log, policy).Faults];
        return faults.Length > 0 ? faults : [FaultOf(complaint, log, policy)];
    }

    private static CeremonyFault FaultOf(ComplaintMessage complaint, CeremonyLog log, ThresholdPolicy policy)
    {
        var (accuser, accused) = (complaint.Trustee, complaint.Share.Trustee);
        if (accuser.Value > policy.Trustees || accused.Value > policy.Trustees)
        {
            return CeremonyFault.Of(CeremonyFaultKind.UnexpectedTrustee, accuser, "a complaint by or about nobody");
        }

        if (!complaint.IsSignedBy(log.Identities[accuser.Value - 1].Signing))
        {
            return CeremonyFault.Of(CeremonyFaultKind.BadSignature, accuser, nameof(ComplaintMessage));
        }

        if (complaint.Ceremony != log.Ceremony)
        {
            return CeremonyFault.Of(CeremonyFaultKind.OtherCeremony, accuser, nameof(ComplaintMessage));
        }

        return Unfounded(complaint, log) is { } reason
            ? CeremonyFault.Of(CeremonyFaultKind.FalseComplaint, accuser, reason)
            : Decide(complaint, policy, (accuser, accused));
    }

    /// <summary>Why the complaint shows nothing about the accused, or null.</summary>
    private static string? Unfounded(ComplaintMessage complaint, CeremonyLog log)
    {
        var (accuser, accused) = (complaint.Trustee, complaint.Share.Trustee);
        var signing = log.Identities[accused.Value - 1].Signing;
        return accused == accuser ? "complains about itself"
            : complaint.Reveal.Trustee != accused ? "the two messages are of two trustees"
            : complaint.Reveal.Ceremony != log.Ceremony || complaint.Share.Ceremony != log.Ceremony ? "a message of another ceremony"
            : !complaint.Reveal.IsSignedBy(signing) || !complaint.Share.IsSignedBy(signing) ? $"{accused} did not sign the messages"
            : complaint.Key.Public != log.Identities[accuser.Value - 1].Encryption ? "the key is not the complainant's"
            : null;
    }

    /// <summary>Both messages are the accused's own, and the key is right.</summary>
    private static CeremonyFault Decide(
        ComplaintMessage complaint, ThresholdPolicy policy, (TrusteeIndex Accuser, TrusteeIndex Accused) parties)
    {
        var (accuser, accused) = parties;
        if (complaint.Reveal.Coefficients.Count != policy.Threshold)
        {
            return CeremonyFault.Of(
                CeremonyFaultKind.WrongDegree, accused, $"{complaint.Reveal.Coefficients.Count} coefficients, not {policy.Threshold}");
        }

        if (!complaint.Share.IsForAllOthers(policy))
        {
            return CeremonyFault.Of(CeremonyFaultKind.WrongReceivers, accused, "not one share for each other trustee, in order");
        }

        return complaint.Share.TryOpen(accuser, complaint.Reveal.Coefficients, complaint.Key, out _)
            ? CeremonyFault.Of(CeremonyFaultKind.FalseComplaint, accuser, $"the share of {accused} fits")
            : CeremonyFault.Of(CeremonyFaultKind.BadShare, accused, $"the share for {accuser} does not fit");
    }
}
