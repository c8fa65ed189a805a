using Vote.Tally.Record;

namespace Vote.Tally.Terminal;

/// <summary>
/// Progress as plain lines: one when a step took <see cref="Patience"/>, then one each time that much has passed, and one at the
/// end of a step that had any. What is quicker stays silent.
/// </summary>
internal sealed class TextProgress(TextWriter output, Language language, TimeProvider clock) : IProgress<WorkProgress>
{
    /// <summary>How long a step may last without a line.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private string? step;
    private long started;
    private long lastLine;
    private bool spoke;

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (gate)
        {
            if (value.Step != step)
            {
                (step, spoke) = (value.Step, false);
                started = lastLine = clock.GetTimestamp();
            }

            var due = clock.GetElapsedTime(lastLine) >= Patience;
            if (due || (spoke && value.Done == value.Total))
            {
                spoke = true;
                lastLine = clock.GetTimestamp();
                output.WriteLine(Line(value, clock.GetElapsedTime(started)));
            }
        }
    }

    private string Line(WorkProgress value, TimeSpan elapsed)
    {
        var rate = value.Done / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = rate > 0 ? TimeSpan.FromSeconds(Math.Ceiling((value.Total - value.Done) / rate)) : TimeSpan.Zero;
        return Texts.ProgressLine.In(language, Texts.Step(value.Step).In(language), value.Done, value.Total, $"{rate:F1}", $"{left:c}");
    }
}
