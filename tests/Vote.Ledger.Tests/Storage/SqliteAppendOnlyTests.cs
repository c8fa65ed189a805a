using Microsoft.Data.Sqlite;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Writing;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Storage;

/// <summary>What SQLite's triggers stop, and what they do not. docs/operations.md</summary>
public sealed class SqliteAppendOnlyTests : IDisposable
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly TestElection election = new();
    private readonly TestFolder folder = new();
    private readonly TestStores stores;

    public SqliteAppendOnlyTests() => stores = new(StoreKind.Sqlite, folder);

    public void Dispose()
    {
        stores.Dispose();
        election.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("UPDATE entry SET accepted_at = 0")]
    [InlineData("UPDATE OR REPLACE entry SET id = 1 WHERE id = 2")]
    [InlineData("DELETE FROM entry")]
    [InlineData("INSERT OR REPLACE INTO entry SELECT * FROM entry")]
    [InlineData("REPLACE INTO entry SELECT id + 100, leaf, unit, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, id + 100, blob, bytes FROM entry")]
    [InlineData("REPLACE INTO entry SELECT id + 100, zeroblob(32), unit, 0, 0, NULL, NULL, slot, generation, sequence, credential, randomblob(32), NULL, blob, bytes FROM entry WHERE sequence = 1")]
    [InlineData("REPLACE INTO entry SELECT id + 100, zeroblob(32), unit, 0, 0, enrolled_slot, enrolled_generation, NULL, NULL, NULL, NULL, NULL, NULL, blob, bytes FROM entry WHERE enrolled_slot = 1")]
    [InlineData("REPLACE INTO entry SELECT id + 100, zeroblob(32), unit, 0, 0, NULL, NULL, slot, generation, 7, credential, previous, NULL, blob, bytes FROM entry WHERE sequence = 1")]
    [InlineData("REPLACE INTO entry SELECT id + 100, zeroblob(32), unit, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ordinal, blob, bytes FROM entry WHERE ordinal = 1")]
    [InlineData("INSERT INTO entry SELECT * FROM entry WHERE true ON CONFLICT DO UPDATE SET accepted_at = 0")]
    [InlineData("UPDATE blob SET bytes = x'00'")]
    [InlineData("DELETE FROM blob")]
    [InlineData("INSERT OR REPLACE INTO blob SELECT sha256, x'00' FROM blob")]
    [InlineData("UPDATE mark SET value = zeroblob(32)")]
    [InlineData("DELETE FROM mark")]
    [InlineData("INSERT OR REPLACE INTO mark SELECT value, (SELECT leaf FROM entry WHERE id = 1) FROM mark")]
    [InlineData("UPDATE sequenced SET log_index = log_index + 100")]
    [InlineData("DELETE FROM sequenced")]
    [InlineData("INSERT OR REPLACE INTO sequenced SELECT log_index + 100, leaf FROM sequenced")]
    [InlineData("INSERT OR REPLACE INTO sequenced SELECT 0, leaf FROM entry")]
    [InlineData("INSERT INTO closing VALUES (1); DELETE FROM closing")]
    [InlineData("INSERT INTO closing VALUES (1); UPDATE closing SET id = 2")]
    [InlineData("INSERT INTO closing VALUES (1); REPLACE INTO closing VALUES (1)")]
    public async Task RefusesEveryChangeOfARowFromAnyConnection(string statement)
    {
        await FillAsync();
        foreach (var recursive in new[] { "ON", "OFF" })
        {
            await using var connection = new SqliteConnection($"Data Source={stores.Database.FullName};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA recursive_triggers = {recursive}; {statement}";

            var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NoticesARowThatWasChangedPastTheTriggers()
    {
        await FillAsync();
        await using (var connection = new SqliteConnection($"Data Source={stores.Database.FullName};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER entry_no_update; UPDATE entry SET bytes = substr(bytes, 2)";
            await command.ExecuteNonQueryAsync();
        }

        var store = await stores.EntriesAsync();
        var pending = Assert.Single(await store.PendingAsync(10, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync([pending.Key], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => store.FindAsync(pending.Key, CancellationToken.None));
    }

    private async Task FillAsync()
    {
        AcceptedUnit[] units =
        [
            new(TestHouse.Unit(election.Opened()), Time, Time) { Ordinal = 1 },
            new(TestHouse.Unit(election.Enrolment(1), election.FirstBallot(1, new Payload(new byte[40_000]))).Marked([Digest.Sha256("mark"u8)]), Time, Time),
            new(TestHouse.Unit(election.Enrolment(2), election.FirstBallot(2)), Time, Time),
        ];
        var store = await stores.EntriesAsync();
        foreach (var unit in units)
        {
            Assert.IsType<StoreOutcome.Stored>(await store.AcceptAsync(unit, CancellationToken.None));
        }

        LeafHash[] sequenced = [.. units[..2].SelectMany(unit => unit.Unit.Entries).Select(entry => entry.LeafHash)];
        await store.SequenceAsync(new(0), sequenced, CancellationToken.None);
    }
}
