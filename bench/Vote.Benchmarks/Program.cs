using System.Globalization;
using Vote.Benchmarks;
using Vote.Benchmarks.Ledger;

Dictionary<string, Func<TextWriter, Task>> benchmarks = new(StringComparer.Ordinal)
{
    ["group"] = output => Task.Run(() => GroupBenchmark.Run(output)),
    ["lanes"] = output => Task.Run(() => LanesBenchmark.Run(output)),
    ["ballot"] = output => Task.Run(() => BallotBenchmark.Run(output)),
    ["sums"] = output => Task.Run(() => GroupBenchmark.RunSums(output)),
    ["timing"] = output => Task.Run(() => TimingTest.Run(output)),
    ["shuffle"] = output => Task.Run(() => ShuffleBenchmark.Run(output)),
    ["ledger"] = LedgerBenchmark.RunAsync,
    ["restore"] = output => RestoreBenchmark.RunAsync(output, args is [_, var ballots] ? int.Parse(ballots, CultureInfo.InvariantCulture) : 250_000),
};

if (args is [var name, ..] && benchmarks.TryGetValue(name, out var run))
{
    await run(Console.Out);
    return 0;
}

await Console.Error.WriteLineAsync($"usage: Vote.Benchmarks <{string.Join(" | ", benchmarks.Keys)}>");
return 1;
