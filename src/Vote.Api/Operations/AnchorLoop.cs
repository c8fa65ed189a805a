using Vote.Api.Board;
using Vote.Api.Elections;
using Vote.Ledger.Anchors;

namespace Vote.Api.Operations;

/// <summary>
/// Anchors the checkpoints of the elections whose operator said so. Nothing waits for it, and whatever fails here is logged and tried again
/// with growing pauses: ballots are taken, published and closed as before. spec/ledger.md §11 (6)
/// </summary>
internal sealed partial class AnchorLoop(ApiOptions options, ElectionHouses houses, ILogger<AnchorLoop> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        options.Elections.Where(setup => setup.Anchor is not null).Select(setup => FollowAsync(setup, setup.Anchor!, stoppingToken)));

    private async Task FollowAsync(ElectionSetup setup, AnchorSetup anchor, CancellationToken cancellationToken)
    {
        AnchorDesk? desk = null;
        var (pause, said) = (anchor.Pause, "");
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(pause, cancellationToken);
                try
                {
                    desk ??= await AnchorDesk.OpenAsync(houses.Get(setup.Manifest.Id), setup, anchor, cancellationToken);
                    var step = await desk.RunOnceAsync(cancellationToken);
                    said = Say(step, said);
                    pause = step is AnchorStep.Blocked ? Longer(pause) : anchor.Pause;
                }

                // The edge of everything that has to do with the anchor: nothing of it may end the process, not even a bug.
                catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
                {
                    pause = Longer(pause);
                    said = SayFailed(exception, said);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops; the next one goes on where the rows say.
        }
        finally
        {
            desk?.Dispose();
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));

    /// <summary>What stays as it is is said once.</summary>
    private string Say(AnchorStep step, string said)
    {
        var now = step.ToString();
        if (now == said)
        {
            return now;
        }

        switch (step)
        {
            case AnchorStep.Sent(var due, var attempt):
                LogSent(due.Head.Size.Value, due.Occasion, attempt.Number);
                break;
            case AnchorStep.Final(var due):
                LogFinal(due.Head.Size.Value, due.Occasion);
                break;
            case AnchorStep.Blocked(var why):
                LogBlocked(why);
                break;
        }

        return now;
    }

    private string SayFailed(Exception exception, string said)
    {
        var now = $"{exception.GetType().Name}: {exception.Message}";
        if (now != said)
        {
            LogFailed(now);
        }

        return now;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "anchor of size {Size} ({Occasion}) sent, attempt {Attempt}")]
    private partial void LogSent(long size, AnchorOccasion occasion, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "anchor of size {Size} ({Occasion}) is final")]
    private partial void LogFinal(long size, AnchorOccasion occasion);

    [LoggerMessage(Level = LogLevel.Error, Message = "anchor stopped until something changes: {Why}")]
    private partial void LogBlocked(string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "anchor failed and is tried again: {Why}")]
    private partial void LogFailed(string why);
}
