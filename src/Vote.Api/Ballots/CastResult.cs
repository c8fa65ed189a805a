using Vote.Crypto.Ballots;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;

namespace Vote.Api.Ballots;

/// <summary>Why a ballot is not taken. A refused ballot leaves no trace.</summary>
public enum CastRefusal
{
    /// <summary>Not the canonical bytes of an entry.</summary>
    Malformed,

    /// <summary>Longer than an entry, or than a ballot of this election, can be.</summary>
    Oversized,

    /// <summary>An entry, but no ballot.</summary>
    NotABallot,

    /// <summary>The blob is missing, superfluous or another one.</summary>
    BlobMismatch,

    /// <summary>A ballot for another election.</summary>
    ForeignElection,

    /// <summary>Before the opening, or after the close.</summary>
    NotOpen,

    /// <summary>Signed by another key than its credential, or by more.</summary>
    WrongAuthors,

    /// <summary>The signature does not verify.</summary>
    InvalidSignature,

    /// <summary>The payload is no ballot of this election: its length, or a point that is none.</summary>
    Undecodable,

    /// <summary>The slot is not on the slot list.</summary>
    UnknownSlot,

    /// <summary>Slot and generation have no enrolment.</summary>
    NotEnrolled,

    /// <summary>Another device has voted for the slot since.</summary>
    Superseded,

    /// <summary>The key was enrolled before.</summary>
    CredentialReused,

    /// <summary>The key is not the slot's.</summary>
    ForeignCredential,

    /// <summary>Not the slot's next number: an older ballot, perhaps.</summary>
    WrongSequence,

    /// <summary>Does not name the slot's previous ballot.</summary>
    WrongPrevious,

    /// <summary>The first ciphertext of a question is that of an earlier ballot. spec §4.5</summary>
    RepeatedCiphertext,

    /// <summary>The tracker is that of an earlier ballot. spec §4.6</summary>
    RepeatedTracker,

    /// <summary>A proof does not hold.</summary>
    InvalidProof,

    /// <summary>Another ballot took the place at the same moment.</summary>
    Conflict,
}

/// <summary>What the ballot box answers.</summary>
public abstract record CastResult
{
    private CastResult()
    {
    }

    /// <summary>The ballot is stored durably. The same bytes get the same promise, whatever has happened since.</summary>
    /// <param name="Promise">The signed word that it will be published.</param>
    /// <param name="Leaf">Its name.</param>
    /// <param name="Tracker">What the voter compares.</param>
    public sealed record Accepted(SignedPromise Promise, LeafHash Leaf, Tracker Tracker) : CastResult;

    /// <summary>The ballot is not taken.</summary>
    public sealed record Refused(CastRefusal Reason) : CastResult;
}
