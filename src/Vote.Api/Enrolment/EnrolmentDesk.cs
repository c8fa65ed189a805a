using System.Diagnostics;
using Vote.Canonical.Signatures;
using Vote.Identity.Acts;
using Vote.Identity.Enrolments;
using Vote.Identity.Evidence;

namespace Vote.Api.Enrolment;

/// <summary>
/// The only way to a credential: act → verified → located → next generation → private record sealed and stored → pending.
/// spec/identity §9
/// </summary>
/// <param name="acts">Verifies acts for this election.</param>
/// <param name="registrar">Knows roll and slots.</param>
/// <param name="sealer">Seals private records to the audit officers.</param>
/// <param name="stores">Where sealed records and enrolments go.</param>
/// <param name="clock">The server's clock.</param>
public sealed class EnrolmentDesk(
    ActVerifier acts, Registrar registrar, EvidenceSealer sealer, EnrolmentStores stores, TimeProvider clock)
{
    /// <summary>Enrols the credential that an act registers, or says why not.</summary>
    /// <param name="act">The act as it came: DER of a CMS message.</param>
    /// <param name="credential">The key the client asks for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<EnrolmentResult> EnrolAsync(
        ReadOnlyMemory<byte> act, SignatureKey credential, CancellationToken cancellationToken)
    {
        if (!Act.TryDecode(act.Span, out var decoded))
        {
            return new EnrolmentResult.Malformed();
        }

        return await acts.VerifyAsync(decoded, credential, cancellationToken) switch
        {
            ActResult.Verified(var verified) => await LocateAsync(verified, cancellationToken),
            ActResult.Refused(var reason, var detail) => new EnrolmentResult.StatementRefused(reason, detail),
            ActResult.NotSigned(var reason, var detail) => new EnrolmentResult.SignatureRefused(reason, detail),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<EnrolmentResult> LocateAsync(VerifiedAct act, CancellationToken cancellationToken) =>
        registrar.Locate(act) switch
        {
            LocateResult.Located(var person) => await GrantAsync(person, cancellationToken),
            LocateResult.Manual(var reason) => new EnrolmentResult.Manual(reason),
            _ => throw new UnreachableException(),
        };

    // The private record is durable before anybody can vote on the strength of it.
    private async Task<EnrolmentResult> GrantAsync(LocatedPerson person, CancellationToken cancellationToken)
    {
        var generation = await stores.Enrolments.NextGenerationAsync(person.Assignment.Slot, cancellationToken);
        var granted = EnrolmentGranted.To(person, generation, sealer, clock.GetUtcNow());
        await stores.Evidence.AppendAsync(granted.Evidence, cancellationToken);

        return await stores.Enrolments.TryAddPendingAsync(granted, cancellationToken)
            ? new EnrolmentResult.Pending(new PendingEnrolment(granted))
            : new EnrolmentResult.CredentialUsed();
    }
}

/// <summary>The two stores an enrolment writes.</summary>
/// <param name="Enrolments">Pending and effective credentials.</param>
/// <param name="Evidence">Sealed private records.</param>
public sealed record EnrolmentStores(IEnrolmentStore Enrolments, IEvidenceStore Evidence);
