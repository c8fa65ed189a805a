using System.Diagnostics;
using Vote.Canonical;

namespace Vote.Crypto.Ballots;

/// <summary>The kind of a question and its parameters as the manifest writes them. spec §4.1</summary>
internal static class ChoiceRuleCodec
{
    private const string ChooseOne = "choose-one";
    private const string Approval = "approval";
    private const string Score = "score";
    private const string Cumulative = "cumulative";
    private const string Knapsack = "knapsack";
    private const string Quadratic = "quadratic";
    private const string MajorityJudgment = "majority-judgment";
    private const string Ranking = "ranking";
    private const string Pairwise = "pairwise";

    private static readonly string[] Listed = [ChooseOne, Approval, Ranking];
    private static readonly string[] All = [.. Listed, Score, Cumulative, Knapsack, Quadratic, MajorityJudgment, Pairwise];

    /// <summary>Kind and parameters.</summary>
    public static IEnumerable<(string Name, CanonicalValue Value)> Write(ChoiceRule rule) => rule switch
    {
        ChoiceRule.ChooseOne => [Kind(ChooseOne), Number("max", 1), Number("min", 1)],
        ChoiceRule.Approval(var minimum, var maximum) => [Kind(Approval), Number("max", maximum), Number("min", minimum)],
        ChoiceRule.Score(var range, var hasBlank) => [Kind(Score), ("blank", CanonicalValue.Truth(hasBlank)), Number("range", range)],
        ChoiceRule.Cumulative(var points) => [Kind(Cumulative), Number("points", points)],
        ChoiceRule.Knapsack(var budget, var unit) => [Kind(Knapsack), Number("budget", budget), Number("unit", unit)],
        ChoiceRule.Quadratic(var credits) => [Kind(Quadratic), Number("credits", credits)],
        ChoiceRule.MajorityJudgment(var grades) =>
            [Kind(MajorityJudgment), ("grades", CanonicalValue.List(grades.Select(grade => grade.ToCanonical())))],
        ChoiceRule.Ranking(var minimum, var maximum, { Count: 0 }) => [Kind(Ranking), Number("max", maximum), Number("min", minimum)],
        ChoiceRule.Ranking(var minimum, var maximum, var weights) =>
        [
            Kind(Ranking), Number("max", maximum), Number("min", minimum),
            ("weights", CanonicalValue.List(weights.Select(weight => CanonicalValue.Number(weight)))),
        ],
        ChoiceRule.Pairwise => [Kind(Pairwise)],
        _ => throw new UnreachableException(),
    };

    /// <summary>The parameters that a question of this kind has; those of choose-one when the kind is unknown.</summary>
    public static string[] Fields(ManifestValue kind, bool isMixed) =>
        All.FirstOrDefault(kind.IsText) switch
        {
            Score => ["blank", "range"],
            Cumulative => ["points"],
            Knapsack => ["budget", "unit"],
            Quadratic => ["credits"],
            MajorityJudgment => ["grades"],
            Pairwise => [],
            Ranking when !isMixed => ["max", "min", "weights"],
            _ => ["max", "min"],
        };

    /// <summary>The rule; what is wrong is noted.</summary>
    public static ChoiceRule Read(ManifestValue question, bool isMixed, IReadOnlyList<Option> options) =>
        (isMixed ? question["kind"].Word(Listed) : question["kind"].Word(All)) switch
        {
            Approval => ReadApproval(question, options.Count),
            Score => new ChoiceRule.Score(question["range"].Count(1, ChoiceRule.MaximumPoints), question["blank"].Truth()),
            Cumulative => new ChoiceRule.Cumulative(question["points"].Count(1, ChoiceRule.MaximumPoints)),
            Knapsack => ReadKnapsack(question, options),
            Quadratic => new ChoiceRule.Quadratic(question["credits"].Count(1, ChoiceRule.MaximumCredits)),
            MajorityJudgment => new ChoiceRule.MajorityJudgment(
                question["grades"].Items(2, ChoiceRule.MaximumGrades, (grade, _) => grade.Localized())),
            Ranking => ReadRanking(question, isMixed, options.Count),
            Pairwise => ReadPairwise(question, options.Count),
            _ => ReadChooseOne(question),
        };

    private static ChoiceRule.ChooseOne ReadChooseOne(ManifestValue question)
    {
        question["max"].Integer(1, 1);
        question["min"].Integer(1, 1);
        return new();
    }

    private static ChoiceRule.Approval ReadApproval(ManifestValue question, int options)
    {
        var maximum = question["max"].Count(1, Math.Max(options, 1));
        return new(question["min"].Count(1, maximum), maximum);
    }

    private static ChoiceRule.Ranking ReadRanking(ManifestValue question, bool isMixed, int options)
    {
        var maximum = question["max"].Count(1, Math.Max(options, 1));
        var minimum = question["min"].Count(1, maximum);
        if (isMixed)
        {
            return new(minimum, maximum, []);
        }

        var weights = question["weights"].Items(maximum, maximum, (weight, _) => weight.Count(0, ChoiceRule.MaximumPoints));
        var falls = weights.Count != maximum
            || question["weights"].Check(ChoiceRule.Ranking.AreWeights(weights, maximum), ManifestRule.OutOfRange, "never rising, the first at least 1");
        return new(minimum, maximum, falls && weights.Count == maximum ? weights : [.. Enumerable.Repeat(1, maximum)]);
    }

    private static ChoiceRule.Knapsack ReadKnapsack(ManifestValue question, IReadOnlyList<Option> options)
    {
        var unit = question["unit"].Integer(1, CanonicalInteger.Maximum);
        var budget = question["budget"].Integer(1, ChoiceRule.MaximumYen);
        var rule = new ChoiceRule.Knapsack(budget, unit);
        question["budget"].Check(budget % unit == 0, ManifestRule.Contradiction, "a multiple of the unit");
        for (var i = 0; i < options.Count; i++)
        {
            question.Check(rule.IsPriced(options[i]), ManifestRule.Contradiction, $"option {i + 1} costs a multiple of the unit, not 0");
        }

        return rule;
    }

    private static ChoiceRule.Pairwise ReadPairwise(ManifestValue question, int options)
    {
        question["options"].Check(options != 1, ManifestRule.OutOfRange, "at least two");
        return new();
    }

    private static (string Name, CanonicalValue Value) Kind(string kind) => ("kind", CanonicalValue.Text(kind));

    private static (string Name, CanonicalValue Value) Number(string name, long value) => (name, CanonicalValue.Number(value));
}
