using Vote.Ledger.Files;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Api.Elections;

/// <summary>The stores of an election, opened: in SQLite files of one machine, or in PostgreSQL for several processes.</summary>
public sealed class HouseStores : IAsyncDisposable
{
    private readonly IReadOnlyList<object> owned;

    private HouseStores(SqlDatabase enrolments, SequencerStores stores) =>
        (Enrolments, ForSequencer, owned) = (enrolments, stores, [.. new object?[] { stores.Turn, stores.Entries, stores.Heads, enrolments }.OfType<object>()]);

    /// <summary>What the enrolment desk may change after it was run by its owner.</summary>
    internal static IReadOnlyList<SqlMigration> DeskInPostgres => SqlMigration.Of(typeof(HouseStores).Assembly, "postgres-desk");

    internal SqlDatabase Enrolments { get; }

    internal IEntryStore Entries => ForSequencer.Entries;

    internal ILogFiles Files => ForSequencer.Files;

    internal SequencerStores ForSequencer { get; }

    /// <summary>In files of the election's folder.</summary>
    public static async Task<HouseStores> OpenSqliteAsync(HouseFolder folder, CancellationToken cancellationToken)
    {
        var enrolments = new SqliteDatabase(folder.Enrolments);
        await enrolments.PrepareAsync(SqlMigration.Of(typeof(HouseStores).Assembly, "sqlite-desk"), cancellationToken);
        return new(enrolments, new(
            await SqliteEntryStore.OpenAsync(folder.Entries, cancellationToken),
            await SqliteCheckpointStore.OpenAsync(folder.Checkpoint, cancellationToken),
            new DiskLogFiles(folder.Log, folder.Work)));
    }

    /// <summary>In PostgreSQL; the log's files lie in the folder, which all processes share.</summary>
    public static async Task<HouseStores> OpenPostgresAsync(
        HouseFolder folder, PostgresHouse house, CancellationToken cancellationToken)
    {
        var enrolments = house.Entries();
        await enrolments.PrepareAsync(DeskInPostgres, cancellationToken);
        return new(enrolments, new(
            await PostgresEntryStore.OpenAsync(house.Entries(), cancellationToken),
            await PostgresCheckpointStore.OpenAsync(house.Checkpoint(), cancellationToken),
            new DiskLogFiles(folder.Log, folder.Work))
        {
            Turn = new PostgresTurn(house.Entries()),
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var one in owned)
        {
            switch (one)
            {
                case IAsyncDisposable later:
                    await later.DisposeAsync();
                    break;
                case IDisposable now:
                    now.Dispose();
                    break;
            }
        }
    }
}
