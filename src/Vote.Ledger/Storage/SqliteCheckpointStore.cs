using Dapper;
using Vote.Canonical;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Storage;

/// <summary>The checkpoint store as a file of its own with one row.</summary>
public sealed class SqliteCheckpointStore : ICheckpointStore, IDisposable
{
    private const string Schema = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS checkpoint (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            size INTEGER NOT NULL CHECK (size >= 0),
            root BLOB NOT NULL CHECK (length(root) = 32),
            note BLOB NOT NULL,
            batch_size INTEGER NOT NULL CHECK (batch_size >= 0)
        ) STRICT;
        CREATE TRIGGER IF NOT EXISTS checkpoint_grows BEFORE UPDATE ON checkpoint WHEN NEW.size <= OLD.size
        BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
        CREATE TRIGGER IF NOT EXISTS checkpoint_no_delete BEFORE DELETE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
        COMMIT;
        """;

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
        await opened.CreateAsync(Schema, cancellationToken);
        await using var connection = await opened.OpenAsync(cancellationToken);
        var empty = new { Root = TreeHash.Empty.ToArray(), Note = Array.Empty<byte>() };
        await connection.ExecuteAsync(new CommandDefinition(Start, empty, cancellationToken: cancellationToken));
        return new(opened);
    }

    public void Dispose() => database.Dispose();

    public async Task<StoredHead> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(Select, cancellationToken: cancellationToken));
        return Digest.TryDecode(row.Root, out var root)
            ? new(new(row.Size), root, row.Note, checked((int)row.BatchSize))
            : throw new InvalidDataException("The checkpoint store is damaged.");
    }

    public async Task<bool> TryAdvanceAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new
        {
            FromSize = from.Size.Value,
            FromRoot = from.Root.ToArray(),
            ToSize = to.Size.Value,
            ToRoot = to.Root.ToArray(),
            Note = to.Note.ToArray(),
            to.BatchSize,
        };
        return await connection.ExecuteAsync(new CommandDefinition(Advance, values, cancellationToken: cancellationToken)) == 1;
    }

    private sealed class Row
    {
        public long Size { get; init; }

        public byte[] Root { get; init; } = [];

        public byte[] Note { get; init; } = [];

        public long BatchSize { get; init; }
    }
}
