namespace Vote.Electorate.MainJob;

/// <summary>Tells whoever watches what happens, with the time it took.</summary>
internal sealed class Narrator(TextWriter output, TimeProvider clock)
{
    private readonly List<(string Stage, TimeSpan Time)> stages = [];

    /// <summary>What took how long, in order.</summary>
    public IReadOnlyList<(string Stage, TimeSpan Time)> Stages => stages;

    /// <summary>A line.</summary>
    public void Say(string line) => output.WriteLine(line);

    /// <summary>Does a stage and says how long it took.</summary>
    public async Task<T> StageAsync<T>(string stage, Func<Task<T>> work)
    {
        output.WriteLine($"▸ {stage}");
        var start = clock.GetTimestamp();
        var result = await work();
        var time = clock.GetElapsedTime(start);
        stages.Add((stage, time));
        output.WriteLine($"  {time.TotalSeconds:F1} s");
        return result;
    }

    /// <inheritdoc cref="StageAsync{T}"/>
    public Task StageAsync(string stage, Func<Task> work) => StageAsync(stage, async () =>
    {
        await work();
        return 0;
    });

    /// <summary>Shows how far a long stage is, ten times at most.</summary>
    public IProgress<int> Progress(int total) => new Tenths(output, total);

    private sealed class Tenths(TextWriter output, int total) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value * 10 / total > (value - 1) * 10 / total)
            {
                output.WriteLine($"  {value}/{total}");
            }
        }
    }
}
