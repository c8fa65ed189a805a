using Vote.Benchmarks;

Dictionary<string, Action<TextWriter>> benchmarks = new(StringComparer.Ordinal)
{
    ["group"] = GroupBenchmark.Run,
    ["shuffle"] = ShuffleBenchmark.Run,
};

if (args is [var name] && benchmarks.TryGetValue(name, out var run))
{
    run(Console.Out);
    return 0;
}

await Console.Error.WriteLineAsync($"usage: Vote.Benchmarks <{string.Join(" | ", benchmarks.Keys)}>");
return 1;
