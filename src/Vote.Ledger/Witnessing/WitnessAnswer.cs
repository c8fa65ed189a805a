using Vote.Ledger.Notes;

namespace Vote.Ledger.Witnessing;

/// <summary>What a witness answers to a checkpoint; each has its status code in C2SP tlog-witness.</summary>
public abstract record WitnessAnswer
{
    private WitnessAnswer()
    {
    }

    /// <summary>200: it is remembered, and this is the cosignature.</summary>
    public sealed record Cosigned(NoteSignature Cosignature) : WitnessAnswer;

    /// <summary>404: the witness does not follow this log.</summary>
    public sealed record UnknownOrigin : WitnessAnswer;

    /// <summary>403: the log's signature is missing, or a line that claims to be it does not verify.</summary>
    public sealed record NotSigned : WitnessAnswer;

    /// <summary>400: no checkpoint of this version, or an old size beyond the checkpoint's.</summary>
    public sealed record Malformed : WitnessAnswer;

    /// <summary>409: the witness knows another size, this one.</summary>
    public sealed record Conflict(TreeSize Known) : WitnessAnswer;

    /// <summary>422: the checkpoint does not continue what the witness knows.</summary>
    public sealed record Inconsistent : WitnessAnswer;
}
