using System.Globalization;
using System.Text;
using Vote.Electorate.MainJob;

namespace Vote.EndToEnd.Tests.Kinds;

/// <summary>A question of some kind, what three voters choose, and what must come out by the words of spec §4.1 alone.</summary>
/// <param name="Yaml">Kind, mode and parameters as the source has them.</param>
/// <param name="Options">Number of options; option i costs 1000·i.</param>
/// <param name="Choices">One a voter; nothing is the blank.</param>
/// <param name="Totals">Counted by hand.</param>
internal sealed record AskedQuestion(string Yaml, int Options, int[][] Choices, long[] Totals);

/// <summary>One question of every kind. The pairs of thirteen options alone take more room than an entry has, so the ballot is a blob.</summary>
internal sealed record EveryKind(DateTimeOffset Opens, string Host) : IElectionPlan
{
    private const int Finalists = 13;

    private static readonly int[] Forwards = [.. Enumerable.Range(1, Finalists)];

    public static IReadOnlyList<AskedQuestion> Questions { get; } =
    [
        new("kind: choose-one, mode: homomorphic", 3, [[2], [2], []], [0, 2, 0, 1]),
        new("kind: approval, mode: homomorphic, max: 2", 3, [[1, 3], [3], [1, 2]], [2, 1, 2, 0]),
        new("kind: score, mode: homomorphic, range: 3", 3, [[3, 0, 1], [2, 2, 2], []], [5, 2, 3, 1]),
        new("kind: score, mode: homomorphic, range: 5, blank: false", 2, [[5, 0], [4, 1], [0, 0]], [9, 1]),
        new("kind: cumulative, mode: homomorphic, points: 4", 3, [[4, 0, 0], [1, 1, 2], [0, 0, 1]], [5, 1, 3, 0]),
        new("kind: knapsack, mode: homomorphic, budget: 3000, unit: 1000", 3, [[1, 2], [3], []], [1, 1, 1, 1]),
        new("kind: quadratic, mode: homomorphic, credits: 9", 3, [[3, 0, 0], [2, 2, 1], [0, 1, 2]], [5, 3, 3, 0]),
        new(
            "kind: majority-judgment, mode: homomorphic, grades: [{ja: 不可}, {ja: 可}, {ja: 優}]", 3, [[2, 0, 1], [2, 2, 0], [1, 0, 0]],
            [0, 1, 2, /**/ 2, 0, 1, /**/ 2, 1, 0, /**/ 0]),
        new("kind: ranking, mode: homomorphic, min: 1, max: 3", 3, [[2, 1, 3], [2], [1, 2]], [5, 8, 1, /**/ 0, /**/ 1, 2, 0]),
        new("kind: pairwise, mode: homomorphic", Finalists, [Forwards, [.. Forwards.Reverse()], [2, 1, .. Forwards[2..]]], Pairs()),
        new("kind: approval, mode: mixed, max: 2, pattern_minimum: 0", 3, [[1, 3], [1, 3], []], [2, 0, 2, 1]),
        new("kind: ranking, mode: mixed, min: 2, max: 2, pattern_minimum: 0", 3, [[3, 1], [1, 3], []], []),
    ];

    /// <inheritdoc/>
    public string ToYaml()
    {
        var yaml = new StringBuilder();
        yaml.AppendLine("title: {ja: あらゆる方式の予行, en: Rehearsal of every kind}");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"opens: \"{Time(Opens)}\"");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"closes: \"{Time(Opens.AddDays(1))}\"");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"reference: {Opens:yyyy-MM-dd}");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"host: \"{Host}\"");
        yaml.AppendLine("group_minimum: 2");
        yaml.AppendLine("publish: {interval_s: 1, max_delay_s: 1, min_batch: 1}");
        yaml.AppendLine("questions:");
        foreach (var question in Questions)
        {
            var options = Enumerable.Range(1, question.Options).Select(i => $"{{title: {{ja: 案{i}, en: Option {i}}}, cost: {i * 1000}}}");
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - {{{question.Yaml}, title: {{ja: 問, en: Question}}, options: [{string.Join(", ", options)}]}}");
        }

        return yaml.ToString();
    }

    /// <summary>Voters 1 and 3 place every lower number first, but for 1 and 2 of voter 3; voter 2 the other way. Then the blank, then first places.</summary>
    private static long[] Pairs() =>
        [1, .. Enumerable.Repeat(2L, (Finalists * (Finalists - 1) / 2) - 1), 0, 1, 1, .. Enumerable.Repeat(0L, Finalists - 3), 1];

    private static string Time(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
