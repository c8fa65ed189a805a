using Vote.Api.Elections;

namespace Vote.Api.Operations;

/// <summary>
/// Publishes by the manifests' schedules and ends voting at their times: every second, and when woken. A failure is tried again;
/// damage stops that election's publishing for good, since going on could fork the log.
/// </summary>
public sealed partial class SequencerLoop(ElectionHouses houses, ILogger<SequencerLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim woken = new(0);
    private readonly HashSet<ElectionHouse> stopped = [];
    private volatile bool failing;

    /// <summary>Whether the last round published without failure.</summary>
    public bool IsHealthy => !failing;

    /// <summary>Runs now.</summary>
    public void Wake() => woken.Release();

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        woken.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await woken.WaitAsync(Pause, stoppingToken);
            var failed = false;
            foreach (var house in houses.All.Where(house => !stopped.Contains(house)))
            {
                failed |= !await TryRunAsync(house, stoppingToken);
            }

            failing = failed || stopped.Count > 0;
        }
    }

    // The process edge of the publishing side: a full disk today must not end the publishing of tomorrow.
    private async Task<bool> TryRunAsync(ElectionHouse house, CancellationToken cancellationToken)
    {
        try
        {
            var published = await house.RunOnceAsync(cancellationToken);
            if (published > 0)
            {
                LogPublished(published);
            }

            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return true;
        }
        catch (InvalidDataException exception)
        {
            stopped.Add(house);
            LogStopped(exception);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            LogFailed(exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "published {Count} entries")]
    private partial void LogPublished(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "publishing failed and is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Critical, Message = "publishing stopped: stores contradict one another")]
    private partial void LogStopped(Exception exception);
}
