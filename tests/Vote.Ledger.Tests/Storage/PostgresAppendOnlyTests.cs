using Npgsql;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Writing;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Storage;

/// <summary>What PostgreSQL's rights and triggers stop, tried as the application's role and as those above it; and what they do not. docs/operations.md</summary>
public sealed class PostgresAppendOnlyTests : IDisposable
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly TestElection election = new();
    private readonly TestFolder folder = new();
    private readonly TestStores stores;

    public PostgresAppendOnlyTests() => stores = new(StoreKind.Postgres, folder);

    public void Dispose()
    {
        stores.Dispose();
        election.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("UPDATE entry SET accepted_at = 0")]
    [InlineData("UPDATE sequenced SET log_index = log_index + 100")]
    [InlineData("UPDATE blob SET bytes = ''")]
    [InlineData("UPDATE mark SET leaf = leaf")]
    [InlineData("UPDATE closing SET id = id")]
    [InlineData("DELETE FROM entry")]
    [InlineData("DELETE FROM sequenced")]
    [InlineData("DELETE FROM blob")]
    [InlineData("DELETE FROM mark")]
    [InlineData("DELETE FROM closing")]
    [InlineData("TRUNCATE entry CASCADE")]
    [InlineData("TRUNCATE sequenced")]
    [InlineData("TRUNCATE closing")]
    [InlineData("INSERT INTO sequenced SELECT 0, leaf FROM entry ON CONFLICT (log_index) DO UPDATE SET leaf = excluded.leaf")]
    [InlineData("INSERT INTO entry (accepted_at, included_by, leaf, unit, bytes, ordinal) SELECT 0, 0, leaf, unit, bytes, 9 FROM entry ON CONFLICT (leaf) DO UPDATE SET accepted_at = 0")]
    [InlineData("MERGE INTO sequenced s USING entry e ON e.leaf = s.leaf WHEN MATCHED THEN DELETE")]
    [InlineData("SELECT * FROM entry FOR UPDATE")]
    [InlineData("ALTER TABLE entry DISABLE TRIGGER ALL")]
    [InlineData("ALTER TABLE entry DISABLE TRIGGER append_only")]
    [InlineData("ALTER TABLE closing DISABLE TRIGGER gate")]
    [InlineData("DROP TRIGGER append_only ON entry")]
    [InlineData("DROP TRIGGER gate ON entry")]
    [InlineData("ALTER TABLE entry ADD COLUMN x integer")]
    [InlineData("ALTER TABLE entry DROP CONSTRAINT entry_leaf_check")]
    [InlineData("ALTER TABLE entry OWNER TO tsukuba_app")]
    [InlineData("DROP TABLE entry CASCADE")]
    [InlineData("CREATE TRIGGER mine BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION pass_gate()")]
    [InlineData("CREATE RULE mine AS ON INSERT TO entry DO INSTEAD NOTHING")]
    [InlineData("CREATE TABLE mine (id integer)")]
    [InlineData("CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")]
    [InlineData("DROP FUNCTION refuse_change() CASCADE")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("SET ROLE tsukuba_owner")]
    [InlineData("GRANT UPDATE ON entry TO tsukuba_app")]
    [InlineData("UPDATE migration SET number = 0")]
    [InlineData("COPY entry FROM PROGRAM 'true'")]
    public async Task RefusesTheApplicationEverythingButReadingAndInserting(string statement)
    {
        await FillAsync();
        if (statement.StartsWith("GRANT", StringComparison.Ordinal))
        {
            // Not an error to PostgreSQL, only a warning that nothing was granted.
            await Assert.ThrowsAsync<PostgresException>(() => AsAsync(TestPostgres.App, $"{statement}; UPDATE entry SET accepted_at = 0"));
            return;
        }

        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(TestPostgres.App, statement));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("UPDATE entry SET accepted_at = 0")]
    [InlineData("UPDATE entry SET accepted_at = 0 WHERE false")]
    [InlineData("DELETE FROM mark")]
    [InlineData("TRUNCATE entry CASCADE")]
    [InlineData("INSERT INTO sequenced SELECT 0, leaf FROM entry ON CONFLICT (log_index) DO UPDATE SET leaf = excluded.leaf")]
    public async Task RefusesTheOwnerAndTheSuperuserByTriggers(string statement)
    {
        await FillAsync();
        foreach (var (role, before) in new[]
        {
            (TestPostgres.Owner, ""), ("postgres", ""), ("postgres", "SET session_replication_role = replica; "),
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(role, before + statement));
            Assert.Equal("TV001", refused.SqlState);
        }
    }

    /// <summary>What no trigger stops: its owner. Then the hashes show it.</summary>
    [Fact]
    public async Task NoticesARowThatItsOwnerChanged()
    {
        await FillAsync();
        await AsAsync(TestPostgres.Owner, """
            ALTER TABLE entry DISABLE TRIGGER append_only;
            ALTER TABLE entry DROP CONSTRAINT entry_check;
            UPDATE entry SET bytes = substr(bytes, 2);
            """);

        var store = await stores.EntriesAsync();
        var pending = Assert.Single(await store.PendingAsync(10, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync([pending.Key], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => store.FindAsync(pending.Key, CancellationToken.None));
    }

    [Fact]
    public async Task KeepsTheGateClosedAgainstATemporaryTableOfThatName()
    {
        await FillAsync();
        await (await stores.EntriesAsync()).CloseAsync(CancellationToken.None);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(TestPostgres.App, """
            CREATE TEMPORARY TABLE closing (id integer);
            INSERT INTO entry (accepted_at, included_by, leaf, unit, bytes, slot, generation, sequence, credential, previous)
            VALUES (0, 0, sha256('\x00'), sha256('\x00'), '', 9, 1, 1, '', '');
            """));
        Assert.Equal("TV002", refused.SqlState);
    }

    [Theory]
    [InlineData(TestPostgres.Owner)]
    [InlineData("postgres")]
    public async Task DoesNotServeUnderARoleThatMayDoMore(string role)
    {
        var server = await stores.PreparedAsync();
        using var database = new PostgresDatabase(server.As(role), stores.Schema);

        await Assert.ThrowsAsync<InvalidDataException>(() => PostgresEntryStore.OpenAsync(database, CancellationToken.None));
    }

    [Fact]
    public async Task DoesNotServeFromASchemaWithoutItsMigrations()
    {
        var server = await stores.PreparedAsync();
        using var missing = new PostgresDatabase(server.As(TestPostgres.App), TestPostgres.NewSchema());
        await Assert.ThrowsAsync<InvalidDataException>(() => PostgresEntryStore.OpenAsync(missing, CancellationToken.None));

        await AsAsync(TestPostgres.Owner, "UPDATE migration SET sha256 = '' WHERE set_name = 'postgres-entries'");
        await Assert.ThrowsAsync<InvalidDataException>(() => stores.EntriesAsync());
        await Assert.ThrowsAsync<InvalidDataException>(() => server.MigrateAsync(stores.Schema, PostgresEntryStore.Migrations));
    }

    [Fact]
    public async Task MigratesOnceHoweverManyTry()
    {
        var server = await TestPostgres.SharedAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.MigrateAsync(stores.Schema, PostgresEntryStore.Migrations)));
        await FillAsync();
    }

    /// <summary>The row that stops rollback goes forward only, and only this row.</summary>
    [Theory]
    [InlineData("UPDATE checkpoint SET size = 0", "TV001")]
    [InlineData("UPDATE checkpoint SET id = 2", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("DELETE FROM checkpoint", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("TRUNCATE checkpoint", PostgresErrorCodes.InsufficientPrivilege)]
    public async Task LetsTheCheckpointOnlyGrow(string statement, string state)
    {
        await stores.HeadsAsync();
        var server = await stores.PreparedAsync();
        await using var connection = new NpgsqlConnection(server.As(TestPostgres.App, "_checkpoint") + $";Search Path={stores.Schema.Text};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);

        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    private async Task AsAsync(string role, string statement) =>
        await (await stores.PreparedAsync()).ExecuteAsync(role, stores.Schema, statement);

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
