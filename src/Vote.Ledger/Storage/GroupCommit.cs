using System.Collections.Concurrent;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>
/// Stores units that come at about the same time in one transaction, so that they share one flush of the disk: while one group is
/// on its way, the next one gathers. Nobody is answered before the commit.
/// </summary>
/// <param name="writer">Stores a group.</param>
/// <param name="maximum">Most units of a group.</param>
internal sealed class GroupCommit(IGroupWriter writer, int maximum) : IDisposable
{
    private readonly ConcurrentQueue<Request> requests = new();
    private int isRunning;

    public void Dispose() => writer.Dispose();

    /// <summary>Stores a unit. A call that fails, or stops waiting, leaves it in doubt.</summary>
    internal Task<StoreOutcome> StoreAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new Request(accepted);
        requests.Enqueue(request);
        if (Interlocked.Exchange(ref isRunning, 1) == 0)
        {
            _ = Task.Run(RunAsync, CancellationToken.None);
        }

        return request.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        do
        {
            while (TakeGroup() is { Count: > 0 } group)
            {
                await StoreAsync(group);
            }

            Volatile.Write(ref isRunning, 0);
        }
        while (!requests.IsEmpty && Interlocked.Exchange(ref isRunning, 1) == 0);
    }

    private List<Request> TakeGroup()
    {
        List<Request> group = [];
        while (group.Count < maximum && requests.TryDequeue(out var request))
        {
            group.Add(request);
        }

        return group;
    }

    private async Task StoreAsync(List<Request> group)
    {
        try
        {
            var outcomes = await writer.StoreAsync(group.ConvertAll(request => request.Accepted));
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Answer.SetResult(outcomes[i]);
            }
        }
        catch (Exception failure)
        {
            // Whatever it is, the callers wait for it.
            await FailAsync(group, failure);
        }
    }

    // One unit's failure is not another's, unless nobody can say whose rows a failed commit has kept.
    private async Task FailAsync(List<Request> group, Exception failure)
    {
        if (writer.IsInDoubt || group.Count == 1)
        {
            group.ForEach(request => request.Answer.SetException(failure));
            return;
        }

        foreach (var request in group)
        {
            await StoreAsync([request]);
        }
    }

    private sealed record Request(AcceptedUnit Accepted)
    {
        internal TaskCompletionSource<StoreOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
