using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>What became of a unit that was to be stored.</summary>
public abstract record StoreOutcome
{
    private StoreOutcome()
    {
    }

    /// <summary>It is stored now, durably.</summary>
    public sealed record Stored : StoreOutcome;

    /// <summary>The same bytes were stored before; this is what was promised then.</summary>
    public sealed record Known(AcceptedUnit Accepted) : StoreOutcome;

    /// <summary>
    /// Another unit has the slot's generation, the credential's sequence, the place behind the slot's last ballot, the ordinal, or a mark.
    /// </summary>
    public sealed record Conflict : StoreOutcome;

    /// <summary>The unit is a ballot, and voting has ended.</summary>
    public sealed record Closed : StoreOutcome;
}

/// <summary>
/// Accepted units and their places in the log. Rows are only ever inserted. A failed call has stored all of a unit or nothing of it, and the caller
/// does not know which. spec/ledger.md §9 (1)
/// </summary>
public interface IEntryStore
{
    /// <summary>Stores a unit with its blobs in one durable step.</summary>
    Task<StoreOutcome> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken);

    /// <summary>The stored unit of this name, if there is one.</summary>
    Task<AcceptedUnit?> FindAsync(LeafHash key, CancellationToken cancellationToken);

    /// <summary>Those of the marks that a stored unit has.</summary>
    Task<IReadOnlySet<Digest>> FindMarksAsync(IReadOnlyCollection<Digest> marks, CancellationToken cancellationToken);

    /// <summary>All stored units, in an order in which each may follow those before it.</summary>
    IAsyncEnumerable<AcceptedUnit> AcceptedAsync(CancellationToken cancellationToken);

    /// <summary>The stored units of a slot, in their order.</summary>
    Task<IReadOnlyList<AcceptedUnit>> SlotAsync(SlotNumber slot, CancellationToken cancellationToken);

    /// <summary>The officers' and trustees' units whose ordinal is greater, in their order.</summary>
    Task<IReadOnlyList<AcceptedUnit>> OthersAsync(int after, CancellationToken cancellationToken);

    /// <summary>Ends voting for every process: each ballot is stored before, or refused. The same again changes nothing.</summary>
    Task CloseAsync(CancellationToken cancellationToken);

    /// <summary>Whether voting was ended.</summary>
    Task<bool> IsClosedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stored units without a place in the log: the first of the officers' and trustees' entries, if one waits; then of each slot the
    /// earliest ballot, in order of acceptance.
    /// </summary>
    /// <param name="limit">Most ballots.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<IReadOnlyList<PendingUnit>> PendingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Whether any stored unit is without a place in the log; asked of all rows.</summary>
    Task<bool> IsAnyPendingAsync(CancellationToken cancellationToken);

    /// <summary>The stored units of these names, in the order of the names.</summary>
    Task<IReadOnlyList<EntryUnit>> LoadAsync(IReadOnlyList<LeafHash> keys, CancellationToken cancellationToken);

    /// <summary>The entries that have a place in the log, from this index on.</summary>
    IAsyncEnumerable<Entry> SequencedAsync(EntryIndex first, CancellationToken cancellationToken);

    /// <summary>Gives entries their places, all in one durable step; places once given never change. The same again changes nothing.</summary>
    /// <exception cref="InvalidDataException">An entry is not stored, or the places are others' already.</exception>
    /// <param name="first">The index of the first entry.</param>
    /// <param name="leaves">The entries' names, in order.</param>
    /// <param name="cancellationToken">Stops before the step.</param>
    Task SequenceAsync(EntryIndex first, IReadOnlyList<LeafHash> leaves, CancellationToken cancellationToken);
}
