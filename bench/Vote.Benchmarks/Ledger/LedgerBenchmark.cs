using System.Diagnostics;
using System.Globalization;
using Vote.Ledger.Files;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Benchmarks.Ledger;

/// <summary>Ballots accepted and published per second, on the disk of the current folder, every flush a real one.</summary>
internal static class LedgerBenchmark
{
    private static readonly (int Clients, int Ballots)[] Loads = [(1, 300), (8, 1_500), (64, 3_000)];

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, $"ledger-bench-{Environment.ProcessId}"));
        try
        {
            output.WriteLine(Text($"one write of 8 KiB with its flush: {FlushMicroseconds(folder):F0} µs"));
            foreach (var (clients, ballots) in Loads)
            {
                var at = folder.CreateSubdirectory($"{clients}");
                await MeasureAsync(output, at, clients, ballots);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(TextWriter output, DirectoryInfo folder, int clients, int ballots)
    {
        using var election = new BenchmarkElection();
        var units = election.Ballots(ballots);
        using var entries = await SqliteEntryStore.OpenAsync(FileIn(folder, "entries"), CancellationToken.None);
        using var heads = await SqliteCheckpointStore.OpenAsync(FileIn(folder, "checkpoint"), CancellationToken.None);
        var files = new DiskLogFiles(folder.CreateSubdirectory("log"), folder.CreateSubdirectory("work"));
        var sequencer = new Sequencer(election.ForSequencer, new(entries, heads, files));
        using var intake = await Intake.OpenAsync(election.ForIntake, entries, sequencer.FollowAsync, CancellationToken.None);
        await AcceptAsync(intake, election.Opening);
        await sequencer.RunOnceAsync(CancellationToken.None);

        var start = Stopwatch.GetTimestamp();
        var times = await LoadAsync(intake, units, clients);
        var accepting = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        await sequencer.DrainAsync(CancellationToken.None);
        var publishing = Stopwatch.GetElapsedTime(start);

        output.WriteLine(Text(
            $"{clients,3} clients: {ballots / accepting.TotalSeconds,7:F0} accepted/s, p50 {times[times.Length / 2],6:F1} ms, p99 {times[times.Length * 99 / 100],6:F1} ms; {ballots / publishing.TotalSeconds,7:F0} published/s in one batch of {ballots}"));
    }

    /// <summary>Milliseconds from sending to promise, ascending.</summary>
    private static async Task<double[]> LoadAsync(Intake intake, IReadOnlyList<EntryUnit> units, int clients)
    {
        var next = -1;
        var times = new double[units.Count];
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < units.Count; i = Interlocked.Increment(ref next))
            {
                var start = Stopwatch.GetTimestamp();
                await AcceptAsync(intake, units[i]);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        })));
        Array.Sort(times);
        return times;
    }

    private static async Task AcceptAsync(Intake intake, EntryUnit unit)
    {
        if (await intake.AcceptAsync(unit, CancellationToken.None) is IntakeResult.Refused refused)
        {
            throw new InvalidOperationException(refused.Detail);
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
