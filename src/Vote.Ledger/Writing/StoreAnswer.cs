using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>What came of storing a unit under the ledger's rules.</summary>
internal abstract record StoreAnswer
{
    private StoreAnswer()
    {
    }

    internal sealed record Kept : StoreAnswer;

    internal sealed record Known(AcceptedUnit Accepted) : StoreAnswer;

    internal sealed record Refused(LedgerRefusal Reason, string Detail) : StoreAnswer;

    internal static StoreAnswer Of(StoreOutcome outcome) => outcome switch
    {
        StoreOutcome.Stored => new Kept(),
        StoreOutcome.Known known => new Known(known.Accepted),
        StoreOutcome.Closed => new Refused(LedgerRefusal.NotOpen, "voting is not open"),
        _ => new Refused(LedgerRefusal.Conflict, "another entry has this place"),
    };
}
