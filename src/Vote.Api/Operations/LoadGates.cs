using System.Threading.RateLimiting;

namespace Vote.Api.Operations;

/// <summary>
/// How much is worked on at once, and how much may wait. What comes on top is told to come again, before anything was verified.
/// spec/ledger.md §9 (6)
/// </summary>
public sealed class LoadGates : IDisposable
{
    /// <param name="waitingBallots">How many ballots may wait for a core.</param>
    public LoadGates(int waitingBallots)
    {
        Ballots = Gate(Environment.ProcessorCount * 2, waitingBallots);
        SignIns = Gate(32, 512);
        Entries = Gate(4, 16);
    }

    internal ConcurrencyLimiter Ballots { get; }

    internal ConcurrencyLimiter SignIns { get; }

    internal ConcurrencyLimiter Entries { get; }

    public void Dispose()
    {
        Ballots.Dispose();
        SignIns.Dispose();
        Entries.Dispose();
    }

    private static ConcurrencyLimiter Gate(int atOnce, int waiting) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = atOnce,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
