using Microsoft.Data.Sqlite;
using Npgsql;
using Vote.Ledger.Tests.Storage;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>What was decided and sent is only added to; tried on rows that an anchor left, as the server may and as its owner may.</summary>
[Collection(AnvilCollection.Name)]
public sealed class AnchorStoreTests(TestAnvil anvil)
{
    private static readonly string[] Tables = ["anchor_due", "anchor_attempt", "anchor_sent", "anchor_final"];

    [Fact]
    public async Task KeepsEveryRowInSqlite()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        await worker.FinishAsync();
        var statements = Tables.SelectMany(table => new[]
        {
            $"UPDATE {table} SET size = size + 1", $"DELETE FROM {table}", $"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        });
        foreach (var statement in statements)
        {
            await using var connection = new SqliteConnection($"Data Source={worker.File.FullName};Pooling=False");
            await connection.OpenAsync();
            await using var command = new SqliteCommand(statement, connection);
            var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task KeepsEveryRowInPostgres()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log, kind: StoreKind.Postgres);
        await worker.FinishAsync();
        var server = await TestPostgres.SharedAsync();
        foreach (var statement in Tables.SelectMany(table => new[] { $"UPDATE {table} SET size = size + 1", $"DELETE FROM {table}", $"TRUNCATE {table} CASCADE" }))
        {
            var denied = await Assert.ThrowsAsync<PostgresException>(() => server.ExecuteAsync(TestPostgres.App, worker.Schema, statement));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
            var stopped = await Assert.ThrowsAsync<PostgresException>(() => server.ExecuteAsync(TestPostgres.Owner, worker.Schema, statement));
            Assert.Equal("TV001", stopped.SqlState);
        }
    }
}
