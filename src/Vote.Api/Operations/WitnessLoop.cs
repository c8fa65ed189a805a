using Vote.Api.Elections;

namespace Vote.Api.Operations;

/// <summary>
/// Asks the witnesses of every election for cosignatures, every second while one is missing. Whatever fails here, ballots are taken
/// and published as before: only receipts wait.
/// </summary>
internal sealed partial class WitnessLoop(ElectionHouses houses, ILogger<WitnessLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Task.WhenAll(houses.All.Select(house => TryRunAsync(house, stoppingToken)));
        }
    }

    private async Task TryRunAsync(ElectionHouse house, CancellationToken cancellationToken)
    {
        try
        {
            await house.CosignAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "cosignatures could not be published and are tried again")]
    private partial void LogFailed(Exception exception);
}
