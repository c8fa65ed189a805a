using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>
/// Accepted entries in a schema of PostgreSQL, for any number of processes. Everything that decides is asked of the server that takes
/// the writes.
/// </summary>
public sealed class PostgresEntryStore : IEntryStore, IDisposable
{
    private const int MaximumGroup = 64;

    /// <summary>Groups under way at once: the server flushes them together, and works on one while another waits for the disk.</summary>
    private const int Lanes = 4;

    private const string Columns = "e.leaf, e.unit, e.bytes, b.bytes AS blob, e.accepted_at AS AcceptedAt, e.included_by AS IncludedBy";

    private const string Joined = "entry e LEFT JOIN blob b ON b.sha256 = e.blob";

    private const string SelectMark = "SELECT value FROM mark WHERE value = ANY(@Values)";

    private const string SelectUnits = $"""
        SELECT {Columns} FROM {Joined} WHERE e.unit = ANY(@Units) ORDER BY e.id
        """;

    private const string SelectSlot = $"""
        SELECT {Columns} FROM {Joined} WHERE e.unit IN (SELECT leaf FROM entry WHERE slot = @Slot) ORDER BY e.id
        """;

    private const string SelectOthers = $"""
        SELECT {Columns} FROM {Joined} WHERE e.ordinal > @After ORDER BY e.ordinal
        """;

    // A slot's next ballot is inserted after the one before it was committed, so ids follow every slot's chain.
    private const string SelectAccepted = $"""
        SELECT {Columns} FROM {Joined} ORDER BY e.id
        """;

    // Ids become visible in any order. What no transaction before the floor has left without a place has its place.
    private const string Waiting = """
        e.writer >= CAST(@Floor AS xid8) AND e.leaf = e.unit AND NOT EXISTS (SELECT FROM sequenced s WHERE s.leaf = e.leaf)
        """;

    private const string SelectHorizon = "SELECT CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text)";

    private const string SelectOther = $"""
        SELECT e.id, e.leaf, e.accepted_at AS AcceptedAt FROM entry e
        WHERE e.ordinal IS NOT NULL AND {Waiting} ORDER BY e.ordinal LIMIT 1
        """;

    private const string SelectBallots = $"""
        SELECT id, leaf, AcceptedAt, slot, generation, sequence FROM (
            SELECT e.id, e.leaf, e.accepted_at AS AcceptedAt, e.slot, e.generation, e.sequence,
                row_number() OVER (PARTITION BY e.slot ORDER BY e.id) AS rank
            FROM entry e WHERE e.slot IS NOT NULL AND {Waiting}) AS waiting
        WHERE rank = 1 ORDER BY id LIMIT @Limit
        """;

    private const string SelectFloor = $"SELECT CAST(min(e.writer) AS text) FROM entry e WHERE {Waiting}";

    private const string SelectAnyPending = """
        SELECT EXISTS (SELECT FROM entry e WHERE NOT EXISTS (SELECT FROM sequenced s WHERE s.leaf = e.leaf))
        """;

    private const string SelectSequenced = $"""
        SELECT {Columns}, s.log_index AS LogIndex FROM sequenced s JOIN entry e ON e.leaf = s.leaf
        LEFT JOIN blob b ON b.sha256 = e.blob WHERE s.log_index >= @First ORDER BY s.log_index
        """;

    // A rival that replays the same batch may be at it at this moment.
    private const string InsertPlaces = """
        INSERT INTO sequenced (log_index, leaf)
        SELECT @First + number - 1, leaf FROM unnest(@Leaves) WITH ORDINALITY AS given (leaf, number) JOIN entry USING (leaf)
        ON CONFLICT DO NOTHING
        """;

    private const string SelectPlaces = "SELECT leaf FROM sequenced WHERE log_index BETWEEN @First AND @Last ORDER BY log_index";

    private const string Close = "INSERT INTO closing (id) VALUES (1) ON CONFLICT DO NOTHING";

    private const string SelectClosed = "SELECT EXISTS (SELECT FROM closing)";

    /// <summary>A commit behind which everything that is visible now is as durable as a commit is.</summary>
    private const string Barrier = "SELECT CAST(pg_logical_emit_message(true, 'tsukuba-vote', '') AS text)";

    private readonly PostgresDatabase database;
    private readonly GroupCommit[] accepting;
    private string floor = "0";
    private volatile bool isDoubtful = true;

    private PostgresEntryStore(PostgresDatabase database)
    {
        this.database = database;
        accepting = [.. Enumerable.Range(0, Lanes).Select(_ =>
            new GroupCommit(new PostgresGroupWriter(database, unit => FindAsync(unit.Unit.Key, CancellationToken.None)), MaximumGroup))];
    }

    /// <summary>Opens the schema; the store owns the database's connections from here on.</summary>
    /// <exception cref="InvalidDataException">The schema or the role is not what it must be.</exception>
    public static async Task<PostgresEntryStore> OpenAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        await database.PrepareAsync(Migrations, cancellationToken);
        return new(database);
    }

    /// <summary>What the owner runs before.</summary>
    public static IReadOnlyList<SqlMigration> Migrations => SqlMigration.Of("postgres-entries");

    public void Dispose()
    {
        Array.ForEach(accepting, lane => lane.Dispose());
        database.Dispose();
    }

    public async Task<StoreOutcome> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
    {
        try
        {
            // Units of a slot stay in one lane, since they wait for one another in the database.
            var lane = (accepted.Unit.Ballot?.Place.Slot.Value ?? 0) % Lanes;
            return await accepting[lane].StoreAsync(accepted, cancellationToken);
        }
        catch
        {
            isDoubtful = true;
            throw;
        }
    }

    public async Task<AcceptedUnit?> FindAsync(LeafHash key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new { Units = new[] { key.Value.ToArray() } };
        EntryRow[] rows = [.. await connection.QueryAsync<EntryRow>(new CommandDefinition(SelectUnits, values, cancellationToken: cancellationToken))];
        if (rows.Length == 0)
        {
            return null;
        }

        await SettleAsync(connection, cancellationToken);
        return EntryRow.ToUnit(rows);
    }

    public async Task<IReadOnlySet<Digest>> FindMarksAsync(IReadOnlyCollection<Digest> marks, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new { Values = marks.Select(mark => mark.ToArray()).ToArray() };
        var taken = await connection.QueryAsync<byte[]>(new CommandDefinition(SelectMark, values, cancellationToken: cancellationToken));
        return taken.Select(value => Digest.TryDecode(value, out var mark) ? mark : null).OfType<Digest>().ToHashSet();
    }

    public async IAsyncEnumerable<AcceptedUnit> AcceptedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await SettleAsync(connection, cancellationToken);
        Dictionary<string, List<EntryRow>> begun = new(StringComparer.Ordinal);
        await foreach (var row in connection.QueryUnbufferedAsync<EntryRow>(SelectAccepted).WithCancellation(cancellationToken))
        {
            // The rows of two units may lie between one another.
            var name = Convert.ToHexString(row.Unit);
            List<EntryRow> rows = begun.Remove(name, out var earlier) ? [.. earlier, row] : [row];
            if (row.IsLastOfItsUnit)
            {
                yield return EntryRow.ToUnit(rows);
            }
            else
            {
                begun.Add(name, rows);
            }
        }
    }

    public Task<IReadOnlyList<AcceptedUnit>> SlotAsync(SlotNumber slot, CancellationToken cancellationToken) =>
        UnitsAsync(SelectSlot, new { Slot = slot.Value }, cancellationToken);

    public Task<IReadOnlyList<AcceptedUnit>> OthersAsync(int after, CancellationToken cancellationToken) =>
        UnitsAsync(SelectOthers, new { After = after }, cancellationToken);

    public Task CloseAsync(CancellationToken cancellationToken) => ExecuteAsync(Close, cancellationToken);

    public async Task<bool> IsClosedAsync(CancellationToken cancellationToken) => await SingleAsync<bool>(SelectClosed, cancellationToken);

    public async Task<bool> IsAnyPendingAsync(CancellationToken cancellationToken) => await SingleAsync<bool>(SelectAnyPending, cancellationToken);

    public async Task<IReadOnlyList<PendingUnit>> PendingAsync(int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var horizon = await connection.QuerySingleAsync<string>(new CommandDefinition(SelectHorizon, cancellationToken: cancellationToken));
        var values = new { Floor = Volatile.Read(ref floor), Limit = limit };
        var oldest = await connection.QuerySingleAsync<string?>(new CommandDefinition(SelectFloor, values, cancellationToken: cancellationToken));
        var others = await connection.QueryAsync<PendingRow>(new CommandDefinition(SelectOther, values, cancellationToken: cancellationToken));
        var ballots = await connection.QueryAsync<PendingRow>(
            new CommandDefinition(SelectBallots, values, cancellationToken: cancellationToken));
        Volatile.Write(ref floor, Earlier(oldest, horizon));
        return [.. others.Concat(ballots).Select(row => row.ToUnit())];
    }

    public async Task<IReadOnlyList<EntryUnit>> LoadAsync(IReadOnlyList<LeafHash> keys, CancellationToken cancellationToken)
    {
        var units = await UnitsAsync(SelectUnits, new { Units = keys.Select(key => key.Value.ToArray()).ToArray() }, cancellationToken);
        var named = units.ToDictionary(unit => unit.Unit.Key, unit => unit.Unit);
        return [.. keys.Select(key => named[key])];
    }

    public async IAsyncEnumerable<Entry> SequencedAsync(EntryIndex first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
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
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var values = new
        {
            First = first.Value,
            Last = first.Value + leaves.Count - 1,
            Leaves = leaves.Select(leaf => leaf.Value.ToArray()).ToArray(),
        };
        await connection.ExecuteAsync(new CommandDefinition(InsertPlaces, values, cancellationToken: cancellationToken));
        var places = await connection.QueryAsync<byte[]>(new CommandDefinition(SelectPlaces, values, cancellationToken: cancellationToken));
        if (!places.Select(Convert.ToHexString).SequenceEqual(values.Leaves.Select(Convert.ToHexString), StringComparer.Ordinal))
        {
            throw new InvalidDataException("The database lacks an entry of the log, or entries have other places: an old backup, or another log.");
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static string Earlier(string? oldest, string horizon) =>
        oldest is not null && ulong.Parse(oldest) < ulong.Parse(horizon) ? oldest : horizon;

    /// <summary>Lets nobody be told that a unit is stored whose commit nobody has confirmed: at first, and after a failure.</summary>
    private async Task SettleAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (isDoubtful)
        {
            PostgresNotice? warning = null;
            ((NpgsqlConnection)connection).Notice += (_, notice) => warning ??= notice.Notice.InvariantSeverity is "WARNING" ? notice.Notice : null;
            await connection.ExecuteAsync(new CommandDefinition(Barrier, cancellationToken: cancellationToken));
            isDoubtful = warning is null ? false : throw new IOException($"Earlier commits are in doubt: {warning.SqlState}.");
        }
    }

    private async Task<IReadOnlyList<AcceptedUnit>> UnitsAsync(string select, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(select, values, cancellationToken: cancellationToken));
        var units = rows.GroupBy(row => Convert.ToHexString(row.Unit), StringComparer.Ordinal).Select(unit => unit.ToArray()).ToArray();
        var decoded = new AcceptedUnit[units.Length];
        await Parallel.ForAsync(0, units.Length, cancellationToken, (i, _) =>
        {
            decoded[i] = EntryRow.ToUnit(units[i]);
            return ValueTask.CompletedTask;
        });
        return decoded;
    }

    private async Task<T> SingleAsync<T>(string select, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<T>(new CommandDefinition(select, cancellationToken: cancellationToken));
    }

    private async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(statement, cancellationToken: cancellationToken));
    }
}
