using Vote.Api.Elections;
using Vote.Api.SignIn;
using Vote.Crypto.Ballots;
using Vote.Ledger.Anchors;
using Vote.Ledger.Storage;

namespace Vote.Api.Configuration;

/// <summary>How the owner of the tables connects, and the role that the server will use.</summary>
/// <param name="Entries">The owner in the database of entries.</param>
/// <param name="Checkpoint">The owner in the database of checkpoints.</param>
/// <param name="App">The server's role.</param>
internal sealed record DatabaseOwner(string Entries, string Checkpoint, SchemaName App);

/// <summary>Makes and migrates the schemas of a server and its elections in PostgreSQL. docs/operations.md</summary>
internal static class DatabasePreparation
{
    /// <returns>The schemas, in order.</returns>
    public static async Task<IReadOnlyList<SchemaName>> RunAsync(
        IReadOnlyList<ElectionId> elections, DatabaseOwner owner, CancellationToken cancellationToken)
    {
        var entries = new PostgresMigrator(owner.Entries, owner.App);
        var checkpoint = new PostgresMigrator(owner.Checkpoint, owner.App);
        List<SchemaName> done = [PostgresServer.ServerSchema];
        await entries.RunAsync(PostgresServer.ServerSchema, SignInStore.Migrations(inPostgres: true), cancellationToken);
        foreach (var election in elections)
        {
            var schema = PostgresHouse.SchemaOf(election);
            await entries.RunAsync(schema, PostgresEntryStore.Migrations, cancellationToken);
            await entries.RunAsync(schema, HouseStores.DeskInPostgres, cancellationToken);
            await entries.RunAsync(schema, AnchorStore.PostgresMigrations, cancellationToken);
            await checkpoint.RunAsync(schema, PostgresCheckpointStore.Migrations, cancellationToken);
            done.Add(schema);
        }

        return done;
    }
}
