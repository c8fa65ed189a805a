using Dapper;
using Vote.Canonical;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Storage;

/// <summary>The checkpoint store as one row in a database of its own: on another disk than the entries, outside their backup.</summary>
public sealed class PostgresCheckpointStore : ICheckpointStore, IDisposable
{
    private const string Start = "INSERT INTO checkpoint (id, size, root, note, batch_size) VALUES (1, 0, @Root, @Note, 0) ON CONFLICT DO NOTHING";

    private const string Select = "SELECT size, root, note, batch_size AS BatchSize FROM checkpoint";

    private const string Advance = """
        UPDATE checkpoint SET size = @ToSize, root = @ToRoot, note = @Note, batch_size = @BatchSize
        WHERE size = @FromSize AND root = @FromRoot
        """;

    private readonly PostgresDatabase database;

    private PostgresCheckpointStore(PostgresDatabase database) => this.database = database;

    /// <summary>Opens the schema; the store owns the database's connections from here on.</summary>
    /// <exception cref="InvalidDataException">The schema or the role is not what it must be.</exception>
    public static async Task<PostgresCheckpointStore> OpenAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        await database.PrepareAsync(Migrations, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var empty = new { Root = TreeHash.Empty.ToArray(), Note = Array.Empty<byte>() };
        await connection.ExecuteAsync(new CommandDefinition(Start, empty, cancellationToken: cancellationToken));
        return new(database);
    }

    /// <summary>What the owner runs before.</summary>
    public static IReadOnlyList<SqlMigration> Migrations => SqlMigration.Of("postgres-checkpoint");

    public void Dispose() => database.Dispose();

    public async Task<StoredHead> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleAsync<CheckpointRow>(new CommandDefinition(Select, cancellationToken: cancellationToken));
        return row.ToHead();
    }

    public async Task<bool> TryAdvanceAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(Advance, CheckpointRow.Swap(from, to), cancellationToken: cancellationToken)) == 1;
    }
}
