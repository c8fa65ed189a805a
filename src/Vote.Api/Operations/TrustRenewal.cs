using Vote.Api.Elections;

namespace Vote.Api.Operations;

/// <summary>Looks every minute whether there are newer revocation lists. A wrong file keeps the old ones in force.</summary>
internal sealed partial class TrustRenewal(ElectionHouses houses, ILogger<TrustRenewal> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var house in houses.All)
            {
                TryRenew(house);
            }
        }
    }

    private void TryRenew(ElectionHouse house)
    {
        try
        {
            house.RenewTrust();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "newer revocation lists cannot be read; the earlier ones stay in force")]
    private partial void LogFailed(Exception exception);
}
