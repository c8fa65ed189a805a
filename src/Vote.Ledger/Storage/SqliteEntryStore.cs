using System.Data;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>Accepted entries in one SQLite file.</summary>
public sealed class SqliteEntryStore : IEntryStore, IDisposable
{
    private const string Columns = "e.leaf, e.unit, e.bytes, b.bytes AS blob, e.accepted_at AS AcceptedAt, e.included_by AS IncludedBy";

    private const string SelectMark = "SELECT value FROM mark WHERE value IN @Values";

    private const string InsertPlace = "INSERT INTO sequenced (log_index, leaf) VALUES (@Index, @Leaf)";

    private const string SelectPlaces = "SELECT leaf FROM sequenced WHERE log_index BETWEEN @First AND @Last ORDER BY log_index";

    private const string SelectUnit = $"""
        SELECT {Columns} FROM entry e LEFT JOIN blob b ON b.sha256 = e.blob WHERE e.unit = @Unit ORDER BY e.id
        """;

    private const string SelectAccepted = $"""
        SELECT {Columns} FROM entry e LEFT JOIN blob b ON b.sha256 = e.blob ORDER BY e.id
        """;

    // What is at or below the floor has its place: rows are only inserted, ids only grow, one writer at a time.
    private const string Waiting = """
        e.id > @Floor AND e.leaf = e.unit AND NOT EXISTS (SELECT 1 FROM sequenced s WHERE s.leaf = e.leaf)
        """;

    private const string SelectOther = $"""
        SELECT e.id, e.leaf, e.accepted_at AS AcceptedAt FROM entry e INDEXED BY entry_other
        WHERE e.enrolled_slot IS NULL AND e.slot IS NULL AND {Waiting} ORDER BY e.id LIMIT 1
        """;

    private const string SelectBallots = $"""
        SELECT id, leaf, AcceptedAt, slot, generation, sequence FROM (
            SELECT e.id, e.leaf, e.accepted_at AS AcceptedAt, e.slot, e.generation, e.sequence,
                row_number() OVER (PARTITION BY e.slot ORDER BY e.id) AS rank
            FROM entry e WHERE e.slot IS NOT NULL AND {Waiting})
        WHERE rank = 1 ORDER BY id LIMIT @Limit
        """;

    private const string SelectLastId = "SELECT ifnull(max(id), 0) FROM entry";

    private const string SelectAnyPending = """
        SELECT EXISTS (SELECT 1 FROM entry e WHERE NOT EXISTS (SELECT 1 FROM sequenced s WHERE s.leaf = e.leaf))
        """;

    private const string SelectSequenced = $"""
        SELECT {Columns}, s.log_index AS LogIndex FROM sequenced s
        JOIN entry e ON e.leaf = s.leaf LEFT JOIN blob b ON b.sha256 = e.blob WHERE s.log_index >= @First ORDER BY s.log_index
        """;

    private const string SelectSlot = "SELECT leaf FROM entry WHERE slot = @Slot ORDER BY id";

    private const string SelectOthers = "SELECT leaf FROM entry WHERE ordinal > @After ORDER BY ordinal";

    private const string Close = "INSERT INTO closing (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM closing)";

    private const string SelectClosed = "SELECT EXISTS (SELECT 1 FROM closing)";

    private const int MaximumGroup = 256;

    /// <summary>SQLITE_CONSTRAINT_FOREIGNKEY.</summary>
    private const int NotStored = 787;

    /// <summary>SQLITE_CONSTRAINT_TRIGGER.</summary>
    private const int OtherPlace = 1811;

    private readonly SqliteDatabase database;
    private readonly SemaphoreSlim writing = new(1);
    private readonly GroupCommit accepting;
    private long floor;

    private SqliteEntryStore(SqliteDatabase database)
    {
        this.database = database;
        accepting = new(new SqliteGroupWriter(database.OpenAlone, (connection, unit) => Find(connection, unit.Key), writing), MaximumGroup);
    }

    /// <summary>Opens the file, making it if there is none.</summary>
    public static async Task<SqliteEntryStore> OpenAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var opened = new SqliteDatabase(file);
        await opened.PrepareAsync(SqlMigration.Of("sqlite-entries"), cancellationToken);
        return new(opened);
    }

    public void Dispose()
    {
        writing.Wait();
        accepting.Dispose();
        writing.Dispose();
        database.Dispose();
    }

    public Task<StoreOutcome> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken) =>
        accepting.StoreAsync(accepted, cancellationToken);

    public async Task<AcceptedUnit?> FindAsync(LeafHash key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        return Find(connection, key);
    }

    public async Task<IReadOnlySet<Digest>> FindMarksAsync(IReadOnlyCollection<Digest> marks, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        var values = new { Values = marks.Select(mark => mark.ToArray()) };
        var taken = await connection.QueryAsync<byte[]>(new CommandDefinition(SelectMark, values, cancellationToken: cancellationToken));
        return taken.Select(value => Digest.TryDecode(value, out var mark) ? mark : null).OfType<Digest>().ToHashSet();
    }

    public async IAsyncEnumerable<AcceptedUnit> AcceptedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        var rows = connection.QueryUnbufferedAsync<EntryRow>(SelectAccepted);
        List<EntryRow> unit = [];
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            unit.Add(row);
            if (row.IsLastOfItsUnit)
            {
                yield return EntryRow.ToUnit(unit);
                unit = [];
            }
        }
    }

    public async Task<IReadOnlyList<PendingUnit>> PendingAsync(int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        var last = await connection.QuerySingleAsync<long>(new CommandDefinition(SelectLastId, cancellationToken: cancellationToken));
        var values = new { Floor = Interlocked.Read(ref floor), Limit = limit };
        var others = await connection.QueryAsync<PendingRow>(new CommandDefinition(SelectOther, values, cancellationToken: cancellationToken));
        var ballots = await connection.QueryAsync<PendingRow>(
            new CommandDefinition(SelectBallots, values, cancellationToken: cancellationToken));
        PendingRow[] rows = [.. others, .. ballots];
        Interlocked.Exchange(ref floor, rows.Length == 0 ? last : rows.Min(row => row.Id) - 1);
        return [.. rows.Select(row => row.ToUnit())];
    }

    public async Task<bool> IsAnyPendingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectAnyPending, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<EntryUnit>> LoadAsync(IReadOnlyList<LeafHash> keys, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        var rows = new EntryRow[keys.Count][];
        for (var i = 0; i < keys.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows[i] = Rows(connection, keys[i]);
        }

        var units = new EntryUnit[keys.Count];
        await Parallel.ForAsync(0, keys.Count, cancellationToken, (i, _) =>
        {
            units[i] = EntryRow.ToUnit(rows[i]).Unit;
            return ValueTask.CompletedTask;
        });
        return units;
    }

    public Task<IReadOnlyList<AcceptedUnit>> SlotAsync(SlotNumber slot, CancellationToken cancellationToken) =>
        UnitsAsync(SelectSlot, new { Slot = slot.Value }, cancellationToken);

    public Task<IReadOnlyList<AcceptedUnit>> OthersAsync(int after, CancellationToken cancellationToken) =>
        UnitsAsync(SelectOthers, new { After = after }, cancellationToken);

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await database.OpenSqliteAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(Close, cancellationToken: cancellationToken));
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task<bool> IsClosedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectClosed, cancellationToken: cancellationToken));
    }

    public async IAsyncEnumerable<Entry> SequencedAsync(EntryIndex first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        var expected = first.Value;
        var rows = connection.QueryUnbufferedAsync<EntryRow>(SelectSequenced, new { First = first.Value });
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return row.LogIndex == expected++
                ? row.ToEntry()
                : throw new InvalidDataException("The database has a gap in the log: it is damaged.");
        }
    }

    public async Task SequenceAsync(EntryIndex first, IReadOnlyList<LeafHash> leaves, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await database.OpenSqliteAsync(cancellationToken);
            await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            if (!await AreSequencedAsync(connection, first, leaves, cancellationToken))
            {
                var rows = leaves.Select((leaf, i) => new { Index = first.Value + i, Leaf = leaf.Value.ToArray() });
                await connection.ExecuteAsync(new CommandDefinition(InsertPlace, rows, cancellationToken: cancellationToken));
            }

            await transaction.CommitAsync(cancellationToken);
        }
        catch (SqliteException refused) when (refused.SqliteExtendedErrorCode is NotStored or OtherPlace)
        {
            throw new InvalidDataException(
                "The database lacks an entry of the log, or entries have other places: an old backup, or another log.", refused);
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task<IReadOnlyList<AcceptedUnit>> UnitsAsync(string select, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenSqliteAsync(cancellationToken);
        var leaves = await connection.QueryAsync<byte[]>(new CommandDefinition(select, values, cancellationToken: cancellationToken));
        return [.. leaves.Select(leaf => EntryRow.ToUnit([.. connection.Query<EntryRow>(SelectUnit, new { Unit = leaf })]))];
    }

    /// <summary>Whether the same places were given before: by a call that failed, or by a rival that replays this batch.</summary>
    private static async Task<bool> AreSequencedAsync(
        SqliteConnection connection, EntryIndex first, IReadOnlyList<LeafHash> leaves, CancellationToken cancellationToken)
    {
        var range = new { First = first.Value, Last = first.Value + leaves.Count - 1 };
        var known = await connection.QueryAsync<byte[]>(new CommandDefinition(SelectPlaces, range, cancellationToken: cancellationToken));
        byte[][] places = [.. known];
        return places.Length == leaves.Count
            && places.Zip(leaves).All(pair => pair.Second.Value.Bytes.SequenceEqual(pair.First));
    }

    private static AcceptedUnit? Find(SqliteConnection connection, LeafHash key) =>
        Rows(connection, key) is { Length: > 0 } rows ? EntryRow.ToUnit(rows) : null;

    private static EntryRow[] Rows(SqliteConnection connection, LeafHash key) =>
        [.. connection.Query<EntryRow>(SelectUnit, new { Unit = key.Value.ToArray() })];
}
