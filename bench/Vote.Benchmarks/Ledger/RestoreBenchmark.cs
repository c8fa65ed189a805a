using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Vote.Ledger.Files;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Benchmarks.Ledger;

/// <summary>
/// How long it takes to be back after everything but the checkpoint store and a backup is lost: backup, restore, and a start that reads all
/// entries and writes the log's files anew. docs/operations.md
/// </summary>
internal static class RestoreBenchmark
{
    private const int Chunk = 10_000;
    private const int Clients = 256;

    /// <param name="output">Where figures go.</param>
    /// <param name="ballots">How many, each with its enrolment.</param>
    public static async Task RunAsync(TextWriter output, int ballots)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, $"restore-bench-{Environment.ProcessId}"));
        try
        {
            using var election = new BenchmarkElection();
            await RunSqliteAsync(output, election, ballots, folder.CreateSubdirectory("sqlite"));
            using var server = await BenchmarkPostgres.StartAsync(folder.CreateSubdirectory("postgres"));
            await RunPostgresAsync(output, election, ballots, (server, folder.CreateSubdirectory("postgres-log")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunSqliteAsync(TextWriter output, BenchmarkElection election, int ballots, DirectoryInfo folder)
    {
        FileInfo At(string name) => new(Path.Combine(folder.FullName, $"{name}.sqlite"));
        var heads = await SqliteCheckpointStore.OpenAsync(At("checkpoint"), CancellationToken.None);
        var entries = await SqliteEntryStore.OpenAsync(At("entries"), CancellationToken.None);
        var head = await FillAsync(output, election, ballots, new(entries, heads, Files(folder, "log")));
        await TimeAsync(output, "SQLite backup", () => CopyAsync(At("entries"), At("backup")));
        entries.Dispose();
        await TimeAsync(output, "SQLite restore", () => CopyAsync(At("backup"), At("restored")));
        using var restored = await SqliteEntryStore.OpenAsync(At("restored"), CancellationToken.None);
        await TimeAsync(output, "SQLite start", () => StartAsync(election, new(restored, heads, Files(folder, "log-again")), head));
        heads.Dispose();
        output.WriteLine(Text($"SQLite: {At("backup").Length / 1e9:F2} GB of backup"));
    }

    private static async Task RunPostgresAsync(
        TextWriter output, BenchmarkElection election, int ballots, (BenchmarkPostgres Server, DirectoryInfo Log) at)
    {
        var stores = await at.Server.OpenAsync(at.Log);
        var head = await FillAsync(output, election, ballots, stores);
        var dump = Path.Combine(at.Log.FullName, "backup.dump");
        await TimeAsync(output, "PostgreSQL backup (pg_dump)", () => Task.Run(() => at.Server.Dump(dump)));
        ((IDisposable)stores.Entries).Dispose();
        await TimeAsync(output, "PostgreSQL restore (pg_restore)", () => at.Server.RestoreAsync(dump));
        using var restored = await at.Server.OpenRestoredAsync();
        await TimeAsync(output, "PostgreSQL start", () => StartAsync(election, new(restored, stores.Heads, Files(at.Log, "log-again")), head));
        output.WriteLine(Text($"PostgreSQL: {new FileInfo(dump).Length / 1e9:F2} GB of backup"));
    }

    private static async Task<LogHead> FillAsync(TextWriter output, BenchmarkElection election, int ballots, SequencerStores stores)
    {
        var sequencer = new Sequencer(election.ForSequencer, stores);
        var start = Stopwatch.GetTimestamp();
        await StoreAsync(stores.Entries, [election.Opening]);
        await sequencer.RunOnceAsync(CancellationToken.None);
        for (var first = 0; first < ballots; first += Chunk)
        {
            await StoreAsync(stores.Entries, election.Ballots(Math.Min(Chunk, ballots - first), first: first));
            await sequencer.DrainAsync(CancellationToken.None);
        }

        output.WriteLine(Text($"{ballots} ballots made, stored and published in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
        return sequencer.Head;
    }

    private static async Task StoreAsync(IEntryStore store, IReadOnlyList<EntryUnit> units)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var options = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForEachAsync(units.Select((unit, i) => (unit, i)), options, async (one, token) =>
            _ = await store.AcceptAsync(new(one.unit, time, time) { Ordinal = one.unit.Ballot is null ? 1 : null }, token) is StoreOutcome.Stored
                ? 0
                : throw new InvalidOperationException("not stored"));
    }

    /// <summary>What a server does at its start: all stored units into intake, all of the log's files from the entries.</summary>
    private static async Task StartAsync(BenchmarkElection election, SequencerStores stores, LogHead head)
    {
        var sequencer = new Sequencer(election.ForSequencer, stores);
        using var intake = await Intake.OpenAsync(election.ForIntake, stores.Entries, sequencer.FollowAsync, CancellationToken.None);
        await sequencer.RunOnceAsync(CancellationToken.None);
        if (sequencer.Head != head || !await stores.Files.ExistsAsync(LogPath.Checkpoint, CancellationToken.None))
        {
            throw new InvalidOperationException("something was lost");
        }
    }

    /// <summary>What <c>Vote.Api backup</c> and <c>restore</c> do with each database.</summary>
    private static async Task CopyAsync(FileInfo source, FileInfo target)
    {
        await using var from = new SqliteConnection($"Data Source={source.FullName};Mode=ReadWrite;Pooling=False");
        await using var to = new SqliteConnection($"Data Source={target.FullName};Pooling=False");
        await from.OpenAsync();
        await to.OpenAsync();
        from.BackupDatabase(to);
    }

    private static async Task TimeAsync(TextWriter output, string what, Func<Task> work)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        output.WriteLine(Text($"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, of which {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F1} s of processor time in this process"));
    }

    private static DiskLogFiles Files(DirectoryInfo folder, string name) => new(new(Path.Combine(folder.FullName, name)), new(Path.Combine(folder.FullName, name + "-work")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
