using Spectre.Console;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Terminal;

public sealed class TextProgressTests
{
    [Fact]
    public void StaysSilentWhenItIsQuick() => Assert.Empty(Lines((0, 1), (1, 50), (1.9, 100)));

    [Fact]
    public void SaysRateAndTimeLeft() =>
        Assert.Equal(["Verifying: 50/200 (25.0 per second, 00:00:06 left)"], Lines((0, 0), (2, 50), (3, 75)));

    [Fact]
    public void SaysTheEndOfWhatItBegan() =>
        Assert.Equal("Verifying: 100/100 (40.0 per second, 00:00:00 left)", Lines((0, 0), (2, 50), (2.5, 100))[^1]);

    [Fact]
    public async Task DrawsBarsOnATerminal()
    {
        using var screen = new StringWriter();
        var desk = new Desk
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            Screen = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(screen) }),
        };
        await desk.WatchAsync(
            monitor =>
            {
                monitor.Step(WorkSteps.Mixing, 4).Report(3);
                return Task.FromResult(0);
            },
            CancellationToken.None);
        Assert.Contains("混ぜ合わせ 3/4", screen.ToString(), StringComparison.Ordinal);
    }

    private static string[] Lines(params (double Second, long Done)[] reports)
    {
        using var output = new StringWriter();
        var clock = new HandClock();
        var progress = new TextProgress(output, Language.English, clock);
        foreach (var (second, done) in reports)
        {
            clock.Second = second;
            progress.Report(new("Verifying", done, done > 100 || reports[^1].Done == 75 ? 200 : 100));
        }

        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class HandClock : TimeProvider
    {
        public double Second { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Second * 1000);
    }
}
