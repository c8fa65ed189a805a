namespace Vote.Ledger.Writing;

/// <summary>
/// How ballots are gathered into batches, so that a watcher cannot link a person at the counter and a slot. spec/ledger.md §9 (3)
/// </summary>
public sealed record PublishPolicy
{
    /// <summary>Most units of a batch: what a writer holds in memory. When more are due, another batch follows at once.</summary>
    public const int MaximumBatch = 2_048;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(300);

    /// <exception cref="ArgumentOutOfRangeException">Below one second or one ballot.</exception>
    public PublishPolicy(TimeSpan interval, int minimumBatch, TimeSpan maximumDelay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumDelay, TimeSpan.FromSeconds(1));
        (Interval, MinimumBatch, MaximumDelay) = (interval, minimumBatch, maximumDelay);
    }

    /// <summary>Least time between two batches of ballots.</summary>
    public TimeSpan Interval { get; }

    /// <summary>A smaller batch waits.</summary>
    public int MinimumBatch { get; }

    /// <summary>No ballot waits longer.</summary>
    public TimeSpan MaximumDelay { get; }

    /// <summary>The time until which an entry accepted now is promised to be on the log.</summary>
    public DateTimeOffset IncludedBy(DateTimeOffset acceptedAt) => acceptedAt + MaximumDelay + Grace;
}
