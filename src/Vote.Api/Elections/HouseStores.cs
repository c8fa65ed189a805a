using Vote.Api.Enrolment;
using Vote.Ledger.Files;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Api.Elections;

/// <summary>The stores of an election, opened.</summary>
internal sealed class HouseStores : IDisposable
{
    private readonly SqliteEntryStore entries;
    private readonly SqliteCheckpointStore heads;

    private HouseStores(SqliteEntryStore entries, SqliteCheckpointStore heads, SqliteDatabase enrolments, ILogFiles files) =>
        (this.entries, this.heads, Enrolments, Files) = (entries, heads, enrolments, files);

    public SqliteDatabase Enrolments { get; }

    public IEntryStore Entries => entries;

    public ILogFiles Files { get; }

    public SequencerStores ForSequencer => new(entries, heads, Files);

    public static async Task<HouseStores> OpenAsync(HouseFolder folder, CancellationToken cancellationToken)
    {
        var enrolments = new SqliteDatabase(folder.Enrolments);
        await enrolments.CreateAsync(SqliteActNonces.Schema + SqliteEnrolments.Schema, cancellationToken);
        return new(
            await SqliteEntryStore.OpenAsync(folder.Entries, cancellationToken),
            await SqliteCheckpointStore.OpenAsync(folder.Checkpoint, cancellationToken),
            enrolments,
            new DiskLogFiles(folder.Log, folder.Work));
    }

    public void Dispose()
    {
        entries.Dispose();
        heads.Dispose();
        Enrolments.Dispose();
    }
}
