using System.Diagnostics;

namespace Vote.Crypto.Ballots;

/// <summary>
/// Where a kind of question keeps what a voter chose: the shape, and how the value of each option and the blank are written into its bits
/// and read from them. spec §4.2
/// </summary>
/// <remarks>Symbols: v_i the value of option i, β the blank.</remarks>
internal abstract class ChoiceLayout
{
    private protected ChoiceLayout(BallotShape shape, IReadOnlyList<LinearForm> values, bool hasBlank) =>
        (Shape, Values, HasBlank) = (shape, values, hasBlank);

    /// <summary>Bits, constraints, totals.</summary>
    public BallotShape Shape { get; }

    /// <summary>v_i as a form over the bits.</summary>
    public IReadOnlyList<LinearForm> Values { get; }

    /// <summary>Whether the last bit is β.</summary>
    public bool HasBlank { get; }

    /// <summary>The layout of a declaration that fits its options.</summary>
    public static ChoiceLayout Of(QuestionDeclaration declaration)
    {
        var n = declaration.Options.Count;
        return declaration.Choice switch
        {
            ChoiceRule.ChooseOne => SumLayout.Of(new(1, 1, 0), Ones(n), hasBlank: true),
            ChoiceRule.Approval(var minimum, var maximum) => SumLayout.Of(new(1, maximum, maximum - minimum), Ones(n), hasBlank: true),
            ChoiceRule.Score(var range, var hasBlank) => SumLayout.Of(new(range, (long)n * range, (long)n * range), Ones(n), hasBlank),
            ChoiceRule.Cumulative(var points) => SumLayout.Of(new(points, points, points), Ones(n), hasBlank: true),
            ChoiceRule.Knapsack knapsack => SumLayout.Of(
                new(1, knapsack.Units, knapsack.Units), [.. declaration.Options.Select(option => option.Cost / knapsack.Unit)], hasBlank: true),
            ChoiceRule.Quadratic quadratic => LevelLayout.Quadratic(n, quadratic.Top, quadratic.Credits),
            ChoiceRule.MajorityJudgment(var grades) => LevelLayout.Grades(n, grades.Count),
            ChoiceRule.Ranking ranking => RankLayout.Of(n, ranking),
            ChoiceRule.Pairwise => PairLayout.Of(n),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Writes a choice; what the rule does not allow comes out as bits that break a constraint.</summary>
    /// <param name="values">v_i; all 0 for the blank.</param>
    /// <param name="blank">1 for the blank, else 0.</param>
    /// <param name="bits">Zeros, one for each bit of the shape.</param>
    public abstract void Write(ReadOnlySpan<int> values, byte blank, Span<byte> bits);

    /// <summary>1 if both, not negative, are equal, else 0. No branch depends on them.</summary>
    internal static byte IsEqual(int left, int right) => (byte)(unchecked((uint)(left ^ right) - 1) >> 31);

    /// <summary>1 if the left one is smaller, else 0. No branch depends on them.</summary>
    private protected static byte IsLess(int left, int right) => (byte)(unchecked((ulong)((long)left - right)) >> 63);

    private static long[] Ones(int count) => [.. Enumerable.Repeat(1L, count)];
}
