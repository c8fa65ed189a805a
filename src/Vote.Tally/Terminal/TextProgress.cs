namespace Vote.Tally.Terminal;

/// <summary>
/// Progress as plain lines: one when a stage took <see cref="Patience"/>, then one each time that much has passed, and one at the
/// end of a stage that had any. What is quicker stays silent.
/// </summary>
internal sealed class TextProgress(TextWriter output, Language language, TimeProvider clock) : IProgress<Progress>
{
    /// <summary>How long a stage may last without a line.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Phrase? stage;
    private long started;
    private long lastLine;
    private bool spoke;

    /// <inheritdoc/>
    public void Report(Progress value)
    {
        lock (gate)
        {
            if (value.Stage != stage)
            {
                (stage, spoke) = (value.Stage, false);
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

    private string Line(Progress value, TimeSpan elapsed)
    {
        var rate = value.Done / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = rate > 0 ? TimeSpan.FromSeconds(Math.Ceiling((value.Total - value.Done) / rate)) : TimeSpan.Zero;
        return Texts.ProgressLine.In(language, value.Stage.In(language), value.Done, value.Total, $"{rate:F1}", $"{left:c}");
    }
}
