using Spectre.Console;
using Vote.Tally.Record;

namespace Vote.Tally.Terminal;

/// <summary>Progress as bars on a terminal, one a stage, with rate and time left.</summary>
internal sealed class BarProgress(ProgressContext bars, Language language) : IProgress<WorkProgress>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ProgressTask> tasks = new(StringComparer.Ordinal);

    /// <summary>Runs a work under bars that vanish at its end.</summary>
    public static Task<T> WatchAsync<T>(IAnsiConsole screen, Language language, Func<IProgress<WorkProgress>, Task<T>> work) =>
        screen.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(bars => work(new BarProgress(bars, language)));

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (gate)
        {
            var name = Texts.Step(value.Step).In(language);
            if (!tasks.TryGetValue(value.Step, out var task))
            {
                task = tasks[value.Step] = bars.AddTask(Markup.Escape(name), maxValue: Math.Max(1, value.Total));
            }

            task.Value = value.Done;
            task.Description = Markup.Escape($"{name} {value.Done}/{value.Total} ({task.Speed ?? 0:F1}/s)");
        }
    }
}
