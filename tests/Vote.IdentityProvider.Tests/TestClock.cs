namespace Vote.IdentityProvider.Tests;

/// <summary>A clock that a test moves on.</summary>
internal sealed class TestClock : TimeProvider
{
    // Whole seconds, as tokens and certificates have them.
    private DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(System.GetUtcNow().ToUnixTimeSeconds());

    public DateTimeOffset Now => now;

    public void Pass(TimeSpan time) => now += time;

    public override DateTimeOffset GetUtcNow() => now;
}
