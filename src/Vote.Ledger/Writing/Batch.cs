namespace Vote.Ledger.Writing;

/// <summary>Chooses what goes into the next batch. spec/ledger.md §9 (3)</summary>
internal static class Batch
{
    /// <summary>
    /// An officers' or trustees' entry alone, at once; otherwise at most one unit of each slot, the earliest, ordered by leaf hash.
    /// </summary>
    /// <param name="pending">Units without a place in the log, in order of acceptance.</param>
    /// <param name="policy">When a batch is due.</param>
    /// <param name="now">The clock.</param>
    /// <param name="sinceLast">Time since the last batch of ballots.</param>
    /// <param name="draining">Voting has ended: nothing waits any more.</param>
    internal static IReadOnlyList<EntryUnit> Choose(
        IReadOnlyList<AcceptedUnit> pending, PublishPolicy policy, DateTimeOffset now, TimeSpan sinceLast, bool draining)
    {
        if (pending.FirstOrDefault(accepted => accepted.Unit.Ballot is null) is { } other)
        {
            return [other.Unit];
        }

        EntryUnit[] units =
        [
            .. pending.Select(accepted => accepted.Unit)
                .GroupBy(unit => unit.Ballot!.Place.Slot)
                .Select(Earliest)
                .OrderBy(unit => unit.Key)
                .Take(PublishPolicy.MaximumBatch),
        ];

        var overdue = pending.Any(accepted => IsOverdue(now - accepted.AcceptedAt, policy));
        var due = sinceLast >= policy.Interval && (units.Length >= policy.MinimumBatch || overdue);
        return draining || due ? units : [];
    }

    // A clock that was set back must not hold a ballot for a day.
    private static bool IsOverdue(TimeSpan age, PublishPolicy policy) => age >= policy.MaximumDelay || age < TimeSpan.Zero;

    private static EntryUnit Earliest(IEnumerable<EntryUnit> unitsOfASlot) => unitsOfASlot
        .MinBy(unit => (unit.Ballot!.Place.Generation, unit.Ballot.Place.Sequence))!;
}
