using System.Globalization;

namespace Vote.IdentityProvider.Tests;

public sealed class ExpiringTableTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly TestClock clock = new();

    [Fact]
    public void ForgetsAtTheEndOfTheTime_NotBefore()
    {
        var table = new ExpiringTable<string>(Minute, clock);
        Assert.True(table.TryAdd("name", "value"));
        clock.Pass(Minute - TimeSpan.FromSeconds(1));
        Assert.True(table.TryGet("name", out var value));
        Assert.Equal("value", value);
        Assert.False(table.TryAdd("name", "second"));
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.False(table.TryGet("name", out _));
        Assert.True(table.TryAdd("name", "third"));
    }

    [Fact]
    public void KeepsANameThatCameBackForItsWholeTime()
    {
        var table = new ExpiringTable<string>(Minute, clock);
        table.TryAdd("name", "first");
        clock.Pass(TimeSpan.FromSeconds(30));
        table.Remove("name");
        table.TryAdd("name", "second");
        clock.Pass(TimeSpan.FromSeconds(30));
        table.TryAdd("another", "value"); // sweeps what is due
        Assert.True(table.TryGet("name", out var value));
        Assert.Equal("second", value);
    }

    [Fact]
    public void LetsTheOldestGoWhenItIsFull()
    {
        var table = new ExpiringTable<string>(Minute, clock);
        for (var i = 0; i <= ExpiringTable<string>.Capacity; i++)
        {
            clock.Pass(TimeSpan.FromTicks(1));
            table.TryAdd(i.ToString(CultureInfo.InvariantCulture), "value");
        }

        Assert.False(table.TryGet("0", out _));
        Assert.True(table.TryGet("1", out _));
        Assert.True(table.TryGet(ExpiringTable<string>.Capacity.ToString(CultureInfo.InvariantCulture), out _));
    }
}
