using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>Stores several units in one transaction. For one caller at a time.</summary>
internal interface IGroupWriter : IDisposable
{
    /// <summary>Whether nobody can say what of the group that failed last is stored: its commit had begun.</summary>
    bool IsInDoubt { get; }

    /// <summary>Stores all units that may be there, and says of each what became of it; or fails, and the next group begins anew.</summary>
    Task<IReadOnlyList<StoreOutcome>> StoreAsync(IReadOnlyList<AcceptedUnit> group);
}
