using System.Globalization;
using System.Text;
using Vote.Electorate.Pabulib;

namespace Vote.Electorate.MainJob;

/// <summary>Which election is held: the file's voters and projects, counted one way.</summary>
/// <param name="File">The real (or invented) election.</param>
/// <param name="Mode">homomorphic or mixed.</param>
/// <param name="Opens">When voting begins.</param>
/// <param name="Host">Host, and port if any, of the log.</param>
internal sealed record JobPlan(PabulibFile File, string Mode, DateTimeOffset Opens, string Host = "vote.example") : IElectionPlan
{
    /// <summary>When voting ends; the job's clock is put forward to it.</summary>
    public DateTimeOffset Closes => Opens.AddDays(1);

    /// <inheritdoc/>
    public string ToYaml()
    {
        var yaml = new StringBuilder();
        yaml.AppendLine("title:");
        yaml.AppendLine($"  ja: {Quote($"予行演習：{File.Description}（{(Mode == "mixed" ? "混ぜ合わせ" : "合計")}）")}");
        yaml.AppendLine($"  en: {Quote($"Rehearsal: {File.Description} ({Mode})")}");
        yaml.AppendLine($"opens: {Time(Opens)}");
        yaml.AppendLine($"closes: {Time(Closes)}");
        yaml.AppendLine($"reference: {Opens.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        yaml.AppendLine($"host: {Quote(Host)}");
        yaml.AppendLine("group_minimum: 2");
        yaml.AppendLine("publish: { interval_s: 1, max_delay_s: 1, min_batch: 1 }");
        yaml.AppendLine("questions:");
        yaml.AppendLine("  - title: { ja: \"補助金を交付する事業を選んでください\", en: \"Which projects shall get a subsidy?\" }");
        yaml.AppendLine("    kind: approval");
        yaml.AppendLine($"    mode: {Mode}");
        yaml.AppendLine("    min: 1");
        yaml.AppendLine($"    max: {File.MaximumApproved}");
        if (Mode == "mixed")
        {
            yaml.AppendLine("    pattern_minimum: 0");
        }

        yaml.AppendLine("    options:");
        foreach (var project in File.Projects)
        {
            yaml.AppendLine($"      - {{ cost: {project.Cost}, title: {{ ja: {Quote(project.Title)}, en: {Quote(project.Title)} }} }}");
        }

        return yaml.ToString();
    }

    private static string Time(DateTimeOffset time) =>
        Quote(time.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));

    // A double-quoted YAML scalar escapes as JSON does.
    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
