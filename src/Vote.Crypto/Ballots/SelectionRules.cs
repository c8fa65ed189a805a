using System.Diagnostics;

namespace Vote.Crypto.Ballots;

/// <summary>How choices of a kind are written.</summary>
internal enum ChoiceForm
{
    /// <summary>Option numbers, ascending.</summary>
    Options,

    /// <summary>Option numbers, the best first.</summary>
    Ranks,

    /// <summary>One value an option.</summary>
    Values,
}

/// <summary>What each kind allows, independent of how it is encrypted. spec §4.1</summary>
internal static class SelectionRules
{
    public static ChoiceForm FormOf(ChoiceRule rule) => rule switch
    {
        ChoiceRule.ChooseOne or ChoiceRule.Approval or ChoiceRule.Knapsack => ChoiceForm.Options,
        ChoiceRule.Ranking or ChoiceRule.Pairwise => ChoiceForm.Ranks,
        _ => ChoiceForm.Values,
    };

    /// <summary>The first rule that a choice other than blank breaks; null when it is allowed.</summary>
    public static SelectionProblem? ProblemOf(Question question, IReadOnlyCollection<int> chosen) => question.Choice switch
    {
        IListedRule rule => ListProblem(question, chosen, rule.Minimum, rule.Maximum),
        ChoiceRule.Pairwise => ListProblem(question, chosen, question.OptionCount, question.OptionCount),
        ChoiceRule.Knapsack(var budget, _) => ListProblem(question, chosen, 0, question.OptionCount)
            ?? Together(chosen, option => question.Options[option - 1].Cost, budget),
        ChoiceRule.Score(var range, _) => ValueProblem(question, chosen, range),
        ChoiceRule.Cumulative(var points) => ValueProblem(question, chosen, points) ?? Together(chosen, value => value, points),
        ChoiceRule.Quadratic quadratic => ValueProblem(question, chosen, quadratic.Top)
            ?? Together(chosen, value => (long)value * value, quadratic.Credits),
        ChoiceRule.MajorityJudgment(var grades) => ValueProblem(question, chosen, grades.Count - 1),
        _ => throw new UnreachableException(),
    };

    private static SelectionProblem? ListProblem(Question question, IReadOnlyCollection<int> chosen, int minimum, int maximum)
    {
        if (chosen.Any(option => option < 1 || option > question.OptionCount))
        {
            return SelectionProblem.UnknownOption;
        }

        if (chosen.Distinct().Count() < chosen.Count)
        {
            return SelectionProblem.Duplicate;
        }

        return chosen.Count < minimum ? SelectionProblem.UnderVote
            : chosen.Count > maximum ? SelectionProblem.OverVote
            : null;
    }

    private static SelectionProblem? ValueProblem(Question question, IReadOnlyCollection<int> values, int top) =>
        values.Count != question.OptionCount ? SelectionProblem.WrongCount
        : values.Any(value => value < 0 || value > top) ? SelectionProblem.OutOfRange
        : null;

    private static SelectionProblem? Together(IEnumerable<int> chosen, Func<int, long> price, long limit) =>
        chosen.Sum(price) > limit ? SelectionProblem.OverVote : null;
}
