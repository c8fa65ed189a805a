using System.Diagnostics;
using System.Globalization;
using Vote.Ledger.Files;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Benchmarks.Ledger;

/// <summary>
/// Ballots accepted per second, on the disk of the current folder, every flush a real one: into SQLite and PostgreSQL, with and without
/// the verification of their two signatures; and single-row inserts by pgbench into the same server in the same run.
/// </summary>
internal static class LedgerBenchmark
{
    private const int Seconds = 4;
    private const int MostBallots = 20_000;

    private static readonly int[] Clients = [1, 8, 64];

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, $"ledger-bench-{Environment.ProcessId}"));
        try
        {
            output.WriteLine(Text($"one write of 8 KiB with its flush: {FlushMicroseconds(folder):F0} µs"));
            using var election = new BenchmarkElection();
            var units = election.Ballots(MostBallots);
            using var server = await BenchmarkPostgres.StartAsync(folder.CreateSubdirectory("postgres"));
            foreach (var clients in Clients)
            {
                await MeasureAsync(output, "SQLite", election, units, clients, await OpenSqliteAsync(folder.CreateSubdirectory($"{clients}")));
                await MeasureAsync(output, "PostgreSQL", election, units, clients, await server.OpenAsync(folder.CreateSubdirectory($"{clients}-p")));
                output.WriteLine(Text($"{"pgbench",-11}{clients,3} clients  {server.Pgbench(clients, Seconds)}"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<SequencerStores> OpenSqliteAsync(DirectoryInfo folder) => new(
        await SqliteEntryStore.OpenAsync(FileIn(folder, "entries"), CancellationToken.None),
        await SqliteCheckpointStore.OpenAsync(FileIn(folder, "checkpoint"), CancellationToken.None),
        new DiskLogFiles(folder.CreateSubdirectory("log"), folder.CreateSubdirectory("work")));

    private static async Task MeasureAsync(
        TextWriter output, string name, BenchmarkElection election, IReadOnlyList<EntryUnit> units, int clients, SequencerStores stores)
    {
        // Half of the ballots straight into the store, half through intake, which verifies and promises.
        var half = units.Count / 2;
        var time = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var sequencer = new Sequencer(election.ForSequencer, stores);
        using var intake = await Intake.OpenAsync(election.ForIntake, stores.Entries, sequencer.FollowAsync, CancellationToken.None);
        await AcceptAsync(intake, election.Opening);
        await sequencer.RunOnceAsync(CancellationToken.None);

        var verified = await LoadAsync(i => AcceptAsync(intake, units[i]), half, clients);
        output.WriteLine(Line(name, clients, "verified, promised", verified));
        var start = Stopwatch.GetTimestamp();
        await sequencer.DrainAsync(CancellationToken.None);
        output.WriteLine(Text($"{name,-11}{clients,3} clients  published {verified.Times.Length / Stopwatch.GetElapsedTime(start).TotalSeconds,7:F0}/s in batches of 2,048"));
        var stored = await LoadAsync(i => StoreAsync(stores.Entries, new(units[half + i], time, time)), half, clients);
        output.WriteLine(Line(name, clients, "stored alone", stored));
        (stores.Entries as IDisposable)?.Dispose();
        (stores.Heads as IDisposable)?.Dispose();
    }

    /// <summary>Milliseconds from sending to answer, ascending, and how long it took until the last one.</summary>
    private sealed record Load(double[] Times, double Seconds);

    private static string Line(string name, int clients, string what, Load load) => Text(
        $"{name,-11}{clients,3} clients  {what,-19}{load.Times.Length / load.Seconds,7:F0}/s, p50 {load.Times[load.Times.Length / 2],6:F1} ms, p99 {load.Times[load.Times.Length * 99 / 100],6:F1} ms");

    /// <summary>As many as are answered in the time, or as there are.</summary>
    private static async Task<Load> LoadAsync(Func<int, Task> send, int most, int clients)
    {
        var next = -1;
        var times = new double[most];
        var begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < most && Stopwatch.GetElapsedTime(begin).TotalSeconds < Seconds; i = Interlocked.Increment(ref next))
            {
                var start = Stopwatch.GetTimestamp();
                await send(i);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double[] done = [.. times.Where(time => time > 0)];
        Array.Sort(done);
        return new(done, seconds);
    }

    private static async Task AcceptAsync(Intake intake, EntryUnit unit)
    {
        if (await intake.AcceptAsync(unit, CancellationToken.None) is IntakeResult.Refused refused)
        {
            throw new InvalidOperationException(refused.Detail);
        }
    }

    private static async Task StoreAsync(IEntryStore store, AcceptedUnit unit)
    {
        if (await store.AcceptAsync(unit, CancellationToken.None) is not StoreOutcome.Stored)
        {
            throw new InvalidOperationException("not stored");
        }
    }

    private static double FlushMicroseconds(DirectoryInfo folder)
    {
        using var file = new FileStream(Path.Combine(folder.FullName, "flush"), FileMode.Create);
        var content = new byte[8_192];
        var times = new double[100];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(content);
            file.Flush(flushToDisk: true);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static FileInfo FileIn(DirectoryInfo folder, string name) => new(Path.Combine(folder.FullName, $"{name}.sqlite"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
