namespace Vote.Ledger.Tests.Writing;

/// <summary>A clock that a test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private long timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => timestamp;

    internal void Advance(TimeSpan time)
    {
        now += time;
        timestamp += time.Ticks;
    }

    /// <summary>Somebody sets the wall clock; the time that passes does not.</summary>
    internal void Set(TimeSpan by) => now += by;
}
