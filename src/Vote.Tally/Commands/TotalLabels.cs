using Vote.Crypto.Ballots;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>What each total of a question counts, in the order of spec §4.2; of a mixed question: its options, then the blank.</summary>
internal static class TotalLabels
{
    /// <summary>One label a total.</summary>
    public static IEnumerable<string> Of(Question question, Desk desk)
    {
        string[] options = [.. question.Options.Select(option => desk.Text(option.Title))];
        string[] blank = [desk.Text(Texts.ResultBlank)];
        string[] first = [.. options.Select(option => desk.Text(Texts.ResultFirst, option))];
        return question is MixedQuestion ? [.. options, .. blank] : question.Choice switch
        {
            ChoiceRule.Score { HasBlank: false } => options,
            ChoiceRule.MajorityJudgment(var grades) =>
                [.. options.SelectMany(option => grades.Select(grade => $"{option}: {desk.Text(grade)}")), .. blank],
            ChoiceRule.Ranking => [.. options, .. blank, .. first],
            ChoiceRule.Pairwise => [.. Pairs(options), .. blank, .. first],
            _ => [.. options, .. blank],
        };
    }

    private static IEnumerable<string> Pairs(string[] options) =>
        options.SelectMany((option, i) => options.Skip(i + 1).Select(other => $"{option} > {other}"));
}
