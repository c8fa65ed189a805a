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
    /// <summary>SQLITE_CONSTRAINT_TRIGGER: a row would have replaced another.</summary>
    private const int RefusedByTrigger = 1811;

    private const string Columns = "e.leaf, e.unit, e.bytes, b.bytes AS blob, e.accepted_at AS AcceptedAt, e.included_by AS IncludedBy";

    private const string InsertBlob = """
        INSERT INTO blob (sha256, bytes) SELECT @Sha256, @Bytes WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha256 = @Sha256)
        """;

    private const string InsertEntry = """
        INSERT INTO entry (leaf, unit, bytes, blob, accepted_at, included_by, enrolled_slot, enrolled_generation, credential, sequence)
        VALUES (@Leaf, @Unit, @Bytes, @Blob, @AcceptedAt, @IncludedBy, @EnrolledSlot, @EnrolledGeneration, @Credential, @Sequence)
        """;

    private const string InsertMark = "INSERT INTO mark (value, leaf) VALUES (@Value, @Leaf)";

    private const string SelectMark = "SELECT value FROM mark WHERE value IN @Values";

    private const string InsertPlace = "INSERT INTO sequenced (log_index, leaf) VALUES (@Index, @Leaf)";

    private const string SelectPlaces = "SELECT leaf FROM sequenced WHERE log_index BETWEEN @First AND @Last ORDER BY log_index";

    private const string SelectUnit = $"""
        SELECT {Columns} FROM entry e LEFT JOIN blob b ON b.sha256 = e.blob WHERE e.unit = @Unit ORDER BY e.id
        """;

    private const string SelectAccepted = $"""
        SELECT {Columns} FROM entry e LEFT JOIN blob b ON b.sha256 = e.blob ORDER BY e.id
        """;

    private const string SelectPending = $"""
        SELECT {Columns} FROM entry e LEFT JOIN blob b ON b.sha256 = e.blob
        WHERE NOT EXISTS (SELECT 1 FROM sequenced s WHERE s.leaf = e.leaf) ORDER BY e.id
        """;

    private const string SelectSequenced = $"""
        SELECT {Columns}, s.log_index AS LogIndex FROM sequenced s
        JOIN entry e ON e.leaf = s.leaf LEFT JOIN blob b ON b.sha256 = e.blob ORDER BY s.log_index
        """;

    private readonly SqliteDatabase database;
    private readonly SemaphoreSlim writing = new(1);

    private SqliteEntryStore(SqliteDatabase database) => this.database = database;

    /// <summary>Opens the file, making it if there is none.</summary>
    public static async Task<SqliteEntryStore> OpenAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var opened = new SqliteDatabase(file);
        await opened.CreateAsync(SqliteEntrySchema.Text, cancellationToken);
        return new(opened);
    }

    public void Dispose()
    {
        writing.Dispose();
        database.Dispose();
    }

    public async Task<StoreOutcome> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            if (await FindAsync(connection, accepted.Unit.Key, cancellationToken) is { } known)
            {
                return new StoreOutcome.Known(known);
            }

            foreach (var entry in accepted.Unit.Entries)
            {
                await InsertAsync(connection, EntryRow.Of(entry, accepted), entry, cancellationToken);
            }

            var leaf = accepted.Unit.Key.Value.ToArray();
            var marks = accepted.Unit.Marks.Select(mark => new { Value = mark.ToArray(), Leaf = leaf });
            await connection.ExecuteAsync(new CommandDefinition(InsertMark, marks, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return new StoreOutcome.Stored();
        }
        catch (SqliteException exception) when (exception.SqliteExtendedErrorCode == RefusedByTrigger)
        {
            return new StoreOutcome.Conflict();
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task<AcceptedUnit?> FindAsync(LeafHash key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await FindAsync(connection, key, cancellationToken);
    }

    public async Task<IReadOnlySet<Digest>> FindMarksAsync(IReadOnlyCollection<Digest> marks, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new { Values = marks.Select(mark => mark.ToArray()) };
        var taken = await connection.QueryAsync<byte[]>(new CommandDefinition(SelectMark, values, cancellationToken: cancellationToken));
        return taken.Select(value => Digest.TryDecode(value, out var mark) ? mark : null).OfType<Digest>().ToHashSet();
    }

    public async IAsyncEnumerable<AcceptedUnit> AcceptedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
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

    public async Task<IReadOnlyList<AcceptedUnit>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(SelectPending, cancellationToken: cancellationToken));
        return [.. rows.GroupBy(row => Convert.ToHexString(row.Unit)).Select(unit => EntryRow.ToUnit([.. unit]))];
    }

    public async IAsyncEnumerable<Entry> SequencedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var expected = 0L;
        await foreach (var row in connection.QueryUnbufferedAsync<EntryRow>(SelectSequenced).WithCancellation(cancellationToken))
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
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            if (!await AreSequencedAsync(connection, first, leaves, cancellationToken))
            {
                var rows = leaves.Select((leaf, i) => new { Index = first.Value + i, Leaf = leaf.Value.ToArray() });
                await connection.ExecuteAsync(new CommandDefinition(InsertPlace, rows, cancellationToken: cancellationToken));
            }

            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            writing.Release();
        }
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

    private static async Task<AcceptedUnit?> FindAsync(SqliteConnection connection, LeafHash key, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            SelectUnit, new { Unit = key.Value.ToArray() }, cancellationToken: cancellationToken));
        EntryRow[] unit = [.. rows];
        return unit.Length == 0 ? null : EntryRow.ToUnit(unit);
    }

    private static async Task InsertAsync(
        SqliteConnection connection, object row, Entry entry, CancellationToken cancellationToken)
    {
        if (entry.TryGetBlob(out var blob))
        {
            var named = new { Sha256 = blob.Reference.Sha256.ToArray(), Bytes = blob.Bytes.ToArray() };
            await connection.ExecuteAsync(new CommandDefinition(InsertBlob, named, cancellationToken: cancellationToken));
        }

        await connection.ExecuteAsync(new CommandDefinition(InsertEntry, row, cancellationToken: cancellationToken));
    }
}
