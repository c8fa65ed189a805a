using Dapper;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Storage;

/// <summary>The checkpoint store as a file of its own with one row.</summary>
public sealed class SqliteCheckpointStore : ICheckpointStore, IDisposable
{
    private const string Start = """
        INSERT INTO checkpoint (id, size, root, note, batch_size) SELECT 1, 0, @Root, @Note, 0
        WHERE NOT EXISTS (SELECT 1 FROM checkpoint)
        """;

    private const string Select = "SELECT size, root, note, batch_size AS BatchSize FROM checkpoint";

    private const string Advance = """
        UPDATE checkpoint SET size = @ToSize, root = @ToRoot, note = @Note, batch_size = @BatchSize
        WHERE size = @FromSize AND root = @FromRoot
        """;

    private readonly SqliteDatabase database;

    private SqliteCheckpointStore(SqliteDatabase database) => this.database = database;

    /// <summary>Opens the file, making it if there is none.</summary>
    public static async Task<SqliteCheckpointStore> OpenAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var opened = new SqliteDatabase(file);
        await opened.PrepareAsync(SqlMigration.Of("sqlite-checkpoint"), cancellationToken);
        await using var connection = await opened.OpenAsync(cancellationToken);
        var empty = new { Root = TreeHash.Empty.ToArray(), Note = Array.Empty<byte>() };
        await connection.ExecuteAsync(new CommandDefinition(Start, empty, cancellationToken: cancellationToken));
        return new(opened);
    }

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
