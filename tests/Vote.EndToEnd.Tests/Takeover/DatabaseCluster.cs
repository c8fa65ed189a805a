using System.Diagnostics;
using Npgsql;
using Vote.Testing;

namespace Vote.EndToEnd.Tests.Takeover;

/// <summary>
/// A PostgreSQL of this test's own, since it will crash: roles and databases as docs/operations.md says, by a superuser who then goes away.
/// </summary>
internal sealed class DatabaseCluster : IAsyncDisposable
{
    private const string Owner = "tsukuba_owner";
    private const string App = "tsukuba_app";
    private const string Entries = "tsukuba";
    private const string Checkpoint = "tsukuba_checkpoint";

    private readonly string folder;

    private DatabaseCluster(string folder) => this.folder = folder;

    /// <summary>The server's role, for <c>database prepare</c>.</summary>
    public static string Role => App;

    /// <summary>How the tables' owner connects.</summary>
    public (string Entries, string Checkpoint) AsOwner => (Connection(Owner, Entries), Connection(Owner, Checkpoint));

    /// <summary>How a server connects, under a name that shows who holds a lock.</summary>
    public (string Entries, string Checkpoint) AsServer(string name) =>
        ($"{Connection(App, Entries)};Application Name={name}", $"{Connection(App, Checkpoint)};Application Name={name}");

    public static async Task<DatabaseCluster> StartAsync()
    {
        var memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var cluster = new DatabaseCluster(Path.Combine(memory, $"tsukuba-takeover-{Guid.CreateVersion7():N}"[..40]));
        await cluster.RunAsync("start");
        foreach (var statement in (string[])
        [
            $"CREATE ROLE {Owner} LOGIN", $"CREATE ROLE {App} LOGIN",
            $"CREATE DATABASE {Entries} OWNER {Owner}", $"CREATE DATABASE {Checkpoint} OWNER {Owner}",
        ])
        {
            await cluster.AskAsync(statement);
        }

        return cluster;
    }

    /// <summary>All its processes end at once, and it starts again.</summary>
    public Task CrashAsync() => RunAsync("crash");

    /// <summary>The name of the server whose connection holds the sequencers' lock; nothing while nobody does.</summary>
    public async Task<string?> SequencerAsync() => await AskAsync(
        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted") as string;

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync("stop");
    }

    private string Connection(string role, string database) => $"Host={folder};Username={role};Database={database}";

    private async Task<object?> AskAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres", "postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task RunAsync(string action)
    {
        var script = RepositoryRoot.Of("tools", "postgres-cluster.sh");
        using var process = Process.Start(new ProcessStartInfo(script, [action, folder]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
