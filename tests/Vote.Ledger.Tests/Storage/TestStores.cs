using Microsoft.Data.Sqlite;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Storage;

/// <summary>The stores that every suite runs against.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>One election's stores, opened as often as a test has processes.</summary>
internal sealed class TestStores(StoreKind kind, TestFolder folder) : IDisposable
{
    private readonly List<IDisposable> opened = [];
    private readonly SchemaName schema = TestPostgres.NewSchema();
    private bool isPrepared;

    internal StoreKind Kind => kind;

    internal SchemaName Schema => schema;

    internal FileInfo Database => new(Path.Combine(folder.Path, "entries.db"));

    public void Dispose()
    {
        opened.ForEach(one => one.Dispose());
        opened.Clear();
        SqliteConnection.ClearAllPools();
    }

    internal async Task<IEntryStore> EntriesAsync() => kind == StoreKind.Sqlite
        ? Opened(await SqliteEntryStore.OpenAsync(Database, CancellationToken.None))
        : Opened(await PostgresEntryStore.OpenAsync(await EntriesDatabaseAsync(), CancellationToken.None));

    internal async Task<ICheckpointStore> HeadsAsync()
    {
        if (kind == StoreKind.Sqlite)
        {
            return Opened(await SqliteCheckpointStore.OpenAsync(new(Path.Combine(folder.Path, "checkpoint.db")), CancellationToken.None));
        }

        var server = await PreparedAsync();
        return Opened(await PostgresCheckpointStore.OpenAsync(new(server.As(TestPostgres.App, "_checkpoint"), schema), CancellationToken.None));
    }

    /// <summary>The election as one of several processes; a lock file is SQLite's only turn.</summary>
    internal async Task<ISequencerTurn?> TurnAsync() => kind == StoreKind.Sqlite ? null : new PostgresTurn(await EntriesDatabaseAsync());

    internal async Task<TestPostgres> PreparedAsync()
    {
        var server = await TestPostgres.SharedAsync();
        if (!isPrepared)
        {
            isPrepared = true;
            await server.MigrateAsync(schema, PostgresEntryStore.Migrations, PostgresCheckpointStore.Migrations);
        }

        return server;
    }

    /// <summary>Copies what is stored now; the answer opens the copy, as after a restore.</summary>
    internal async Task<Func<Task<IEntryStore>>> BackUpAsync()
    {
        if (kind == StoreKind.Sqlite)
        {
            FileInfo backup = new(Path.Combine(folder.Path, "backup.db"));
            await using var source = new SqliteConnection($"Data Source={Database.FullName};Pooling=False");
            await using var target = new SqliteConnection($"Data Source={backup.FullName};Pooling=False");
            await source.OpenAsync();
            await target.OpenAsync();
            source.BackupDatabase(target);
            return async () => Opened(await SqliteEntryStore.OpenAsync(backup, CancellationToken.None));
        }

        var server = await PreparedAsync();
        var copy = TestPostgres.NewSchema();
        await server.MigrateAsync(copy, PostgresEntryStore.Migrations);
        foreach (var table in new[] { "blob", "entry", "sequenced", "mark", "closing" })
        {
            await server.ExecuteAsync(TestPostgres.Owner, copy, $"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {schema.Text}.{table}");
        }

        return async () => Opened(await PostgresEntryStore.OpenAsync(new(server.As(TestPostgres.App), copy), CancellationToken.None));
    }

    private async Task<PostgresDatabase> EntriesDatabaseAsync() => new((await PreparedAsync()).As(TestPostgres.App), schema);

    private T Opened<T>(T store)
        where T : IDisposable
    {
        opened.Add(store);
        return store;
    }
}
