using Vote.Canonical.Signatures;
using Vote.Identity.Acts;
using Vote.Identity.Evidence;
using Vote.Identity.Slots;

namespace Vote.Identity.Enrolments;

/// <summary>
/// A pending enrolment: what <c>credential-enrolled</c> will say once the credential's first ballot is accepted. Until then
/// it changes nothing, so an abandoned one never deletes a vote. spec/identity §9
/// </summary>
public sealed class EnrolmentGranted : Grant
{
    private EnrolmentGranted(Slot slot, Generation generation, SignatureKey credential, SealedRecord evidence)
        : base(slot, generation, credential, evidence.Commitment) => Evidence = evidence;

    /// <summary>The sealed private record.</summary>
    public SealedRecord Evidence { get; }

    /// <summary>Grants a located person the given generation.</summary>
    /// <param name="person">Whoever made the verified act.</param>
    /// <param name="generation">The slot's last effective generation + 1.</param>
    /// <param name="sealer">Seals the private record.</param>
    /// <param name="received">The server's time.</param>
    public static EnrolmentGranted To(LocatedPerson person, Generation generation, EvidenceSealer sealer, DateTimeOffset received)
    {
        var record = new PrivateRecord
        {
            Act = person.Act.Act,
            Credential = person.Act.Credential,
            Received = ActTime.Of(received),
            Row = person.Assignment.Row,
            Tag = person.Tag,
            Slot = person.Assignment.Slot,
            SlotOpening = person.Assignment.Opening,
            Generation = generation,
        };
        return new EnrolmentGranted(record.Slot, generation, record.Credential, sealer.Seal(record));
    }
}
