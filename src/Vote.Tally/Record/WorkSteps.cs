namespace Vote.Tally.Record;

/// <summary>How far a long work is.</summary>
/// <param name="Step">What is being done: one of <see cref="WorkSteps"/>.</param>
/// <param name="Done">Pieces of this step that are done.</param>
/// <param name="Total">Pieces of this step.</param>
public sealed record WorkProgress(string Step, long Done, long Total);

/// <summary>Who watches a long work, and who may stop it.</summary>
/// <param name="Progress">Told from any thread; null when nobody watches.</param>
/// <param name="CancellationToken">Stops the work between two pieces.</param>
public sealed record WorkMonitor(IProgress<WorkProgress>? Progress, CancellationToken CancellationToken)
{
    /// <summary>Counts the pieces of one step.</summary>
    public StepProgress Step(string step, long total) => new(Progress, step, total);
}

/// <summary>The names of long steps; people read them in their language through the table of texts.</summary>
public static class WorkSteps
{
    public const string Ledger = "Ledger";
    public const string Ballots = "Ballot proofs";
    public const string Shuffles = "Shuffle proofs";
    public const string Shares = "Decryption share proofs";
    public const string Mixing = "Mixing";
    public const string Decrypting = "Decryption share";
    public const string Blocks = "Blocks";
}

/// <summary>Passes a count on as the progress of one step.</summary>
public sealed class StepProgress(IProgress<WorkProgress>? progress, string step, long total) : IProgress<long>, IProgress<int>
{
    /// <inheritdoc/>
    public void Report(long value) => progress?.Report(new WorkProgress(step, value, total));

    /// <inheritdoc/>
    public void Report(int value) => Report((long)value);
}
