using System.Globalization;
using System.Text;
using Vote.Electorate.MainJob;

namespace Vote.Electorate.Demo;

/// <summary>The demo: which of thirteen invented finalists shall get a subsidy; up to five may be chosen.</summary>
/// <param name="Opens">When voting begins; it lasts a week unless it is closed earlier.</param>
/// <param name="Host">Host and port under which the log is served.</param>
/// <param name="Mode">homomorphic or mixed.</param>
internal sealed record DemoPlan(DateTimeOffset Opens, string Host, string Mode) : IElectionPlan
{
    private const int MostChosen = 5;

    /// <inheritdoc/>
    public string ToYaml()
    {
        var yaml = new StringBuilder();
        yaml.AppendLine("title:");
        yaml.AppendLine("  ja: \"つくばSociety 5.0 トライアル支援事業 最終審査（練習用）\"");
        yaml.AppendLine("  en: \"Tsukuba Society 5.0 trial projects: final vote (for practice)\"");
        yaml.AppendLine($"opens: {Time(Opens)}");
        yaml.AppendLine($"closes: {Time(Opens.AddDays(7))}");
        yaml.AppendLine($"reference: {Opens.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        yaml.AppendLine($"host: \"{Host}\"");
        yaml.AppendLine("group_minimum: 2");
        yaml.AppendLine("publish: { interval_s: 1, max_delay_s: 1, min_batch: 1 }");
        yaml.AppendLine("questions:");
        yaml.AppendLine("  - title: { ja: \"補助金を出して応援したい事業を選んでください\", en: \"Which projects should get a subsidy?\" }");
        yaml.AppendLine("    kind: approval");
        yaml.AppendLine($"    mode: {Mode}");
        yaml.AppendLine("    min: 1");
        yaml.AppendLine($"    max: {MostChosen}");
        yaml.Append(Mode == "mixed" ? "    pattern_minimum: 0\n" : "");
        yaml.AppendLine("    options:");
        foreach (var finalist in Finalists.All)
        {
            yaml.AppendLine($"      - {{ cost: {finalist.Yen}, title: {{ ja: \"{finalist.Japanese}\", en: \"{finalist.English}\" }} }}");
        }

        return yaml.ToString();
    }

    private static string Time(DateTimeOffset time) =>
        $"\"{time.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)}\"";
}
