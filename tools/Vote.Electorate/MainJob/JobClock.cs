namespace Vote.Electorate.MainJob;

/// <summary>The clock of a rehearsal: it runs as clocks do, and can be put forward, so that a day of voting need not take a day.</summary>
internal sealed class JobClock(TimeProvider real) : TimeProvider
{
    private TimeSpan ahead;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => real.GetTimestamp();

    /// <summary>Lets the time pass until then.</summary>
    public void PassUntil(DateTimeOffset time)
    {
        if (time > GetUtcNow())
        {
            ahead += time - GetUtcNow();
        }
    }
}
