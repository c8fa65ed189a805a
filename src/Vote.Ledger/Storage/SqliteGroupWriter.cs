using Microsoft.Data.Sqlite;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>Groups in SQLite: a savepoint for each unit, one COMMIT for all.</summary>
/// <param name="open">Opens a connection for writing.</param>
/// <param name="find">Finds a unit on that connection.</param>
/// <param name="turn">Held while a transaction lasts: SQLite has one writer at a time.</param>
internal sealed class SqliteGroupWriter(
    Func<SqliteConnection> open, Func<SqliteConnection, EntryUnit, AcceptedUnit?> find, SemaphoreSlim turn) : IGroupWriter
{
    /// <summary>SQLITE_CONSTRAINT_TRIGGER: a row would have replaced another, or voting has ended.</summary>
    private const int RefusedByTrigger = 1811;

    private SqliteUnitWriter? writer;

    public bool IsInDoubt { get; private set; }

    public void Dispose() => writer?.Dispose();

    public async Task<IReadOnlyList<StoreOutcome>> StoreAsync(IReadOnlyList<AcceptedUnit> group)
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            return Store(group);
        }
        catch
        {
            Abandon();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    private StoreOutcome[] Store(IReadOnlyList<AcceptedUnit> group)
    {
        IsInDoubt = false;
        writer ??= new(open());
        writer.Run("BEGIN IMMEDIATE");
        StoreOutcome[] outcomes = [.. group.Select(Insert)];
        IsInDoubt = true;
        writer.Run("COMMIT");
        return outcomes;
    }

    private StoreOutcome Insert(AcceptedUnit accepted)
    {
        writer!.Run("SAVEPOINT unit");
        try
        {
            writer.Insert(accepted);
            writer.Run("RELEASE unit");
            return new StoreOutcome.Stored();
        }
        catch (SqliteException refused) when (refused.SqliteExtendedErrorCode == RefusedByTrigger)
        {
            writer.Run("ROLLBACK TO unit");
            writer.Run("RELEASE unit");
            return find(writer.Connection, accepted.Unit) is { } known ? new StoreOutcome.Known(known)
                : accepted.Unit.Ballot is not null && writer.IsClosed ? new StoreOutcome.Closed()
                : new StoreOutcome.Conflict();
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
}
