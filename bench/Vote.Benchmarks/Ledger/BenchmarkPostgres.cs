using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Vote.Ledger.Files;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Benchmarks.Ledger;

/// <summary>A throw-away cluster on the disk of the benchmark, and pgbench beside it.</summary>
internal sealed class BenchmarkPostgres : IDisposable
{
    // A row of the size of a ballot's, so that the same bytes go to the log.
    private const string Script = "INSERT INTO plain (leaf, bytes) VALUES (decode(md5(random()::text) || md5(random()::text), 'hex'), (SELECT bytes FROM sample));";

    private readonly DirectoryInfo folder;
    private int schemas;

    private BenchmarkPostgres(DirectoryInfo folder) => this.folder = folder;

    public static async Task<BenchmarkPostgres> StartAsync(DirectoryInfo folder)
    {
        Run(ClusterScript(), "start", folder.FullName);
        var server = new BenchmarkPostgres(folder);
        await server.ExecuteAsync("CREATE ROLE bench_owner LOGIN; CREATE ROLE bench_app LOGIN; GRANT CREATE ON DATABASE postgres TO bench_owner");
        await server.ExecuteAsync("""
            CREATE TABLE plain (leaf bytea PRIMARY KEY, bytes bytea NOT NULL); ALTER TABLE plain ALTER bytes SET STORAGE EXTERNAL;
            CREATE TABLE sample (bytes bytea); ALTER TABLE sample ALTER bytes SET STORAGE EXTERNAL;
            INSERT INTO sample SELECT decode(string_agg(md5(i::text), ''), 'hex') FROM generate_series(1, 560) AS i
            """);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "insert.sql"), Script);
        return server;
    }

    public void Dispose() => Run(ClusterScript(), "stop", folder.FullName);

    /// <summary>Stores in a fresh schema, as the application's role.</summary>
    public async Task<SequencerStores> OpenAsync(DirectoryInfo log)
    {
        var schema = Name($"bench_{++schemas}");
        foreach (var set in new[] { PostgresEntryStore.Migrations, PostgresCheckpointStore.Migrations })
        {
            await new PostgresMigrator(As("bench_owner"), Name("bench_app")).RunAsync(schema, set, CancellationToken.None);
        }

        return new(
            await PostgresEntryStore.OpenAsync(new(As("bench_app"), schema), CancellationToken.None),
            await PostgresCheckpointStore.OpenAsync(new(As("bench_app"), schema), CancellationToken.None),
            new DiskLogFiles(log.CreateSubdirectory("log"), log.CreateSubdirectory("work")));
    }

    /// <summary>Single-row inserts of a ballot's bytes, each its own transaction.</summary>
    public string Pgbench(int clients, int seconds)
    {
        var text = Run(
            "pgbench", "-h", folder.FullName, "-U", "postgres", "-n", "-M", "prepared", "-f", Path.Combine(folder.FullName, "insert.sql"),
            "-c", $"{clients}", "-j", "2", "-T", $"{seconds}", "postgres");
        var lines = text.Split('\n');
        var rate = double.Parse(lines.First(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2], CultureInfo.InvariantCulture);
        var latency = lines.First(line => line.StartsWith("latency average", StringComparison.Ordinal)).Split('=')[1].Trim();
        return string.Create(CultureInfo.InvariantCulture, $"{"single-row inserts",-19}{rate,7:F0}/s, average {latency}");
    }

    /// <summary>The documented command. docs/operations.md</summary>
    public void Dump(string file) => Run("pg_dump", "-Fc", "-d", Place("postgres"), "-n", $"bench_{schemas}", "-f", file);

    /// <summary>The same, into an empty database whose roles exist.</summary>
    public async Task RestoreAsync(string file)
    {
        await ExecuteAsync("CREATE DATABASE restored OWNER bench_owner");
        Run("pg_restore", "-d", Place("restored"), file);
    }

    /// <summary>The entries of the restored database.</summary>
    public Task<PostgresEntryStore> OpenRestoredAsync() =>
        PostgresEntryStore.OpenAsync(new(As("bench_app").Replace("Database=postgres", "Database=restored", StringComparison.Ordinal), Name($"bench_{schemas}")), CancellationToken.None);

    private string Place(string database) => $"host={folder.FullName} dbname={database} user=postgres";

    private static SchemaName Name(string text) => SchemaName.TryParse(text, out var name) ? name : throw new UnreachableException();

    private static string ClusterScript() => Path.Combine(Environment.CurrentDirectory, "tools", "postgres-cluster.sh");

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} failed");
    }

    private string As(string role) => $"Host={folder.FullName};Username={role};Database=postgres;Maximum Pool Size=20";

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(As("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
