using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Ledger.Anchors;

namespace Vote.Ledger.Entries;

/// <summary>What an entry says; one record for each type of the closed list that this version knows. spec/ledger.md §3 (5)</summary>
public abstract record EntryBody
{
    private protected EntryBody(EntryType type) => Type = type;

    /// <summary>The type.</summary>
    public EntryType Type { get; }

    /// <summary>The fields of this type, without the payload.</summary>
    internal virtual IEnumerable<(string Name, CanonicalValue Value)> Fields() => [];
}

/// <summary>An entry with a payload.</summary>
public abstract record PayloadBody : EntryBody
{
    private protected PayloadBody(EntryType type, Payload payload)
        : base(type) => Payload = payload;

    /// <summary>What it carries.</summary>
    public Payload Payload { get; }
}

/// <summary>The first entry: manifest, ceremony, slot list, nonce. Two officers.</summary>
public sealed record ElectionOpened(Payload Payload) : PayloadBody(EntryType.ElectionOpened, Payload);

/// <summary>
/// A slot's credential of a generation; <paramref name="Act"/> is a hiding commitment to the private record. Registrar.
/// </summary>
public sealed record CredentialEnrolled(SlotNumber Slot, int Generation, SignatureKey Credential, Digest Act)
    : EntryBody(EntryType.CredentialEnrolled)
{
    internal override IEnumerable<(string Name, CanonicalValue Value)> Fields() =>
    [
        ("slot", CanonicalValue.Number(Slot.Value)),
        ("generation", CanonicalValue.Number(Generation)),
        ("credential", CanonicalValue.Bytes(Credential.Bytes)),
        ("act", CanonicalValue.Hash(Act)),
    ];
}

/// <summary>A ballot; <paramref name="Previous"/> is the slot's previous one, or none. The credential alone.</summary>
public sealed record BallotCast(BallotPlace Place, EntryHash Previous, SignatureKey Credential, Payload Payload)
    : PayloadBody(EntryType.BallotCast, Payload)
{
    internal override IEnumerable<(string Name, CanonicalValue Value)> Fields() =>
    [
        ("slot", CanonicalValue.Number(Place.Slot.Value)),
        ("generation", CanonicalValue.Number(Place.Generation)),
        ("sequence", CanonicalValue.Number(Place.Sequence)),
        ("previous", CanonicalValue.Hash(Previous.Value)),
        ("credential", CanonicalValue.Bytes(Credential.Bytes)),
    ];
}

/// <summary>
/// A ballot was opened instead of cast: it may never be cast. The tracker alone; the voter's own signature would name the slot. Registrar.
/// </summary>
public sealed record BallotChallenged(TrackerText Tracker) : EntryBody(EntryType.BallotChallenged)
{
    internal override IEnumerable<(string Name, CanonicalValue Value)> Fields() => [("tracker", CanonicalValue.Text(Tracker.Value))];
}

/// <summary>The end of voting: size, root and chain head of the log before this entry. Two officers.</summary>
public sealed record VotingClosed(TreeSize Size, Digest Root, Digest Head) : EntryBody(EntryType.VotingClosed)
{
    internal override IEnumerable<(string Name, CanonicalValue Value)> Fields() =>
    [
        ("size", CanonicalValue.Number(Size.Value)),
        ("root", CanonicalValue.Hash(Root)),
        ("head", CanonicalValue.Hash(Head)),
    ];
}

/// <summary>No paper vote is recorded after this. Two officers.</summary>
public sealed record OverridesClosed() : EntryBody(EntryType.OverridesClosed);

/// <summary>What is to be decrypted. Two officers.</summary>
public sealed record TallyInput(Payload Payload) : PayloadBody(EntryType.TallyInput, Payload);

/// <summary>One round of mixing one question. That trustee.</summary>
public sealed record Shuffle(int Question, int Round, int Trustee, Payload Payload) : PayloadBody(EntryType.Shuffle, Payload)
{
    internal override IEnumerable<(string Name, CanonicalValue Value)> Fields() =>
    [
        ("question", CanonicalValue.Number(Question)),
        ("round", CanonicalValue.Number(Round)),
        ("trustee", CanonicalValue.Number(Trustee)),
    ];
}

/// <summary>A trustee's shares of everything to decrypt. That trustee.</summary>
public sealed record DecryptionShare(int Trustee, Payload Payload) : PayloadBody(EntryType.DecryptionShare, Payload)
{
    internal override IEnumerable<(string Name, CanonicalValue Value)> Fields() => [("trustee", CanonicalValue.Number(Trustee))];
}

/// <summary>Totals and votes; the last entry. Two officers.</summary>
public sealed record Result(Payload Payload) : PayloadBody(EntryType.Result, Payload);

/// <summary>What the administrator did that voters may want to know. Two officers.</summary>
public sealed record AdministratorAct(string Reason) : EntryBody(EntryType.AdministratorAct)
{
    /// <summary>The longest reason, in UTF-16 code units.</summary>
    public const int MaximumReason = 2_000;

    internal override IEnumerable<(string Name, CanonicalValue Value)> Fields() => [("reason", CanonicalValue.Text(Reason))];
}

/// <summary>Where the log's checkpoints are anchored from now on. Two officers. spec/ledger.md §11 (1)</summary>
public sealed record AnchorDeclared(AnchorTerms Terms) : EntryBody(EntryType.AnchorDeclared)
{
    internal override IEnumerable<(string Name, CanonicalValue Value)> Fields() =>
    [
        ("chain", CanonicalValue.Number(Terms.Chain)),
        ("contract", CanonicalValue.Bytes(Terms.Contract.Bytes)),
        ("code", CanonicalValue.Hash(Terms.Code)),
        ("sender", CanonicalValue.Bytes(Terms.Sender.Bytes)),
        ("from", CanonicalValue.Number(Terms.From.Value)),
        ("required", CanonicalValue.Truth(Terms.Required)),
    ];
}
