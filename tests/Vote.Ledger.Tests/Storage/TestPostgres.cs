using System.Diagnostics;
using Npgsql;
using Vote.Ledger.Storage;
using Vote.Testing;

namespace Vote.Ledger.Tests.Storage;

/// <summary>
/// A database in the throw-away cluster of this test run (<c>./test</c> starts one), or in one of this process's own. Every house has
/// a schema of its own in it. Linked into every test project that needs it.
/// </summary>
internal sealed class TestPostgres
{
    internal const string Owner = "tsukuba_owner";

    internal const string App = "tsukuba_app";

    private const string MakeRoles = $"""
        SELECT pg_advisory_lock(1);
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Owner}') THEN
                CREATE ROLE {Owner} LOGIN; CREATE ROLE {App} LOGIN;
            END IF;
        END $$;
        SELECT pg_advisory_unlock(1);
        """;

    private static readonly Lazy<Task<TestPostgres>> Started = new(StartAsync);

    private readonly string socket;
    private readonly string database = $"t_{Guid.CreateVersion7():N}";

    private TestPostgres(string socket) => this.socket = socket;

    internal static Task<TestPostgres> SharedAsync() => Started.Value;

    /// <summary>A name no other house of this database has.</summary>
    internal static SchemaName NewSchema() => Name($"s_{Guid.CreateVersion7():N}");

    internal static SchemaName Name(string text) =>
        SchemaName.TryParse(text, out var name) ? name : throw new ArgumentException("no name", nameof(text));

    /// <summary>How a role connects; few connections each, since a run has many houses.</summary>
    internal string As(string role, string suffix = "") => new NpgsqlConnectionStringBuilder
    {
        Host = socket,
        Username = role,
        Database = database + suffix,
        MaxPoolSize = 8,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 2,
    }.ToString();

    /// <summary>What the owner's command does before a server starts.</summary>
    internal async Task MigrateAsync(SchemaName schema, params IReadOnlyList<SqlMigration>[] sets)
    {
        foreach (var set in sets)
        {
            var suffix = set[0].Set == "postgres-checkpoint" ? "_checkpoint" : "";
            await new PostgresMigrator(As(Owner, suffix), Name(App)).RunAsync(schema, set, CancellationToken.None);
        }
    }

    /// <summary>Runs a statement as a role, in a schema, on a connection of its own.</summary>
    internal async Task ExecuteAsync(string role, SchemaName schema, string statement)
    {
        var settings = new NpgsqlConnectionStringBuilder(As(role)) { SearchPath = schema.Text, Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<TestPostgres> StartAsync()
    {
        var cluster = Environment.GetEnvironmentVariable("TSUKUBA_POSTGRES") is { Length: > 0 } shared ? shared : StartCluster();
        var started = new TestPostgres(cluster);
        await using var connection = new NpgsqlConnection($"Host={cluster};Username=postgres;Database=postgres;Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in new[]
        {
            MakeRoles,
            $"CREATE DATABASE {started.database} OWNER {Owner}",
            $"CREATE DATABASE {started.database}_checkpoint OWNER {Owner}",
        })
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }

        return started;
    }

    private static string StartCluster()
    {
        var memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var folder = Path.Combine(memory, $"tsukuba-postgres-{Guid.CreateVersion7():N}"[..40]);
        Run("start", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Run("stop", folder);
        return folder;
    }

    private static void Run(string action, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(RepositoryRoot.Of("tools", "postgres-cluster.sh"), [action, folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
