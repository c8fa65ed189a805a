namespace Vote.Ledger;

/// <summary>Why an entry, a record or a note does not hold.</summary>
public enum LedgerRefusal
{
    /// <summary>The bytes are not the canonical encoding of an entry of the closed list. spec/ledger.md §3</summary>
    Malformed,

    /// <summary>The entry's type is in the closed list, but this version knows no fields for it.</summary>
    UnsupportedType,

    /// <summary>The blob the entry names is missing or another one.</summary>
    BlobMismatch,

    /// <summary>The entry names another election.</summary>
    ForeignElection,

    /// <summary>The signatures are not those of exactly the authors the type demands.</summary>
    WrongAuthors,

    /// <summary>A signature does not verify.</summary>
    InvalidSignature,

    /// <summary>The entry may not stand here. spec/ledger.md §4</summary>
    OutOfOrder,

    /// <summary>The slot is not on the slot list.</summary>
    UnknownSlot,

    /// <summary>The generation is not the slot's effective one plus one.</summary>
    WrongGeneration,

    /// <summary>The credential was enrolled before.</summary>
    CredentialReused,

    /// <summary>The ballot's slot and generation have no enrolment.</summary>
    NotEnrolled,

    /// <summary>A later generation of the slot is effective.</summary>
    Superseded,

    /// <summary>The ballot's credential is not the enrolled one.</summary>
    ForeignCredential,

    /// <summary>The sequence is not the previous plus one, or not 1 in a new generation.</summary>
    WrongSequence,

    /// <summary>The ballot does not name the hash of its slot's previous ballot.</summary>
    WrongPrevious,

    /// <summary>voting-closed names another size, root or chain head than the log has before it.</summary>
    WrongClosing,

    /// <summary>The election's intake is not open.</summary>
    NotOpen,

    /// <summary>Another entry has taken the place already.</summary>
    Conflict,

    /// <summary>The record folder has other files than the log's size demands, or other content.</summary>
    WrongFiles,

    /// <summary>A checkpoint, promise or receipt is not well formed or not signed by the expected key.</summary>
    WrongNote,

    /// <summary>The recomputed root is another.</summary>
    WrongRoot,

    /// <summary>Fewer witnesses cosigned than the policy asks.</summary>
    NoQuorum,

    /// <summary>A file of evidence proves nothing. spec/ledger.md §10 (3)</summary>
    WrongEvidence,

    /// <summary>An earlier failure left nothing to look at.</summary>
    NotReached,
}

/// <summary>What was decided about somebody's claim.</summary>
public abstract record LedgerVerdict
{
    private LedgerVerdict()
    {
    }

    /// <summary>It holds.</summary>
    public sealed record Accepted : LedgerVerdict;

    /// <summary>It does not hold, and why.</summary>
    public sealed record Refused(LedgerRefusal Reason, string Detail) : LedgerVerdict;

    /// <summary>It holds.</summary>
    public static LedgerVerdict Accept { get; } = new Accepted();

    /// <summary>It does not hold.</summary>
    public static LedgerVerdict Refuse(LedgerRefusal reason, string detail = "") => new Refused(reason, detail);

    /// <summary>Accepted when the condition holds.</summary>
    internal static LedgerVerdict Require(bool condition, LedgerRefusal reason, string detail) =>
        condition ? Accept : Refuse(reason, detail);

    /// <summary>This verdict if it refuses, otherwise the next one's.</summary>
    internal LedgerVerdict And(Func<LedgerVerdict> next) => this is Accepted ? next() : this;
}
