using System.Numerics;
using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>A small question of some kind, and how many choices other than blank it has by the definition of spec §4.1.</summary>
/// <param name="Rule">Kind and parameters.</param>
/// <param name="Options">Number of options; option i costs i thousand yen.</param>
/// <param name="Legal">Counted by hand or by a formula that knows no bits.</param>
public sealed record KindCase(ChoiceRule Rule, int Options, int Legal)
{
    public HomomorphicQuestion Question(int number = 1) => Sample.Homomorphic(number, Rule, Options);

    public override string ToString() => $"{Rule.GetType().Name} {Options} {Legal}";
}

/// <summary>Questions of every kind, small enough to enumerate.</summary>
internal static class KindCases
{
    public static IReadOnlyList<KindCase> All { get; } =
    [
        new(new ChoiceRule.ChooseOne(), 4, 4),
        new(new ChoiceRule.Approval(1, 3), 4, 4 + 6 + 4),
        new(new ChoiceRule.Approval(2, 4), 4, 6 + 4 + 1),
        new(new ChoiceRule.Score(5, HasBlank: false), 2, 36),
        new(new ChoiceRule.Score(1, HasBlank: false), 3, 8),
        new(new ChoiceRule.Score(3, HasBlank: true), 3, 64),
        new(new ChoiceRule.Score(2, HasBlank: true), 2, 9),
        new(new ChoiceRule.Cumulative(4), 3, 35),  // C(3 + 4, 3)
        new(new ChoiceRule.Cumulative(10), 2, 66), // C(2 + 10, 2)
        new(new ChoiceRule.Knapsack(5_000, 1_000), 4, SubsetsWithin(4, 5)),
        new(new ChoiceRule.Knapsack(100_000, 500), 3, 8),
        new(new ChoiceRule.Quadratic(9), 2, VotesWithin(2, 9)),
        new(new ChoiceRule.Quadratic(5), 3, VotesWithin(3, 5)),
        new(Sample.Grades(2), 3, 8),
        new(Sample.Grades(6), 2, 36),
        new(Sample.Borda(1, 1), 1, 1),
        new(Sample.Borda(3, 3), 3, 6),
        new(Sample.Borda(1, 3), 3, 3 + 6 + 6),
        new(Sample.Borda(2, 3), 4, 12 + 24),
        new(Sample.Borda(2, 2), 4, 12),
        new(Sample.Borda(1, 1), 3, 3),
        new(new ChoiceRule.Ranking(1, 4, [7, 7, 2, 0]), 4, 4 + 12 + 24 + 24),
        new(new ChoiceRule.Pairwise(), 2, 2),
        new(new ChoiceRule.Pairwise(), 3, 6),
        new(new ChoiceRule.Pairwise(), 4, 24),
        new(new ChoiceRule.Pairwise(), 5, 120),
    ];

    /// <summary>All lists of numbers that could be choices of the question, right or wrong, with one number too many and too few among them.</summary>
    public static IEnumerable<int[]> Lists(HomomorphicQuestion question)
    {
        var isValued = question.Choice is ChoiceRule.Score or ChoiceRule.Cumulative or ChoiceRule.Quadratic or ChoiceRule.MajorityJudgment;
        var (from, to) = isValued ? (-1, 11) : (0, question.OptionCount + 1);
        var longest = isValued ? question.OptionCount : Math.Min(question.OptionCount + 1, 5);
        return Enumerable.Range(isValued ? question.OptionCount : 0, isValued ? 1 : longest + 1).SelectMany(length => Words(from, to, length));
    }

    /// <summary>Every way to fulfil all constraints, by trying both values of each bit in turn while the constraints can still be met.</summary>
    public static IEnumerable<byte[]> Solutions(BallotShape shape)
    {
        var rows = shape.Constraints.Select(constraint => Dense(constraint.Form, shape.BitCount)).ToArray();
        return Extend([], shape.Constraints.Select(constraint => (long)constraint.Constant).ToArray());

        IEnumerable<byte[]> Extend(byte[] bits, long[] rest)
        {
            var open = rest.Select((needed, i) => needed >= rows[i].Skip(bits.Length).Where(a => a < 0).Sum()
                && needed <= rows[i].Skip(bits.Length).Where(a => a > 0).Sum()).All(possible => possible);
            return !open ? []
                : bits.Length == shape.BitCount ? [bits]
                : Extend([.. bits, 0], rest).Concat(Extend([.. bits, 1], [.. rest.Select((needed, i) => needed - rows[i][bits.Length])]));
        }
    }

    private static long[] Dense(LinearForm form, int bitCount)
    {
        var dense = new long[bitCount];
        foreach (var (bit, coefficient) in form.Terms())
        {
            dense[bit] = coefficient;
        }

        return dense;
    }

    private static IEnumerable<int[]> Words(int from, int to, int length) => length == 0
        ? [[]]
        : Words(from, to, length - 1).SelectMany(word => Enumerable.Range(from, to - from + 1).Select(letter => (int[])[.. word, letter]));

    private static int SubsetsWithin(int options, int budget) => Enumerable.Range(0, 1 << options).Count(mask =>
        Enumerable.Range(1, options).Where(option => (mask >> (option - 1) & 1) == 1).Sum() <= budget);

    private static int VotesWithin(int options, int credits) =>
        Words(0, credits, options).Count(votes => votes.Sum(vote => vote * vote) <= credits);
}
