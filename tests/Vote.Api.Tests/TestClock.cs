namespace Vote.Api.Tests;

/// <summary>A clock that a test moves. It starts now, since certificates are made now.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly Lock guard = new();
    private DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(System.GetUtcNow().ToUnixTimeSeconds());
    private long timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (guard)
        {
            return now;
        }
    }

    public override long GetTimestamp()
    {
        lock (guard)
        {
            return timestamp;
        }
    }

    internal void Advance(TimeSpan time)
    {
        lock (guard)
        {
            now += time;
            timestamp += time.Ticks;
        }
    }
}
