using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Ledger.Anchors;

namespace Vote.Ledger.Entries;

/// <summary>Reads the fields of each type. A failure is remembered by the reader, whose stand-ins are then thrown away.</summary>
internal static class EntryBodyReader
{
    /// <summary>Trustees, questions and rounds are far below this.</summary>
    private const int MaximumCount = 1_000;

    private static readonly Payload NoPayload = new(ReadOnlyMemory<byte>.Empty);

    /// <summary>
    /// The types with a known form. The body comes without its payload; <see cref="WithPayload"/> adds it.
    /// </summary>
    internal static EntryBody? Read(EntryType type, ObjectReader fields) => type switch
    {
        EntryType.ElectionOpened => new ElectionOpened(NoPayload),
        EntryType.CredentialEnrolled => ReadEnrolment(fields),
        EntryType.BallotCast => ReadBallot(fields),
        EntryType.BallotChallenged => ReadChallenge(fields),
        EntryType.VotingClosed => new VotingClosed(new(fields.Number("size", 1)), fields.Hash("root"), fields.Hash("head")),
        EntryType.OverridesClosed => new OverridesClosed(),
        EntryType.TallyInput => new TallyInput(NoPayload),
        EntryType.Shuffle => new Shuffle(
            Count(fields, "question"), Count(fields, "round"), Count(fields, "trustee"), NoPayload),
        EntryType.DecryptionShare => new DecryptionShare(Count(fields, "trustee"), NoPayload),
        EntryType.Result => new Result(NoPayload),
        EntryType.AdministratorAct => new AdministratorAct(fields.Text("reason", AdministratorAct.MaximumReason)),
        EntryType.AnchorDeclared => AnchorTerms.Read(fields) is { } terms ? new AnchorDeclared(terms) : null,
        _ => null,
    };

    internal static EntryBody WithPayload(EntryBody body, Payload payload) => body switch
    {
        ElectionOpened => new ElectionOpened(payload),
        BallotCast ballot => new BallotCast(ballot.Place, ballot.Previous, ballot.Credential, payload),
        TallyInput => new TallyInput(payload),
        Shuffle shuffle => new Shuffle(shuffle.Question, shuffle.Round, shuffle.Trustee, payload),
        DecryptionShare share => new DecryptionShare(share.Trustee, payload),
        Result => new Result(payload),
        _ => throw new ArgumentException("An entry of this type has no payload.", nameof(body)),
    };

    private static CredentialEnrolled? ReadEnrolment(ObjectReader fields)
    {
        var slot = Slot(fields);
        var generation = fields.Count("generation", 1, int.MaxValue);
        var credential = fields.Decode<SignatureKey>("credential", SignatureKey.TryDecode);
        var act = fields.Hash("act");
        return credential is null ? null : new CredentialEnrolled(slot, generation, credential, act);
    }

    private static BallotCast? ReadBallot(ObjectReader fields)
    {
        var place = new BallotPlace(Slot(fields), fields.Count("generation", 1, int.MaxValue), fields.Number("sequence", 1));
        var previous = new EntryHash(fields.Hash("previous"));
        var credential = fields.Decode<SignatureKey>("credential", SignatureKey.TryDecode);
        return credential is null ? null : new BallotCast(place, previous, credential, NoPayload);
    }

    private static BallotChallenged? ReadChallenge(ObjectReader fields)
    {
        var spelled = TrackerText.TryParse(fields.Text("tracker", TrackerText.Length), out var tracker);
        fields.Require(spelled);
        return tracker is null ? null : new BallotChallenged(tracker);
    }

    private static SlotNumber Slot(ObjectReader fields) => new(fields.Count("slot", 1, int.MaxValue));

    private static int Count(ObjectReader fields, string name) => fields.Count(name, 1, MaximumCount);
}
