using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>
/// Every check of a ceremony that needs no secret, over as many phases as there are. The same code serves each trustee's next step and
/// the verifier of a record. spec §5
/// </summary>
/// <remarks>All checks run. Only those whose input does not exist (a message that is missing) are left out.</remarks>
internal sealed class CeremonyAudit
{
    private readonly CeremonyLog log;
    private readonly List<CeremonyFault> messageFaults = [];
    private readonly List<CeremonyFault> proofFaults = [];
    private readonly List<CeremonyFault> keyFaults = [];

    private CeremonyAudit(CeremonyLog log, ThresholdPolicy policy) => (this.log, Policy) = (log, policy);

    /// <summary>t and n that all messages are held against.</summary>
    public ThresholdPolicy Policy { get; }

    /// <summary>Messages complete, signed, of one ceremony; commitments open; receivers right.</summary>
    public IReadOnlyList<CeremonyFault> MessageFaults => messageFaults;

    /// <summary>Proofs of knowledge hold, constant terms differ. Empty and meaningless unless <see cref="ProofsReached"/>.</summary>
    public IReadOnlyList<CeremonyFault> ProofFaults => proofFaults;

    /// <summary>No key is the identity.</summary>
    public IReadOnlyList<CeremonyFault> KeyFaults => keyFaults;

    /// <summary>Whether there is one reveal of each trustee.</summary>
    public bool ProofsReached { get; private set; }

    /// <summary>The keys that the reveals give; null when there are none.</summary>
    public TrusteeKeys? Keys { get; private set; }

    public IEnumerable<CeremonyFault> Faults => [.. messageFaults, .. proofFaults, .. keyFaults];

    /// <summary>Runs all checks of the phases that the log has.</summary>
    public static CeremonyAudit Of(CeremonyLog log, ThresholdPolicy policy)
    {
        var audit = new CeremonyAudit(log, policy);
        audit.messageFaults.AddRange(Presence.Faults(log.Identities, policy));
        if (audit.messageFaults.Count == 0)
        {
            audit.Identities();
            audit.LaterPhases();
        }

        return audit;
    }

    /// <summary>Signature, ceremony hash and presence of one phase; all identities are there.</summary>
    public static IReadOnlyList<CeremonyFault> FaultsOf<T>(CeremonyLog log, ThresholdPolicy policy, IReadOnlyList<T> messages)
        where T : CeremonyMessage, IOfCeremony
    {
        var faults = new List<CeremonyFault>(Presence.Faults(messages, policy));
        foreach (var message in messages.Where(message => message.Trustee.Value <= policy.Trustees))
        {
            if (!message.IsSignedBy(log.Identities[message.Trustee.Value - 1].Signing))
            {
                faults.Add(CeremonyFault.Of(CeremonyFaultKind.BadSignature, message.Trustee, typeof(T).Name));
            }

            if (message.Ceremony != log.Ceremony)
            {
                faults.Add(CeremonyFault.Of(CeremonyFaultKind.OtherCeremony, message.Trustee, typeof(T).Name));
            }
        }

        return faults;
    }

    private void Identities()
    {
        foreach (var identity in log.Identities)
        {
            if (!identity.IsSignedBy(identity.Signing))
            {
                messageFaults.Add(CeremonyFault.Of(CeremonyFaultKind.BadSignature, identity.Trustee, nameof(IdentityMessage)));
            }

            if (identity.Policy != Policy)
            {
                messageFaults.Add(CeremonyFault.Of(CeremonyFaultKind.PolicyDiffers, identity.Trustee, $"{identity.Policy}, not {Policy}"));
            }
        }

        messageFaults.AddRange(Repeated(identity => identity.Signing, "signing key"));
        messageFaults.AddRange(Repeated(identity => identity.Encryption, "encryption key"));
    }

    private IEnumerable<CeremonyFault> Repeated<TKey>(Func<IdentityMessage, TKey> keyOf, string name) =>
        log.Identities.GroupBy(keyOf).Where(group => group.Count() > 1).Select(group =>
            new CeremonyFault(CeremonyFaultKind.DuplicateKey, [.. group.Select(identity => identity.Trustee)], name));

    private void LaterPhases()
    {
        if (log.Phase >= CeremonyPhase.Commits)
        {
            messageFaults.AddRange(FaultsOf(log, Policy, log.Commits));
        }

        if (log.Phase >= CeremonyPhase.Reveals)
        {
            messageFaults.AddRange(FaultsOf(log, Policy, log.Reveals));
            Reveals();
        }

        if (log.Phase >= CeremonyPhase.Shares)
        {
            messageFaults.AddRange(FaultsOf(log, Policy, log.Shares));
            messageFaults.AddRange(log.Shares.Where(share => !share.IsForAllOthers(Policy)).Select(share =>
                CeremonyFault.Of(CeremonyFaultKind.WrongReceivers, share.Trustee, "not one share for each other trustee, in order")));
        }
    }

    private void Reveals()
    {
        foreach (var reveal in log.Reveals)
        {
            if (reveal.Coefficients.Count != Policy.Threshold)
            {
                messageFaults.Add(CeremonyFault.Of(
                    CeremonyFaultKind.WrongDegree, reveal.Trustee, $"{reveal.Coefficients.Count} coefficients, not {Policy.Threshold}"));
            }

            if (log.Commits.Any(commit => commit.Trustee == reveal.Trustee && commit.Commitment != reveal.Commitment))
            {
                messageFaults.Add(CeremonyFault.Of(CeremonyFaultKind.CommitmentMismatch, reveal.Trustee, "reveals something else"));
            }
        }

        ProofsReached = !Presence.Faults(log.Reveals, Policy).Any();
        if (ProofsReached)
        {
            Proofs();
            DeriveKeys();
        }
    }

    private void Proofs()
    {
        foreach (var reveal in log.Reveals)
        {
            if (TrusteeKeyProof.Verify(reveal) is Verdict.Rejected rejected)
            {
                proofFaults.Add(CeremonyFault.Of(CeremonyFaultKind.ProofDoesNotHold, reveal.Trustee, $"{rejected.Reason} {rejected.Detail}"));
            }
        }

        proofFaults.AddRange(log.Reveals.GroupBy(reveal => reveal.Coefficients[0]).Where(group => group.Count() > 1).Select(group =>
            new CeremonyFault(CeremonyFaultKind.EqualConstantTerms, [.. group.Select(reveal => reveal.Trustee)], "one constant term")));
    }

    /// <summary>Y = Σ_j C_{j,0} and X_i = Σ_j Σ_k i^k·C_{j,k}. spec §5</summary>
    private void DeriveKeys()
    {
        if (log.Reveals.Any(reveal => reveal.Coefficients.Count != Policy.Threshold))
        {
            return;
        }

        var sums = new Point[Policy.Threshold];
        for (var k = 0; k < sums.Length; k++)
        {
            sums[k] = Point.SumVartime([.. log.Reveals.Select(reveal => reveal.Coefficients[k])]);
        }

        var verification = Policy.All.Select(trustee => Polynomial.CommittedAtVartime(sums, trustee)).ToArray();
        if (sums[0].IsIdentity || verification.Any(key => key.IsIdentity))
        {
            keyFaults.Add(new CeremonyFault(CeremonyFaultKind.IdentityElement, [], "the election key or a verification key is the identity"));
            return;
        }

        var trustees = log.Identities.Zip(verification, (identity, key) => new TrusteeKey(identity.Name, identity.Signing, key)).ToArray();
        Keys = new TrusteeKeys(Policy, new ElectionKey(sums[0]), trustees, log.Ceremony, log.Transcript);
    }
}

/// <summary>Whether a phase has one message of each trustee, in order.</summary>
internal static class Presence
{
    public static IEnumerable<CeremonyFault> Faults<T>(IReadOnlyList<T> messages, ThresholdPolicy policy)
        where T : CeremonyMessage
    {
        foreach (var trustee in policy.All.Where(trustee => messages.All(message => message.Trustee != trustee)))
        {
            yield return CeremonyFault.Of(CeremonyFaultKind.MissingTrustee, trustee, typeof(T).Name);
        }

        for (var i = 0; i < messages.Count; i++)
        {
            var trustee = messages[i].Trustee;
            if (trustee.Value > policy.Trustees || (i > 0 && trustee <= messages[i - 1].Trustee))
            {
                yield return CeremonyFault.Of(CeremonyFaultKind.UnexpectedTrustee, trustee, $"{typeof(T).Name} out of place");
            }
        }
    }
}
