namespace Vote.Ledger.Anchors;

/// <summary>What about an anchor contradicts the record. spec/ledger.md §11 (4)</summary>
public enum AnchorFault
{
    /// <summary>The node serves another chain than the declared one.</summary>
    WrongChain,

    /// <summary>The chain is shorter than the declaration says.</summary>
    WrongBlock,

    /// <summary>At the contract's address stands other code, or none.</summary>
    WrongCode,

    /// <summary>The sizes of the sender's events do not ascend.</summary>
    NotAscending,

    /// <summary>What the contract holds is not its last event.</summary>
    WrongLast,

    /// <summary>A larger log was anchored than the record has: it was cut, or is an old copy.</summary>
    BeyondRecord,

    /// <summary>Another tree was anchored than the record's at that size: one of the two logs is not the one that voters saw.</summary>
    WrongRoot,
}

/// <summary>What a node's answers say about the anchor of a record. Fail closed: only <see cref="Holds"/> is a pass. spec/ledger.md §11 (5)</summary>
public abstract record AnchorVerdict
{
    private AnchorVerdict()
    {
    }

    /// <summary>It stands, in the view of the node.</summary>
    /// <param name="Anchor">The first event that covers the close of voting; before the close, the last event.</param>
    /// <param name="Time">When its block was made.</param>
    /// <param name="Count">How many events there are.</param>
    /// <param name="At">The block at which everything was asked.</param>
    public sealed record Holds(AnchorEvent Anchor, DateTimeOffset Time, int Count, BlockNumber At) : AnchorVerdict;

    /// <summary>It stands in a block that the chain may still take back: ask again later.</summary>
    public sealed record NotFinal(AnchoredHead Head, BlockNumber At) : AnchorVerdict;

    /// <summary>There is none, or none that covers the close of voting.</summary>
    /// <param name="Last">The last one there is.</param>
    /// <param name="At">The block at which everything was asked.</param>
    public sealed record Absent(AnchorEvent? Last, BlockNumber At) : AnchorVerdict;

    /// <summary>Declaration, chain and record do not fit together.</summary>
    public sealed record Contradicts(AnchorFault Fault, string Detail) : AnchorVerdict;
}
