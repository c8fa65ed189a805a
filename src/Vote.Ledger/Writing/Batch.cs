using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>Chooses what goes into the next batch. spec/ledger.md §9 (3)</summary>
internal static class Batch
{
    /// <summary>An officers' or trustees' entry alone, at once; otherwise the earliest ballot of each slot, ordered by leaf hash.</summary>
    /// <param name="pending">Units without a place in the log, of each slot at most one, in order of acceptance.</param>
    /// <param name="policy">When a batch is due.</param>
    /// <param name="now">The clock.</param>
    /// <param name="sinceLast">Time since the last batch of ballots.</param>
    /// <param name="draining">Voting has ended: nothing waits any more.</param>
    internal static IReadOnlyList<PendingUnit> Choose(
        IReadOnlyList<PendingUnit> pending, PublishPolicy policy, DateTimeOffset now, TimeSpan sinceLast, bool draining)
    {
        if (pending.FirstOrDefault(unit => unit.Place is null) is { } other)
        {
            return [other];
        }

        var overdue = pending.Any(unit => IsOverdue(now - unit.AcceptedAt, policy));
        var due = sinceLast >= policy.Interval && (pending.Count >= policy.MinimumBatch || overdue);
        return draining || due ? [.. pending.Take(PublishPolicy.MaximumBatch).OrderBy(unit => unit.Key)] : [];
    }

    // A clock that was set back must not hold a ballot for a day.
    private static bool IsOverdue(TimeSpan age, PublishPolicy policy) => age >= policy.MaximumDelay || age < TimeSpan.Zero;
}
