using Vote.Crypto.Ballots;
using Vote.Tally.Commands;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Commands;

public sealed class TotalLabelsTests
{
    private static readonly Desk Desk = new() { Output = TextWriter.Null, Error = TextWriter.Null };

    private static readonly ChoiceRule[] Rules =
    [
        new ChoiceRule.ChooseOne(),
        new ChoiceRule.Approval(1, 2),
        new ChoiceRule.Score(5, HasBlank: true),
        new ChoiceRule.Score(5, HasBlank: false),
        new ChoiceRule.Cumulative(4),
        new ChoiceRule.Knapsack(3000, 1000),
        new ChoiceRule.Quadratic(9),
        new ChoiceRule.MajorityJudgment([LocalizedText.InJapanese("可"), LocalizedText.InJapanese("優")]),
        new ChoiceRule.Ranking(1, 2, [2, 1]),
        new ChoiceRule.Pairwise(),
    ];

    /// <summary>One label a total, and no two alike.</summary>
    [Fact]
    public void NameEveryTotalOfEveryKind() => Assert.All(Rules, rule =>
    {
        Option[] options = [.. Enumerable.Range(1, 3).Select(i => new Option(LocalizedText.InJapanese($"案{i}"), i * 1000))];
        var question = new HomomorphicQuestion(new(1, LocalizedText.InJapanese("問"), rule, options));
        var labels = TotalLabels.Of(question, Desk).ToArray();
        Assert.True(labels.Length == question.Shape.Totals.Count, $"{rule.GetType().Name}: {labels.Length}");
        Assert.Equal(labels.Length, labels.Distinct(StringComparer.Ordinal).Count());
    });
}
