using Spectre.Console;

namespace Vote.Tally.Terminal;

/// <summary>Progress as bars on a terminal, one a stage, with rate and time left.</summary>
internal sealed class BarProgress(ProgressContext bars, Language language) : IProgress<Progress>
{
    private readonly Lock gate = new();
    private readonly Dictionary<Phrase, ProgressTask> tasks = [];

    /// <summary>Runs a work under bars that vanish at its end.</summary>
    public static T Watch<T>(IAnsiConsole screen, Language language, Func<IProgress<Progress>, T> work) =>
        screen.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(bars => work(new BarProgress(bars, language)));

    /// <inheritdoc/>
    public void Report(Progress value)
    {
        lock (gate)
        {
            var name = value.Stage.In(language);
            if (!tasks.TryGetValue(value.Stage, out var task))
            {
                task = tasks[value.Stage] = bars.AddTask(Markup.Escape(name), maxValue: Math.Max(1, value.Total));
            }

            task.Value = value.Done;
            task.Description = Markup.Escape($"{name} {value.Done}/{value.Total} ({task.Speed ?? 0:F1}/s)");
        }
    }
}
