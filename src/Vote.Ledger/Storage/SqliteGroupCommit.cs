using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>
/// Stores units that come at about the same time in one transaction, so that they share one flush of the disk: while one group is
/// on its way, the next one gathers. Nobody is answered before the commit.
/// </summary>
/// <param name="open">Opens a connection for writing.</param>
/// <param name="find">Finds a unit on that connection.</param>
/// <param name="turn">Held while a transaction lasts: SQLite has one writer at a time.</param>
internal sealed class SqliteGroupCommit(
    Func<SqliteConnection> open, Func<SqliteConnection, EntryUnit, AcceptedUnit?> find, SemaphoreSlim turn) : IDisposable
{
    /// <summary>SQLITE_CONSTRAINT_TRIGGER: a row would have replaced another.</summary>
    private const int RefusedByTrigger = 1811;

    private const int MaximumGroup = 256;

    private readonly ConcurrentQueue<Request> requests = new();
    private SqliteUnitWriter? writer;
    private int isRunning;

    public void Dispose() => writer?.Dispose();

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
                await turn.WaitAsync(CancellationToken.None);
                try
                {
                    Store(group);
                }
                finally
                {
                    turn.Release();
                }
            }

            Volatile.Write(ref isRunning, 0);
        }
        while (!requests.IsEmpty && Interlocked.Exchange(ref isRunning, 1) == 0);
    }

    private List<Request> TakeGroup()
    {
        List<Request> group = [];
        while (group.Count < MaximumGroup && requests.TryDequeue(out var request))
        {
            group.Add(request);
        }

        return group;
    }

    private void Store(List<Request> group)
    {
        var isCommitting = false;
        try
        {
            writer ??= new(open());
            writer.Run("BEGIN IMMEDIATE");
            var outcomes = group.ConvertAll(Insert);
            isCommitting = true;
            writer.Run("COMMIT");
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Answer.SetResult(outcomes[i]);
            }
        }
        catch (Exception failure)
        {
            // Whatever it is, the callers wait for it.
            Abandon();
            Fail(group, failure, isCommitting);
        }
    }

    // One unit's failure is not another's, unless nobody can say whose rows a failed commit has kept.
    private void Fail(List<Request> group, Exception failure, bool isCommitting)
    {
        if (isCommitting || group.Count == 1)
        {
            group.ForEach(request => request.Answer.SetException(failure));
            return;
        }

        foreach (var request in group)
        {
            Store([request]);
        }
    }

    private StoreOutcome Insert(Request request)
    {
        writer!.Run("SAVEPOINT unit");
        try
        {
            writer.Insert(request.Accepted);
            writer.Run("RELEASE unit");
            return new StoreOutcome.Stored();
        }
        catch (SqliteException refused) when (refused.SqliteExtendedErrorCode == RefusedByTrigger)
        {
            writer.Run("ROLLBACK TO unit");
            writer.Run("RELEASE unit");
            return find(writer.Connection, request.Accepted.Unit) is { } known ? new StoreOutcome.Known(known) : new StoreOutcome.Conflict();
        }
    }

    /// <summary>After a failure the connection's state is anybody's guess, so the next group has a new one.</summary>
    private void Abandon()
    {
        try
        {
            writer?.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The failure itself may have ended the transaction.
        }

        writer?.Dispose();
        writer = null;
    }

    private sealed record Request(AcceptedUnit Accepted)
    {
        internal TaskCompletionSource<StoreOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
