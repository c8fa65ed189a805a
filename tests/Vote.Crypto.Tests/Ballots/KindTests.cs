using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>Every kind of question by the one mechanism. spec §4.2</summary>
public sealed class KindTests
{
    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, KindCases.All.Count)];

    /// <summary>Bits for 13 options, as the design's table has them.</summary>
    public static TheoryData<int, int> Sizes()
    {
        ChoiceRule[] rules =
        [
            new ChoiceRule.ChooseOne(), new ChoiceRule.Approval(1, 5), new ChoiceRule.Score(5, false), new ChoiceRule.Score(5, true),
            new ChoiceRule.Cumulative(10), new ChoiceRule.Knapsack(1_000_000, 1_000), new ChoiceRule.Quadratic(100), Sample.Grades(6),
            Sample.Borda(13, 13), new ChoiceRule.Pairwise(),
        ];
        int[] bits = [14, 17, 39, 47, 57, 24, 151, 79, 170, 248];
        var data = new TheoryData<int, int>();
        foreach (var (rule, count) in rules.Zip(bits))
        {
            data.Add(Sample.Homomorphic(1, rule, 13).Shape.BitCount, count);
        }

        return data;
    }

    [Theory, MemberData(nameof(Sizes))]
    public void HasAsManyBitsAsTheDesignSays(int bits, int expected) => Assert.Equal(expected, bits);

    [Theory, MemberData(nameof(Cases))]
    public void IsFulfilledByExactlyTheLegalChoices(int index)
    {
        var question = KindCases.All[index].Question();
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bits in KindCases.Solutions(question.Shape))
        {
            Assert.True(question.Shape.Allows(bits));
            Assert.True(ShapeAssignment.TryRead(question, bits, out var selection));
            found.Add(BallotVectors.Spell(question, selection));
        }

        Assert.Equal(KindCases.All[index].Legal + (question.HasBlank ? 1 : 0), found.Count);
        Assert.Equal(question.HasBlank, found.Contains(BallotVectors.Spell(question, Selection.Blank)));
    }

    /// <summary>Only numbers written by slack weights can be written in two ways; where there are none, bits and choices are one to one.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void HasOneAssignmentForEachChoiceWhereNumbersAreOneToOne(int index)
    {
        var question = KindCases.All[index].Question();
        if (question.Choice is ChoiceRule.Pairwise or ChoiceRule.Ranking or ChoiceRule.MajorityJudgment or ChoiceRule.ChooseOne)
        {
            Assert.Equal(KindCases.All[index].Legal + 1, KindCases.Solutions(question.Shape).Count());
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void AssignsBitsToEveryLegalChoiceAndNoOther(int index)
    {
        var question = KindCases.All[index].Question();
        var legal = new HashSet<string>(StringComparer.Ordinal);
        foreach (var numbers in KindCases.Lists(question))
        {
            if (Selection.TryParse(question, numbers, out var selection, out var problem))
            {
                Assert.True(ShapeAssignment.TryRead(question, ShapeAssignment.Bits(question, selection), out var read));
                Assert.Equal(selection.Numbers, read.Numbers);
                legal.Add(BallotVectors.Spell(question, selection));
            }
            else
            {
                Assert.NotNull(problem);
            }
        }

        Assert.Equal(KindCases.All[index].Legal, legal.Count);
    }

    [Theory, MemberData(nameof(Cases))]
    public void TotalsWhatTheTableSays(int index)
    {
        var question = KindCases.All[index].Question();
        foreach (var numbers in KindCases.Lists(question))
        {
            if (Selection.TryParse(question, numbers, out var selection, out _))
            {
                var bits = ShapeAssignment.Bits(question, selection);
                Assert.Equal(TotalsByDefinition(question, selection), question.Shape.Totals.Select(total => (long)total.Evaluate(bits)));
            }
        }
    }

    [Fact]
    public void CountsABlankAsNothingButABlank()
    {
        foreach (var question in KindCases.All.Select(example => example.Question()).Where(question => question.HasBlank))
        {
            var bits = ShapeAssignment.Bits(question, Selection.Blank);
            Assert.Equal(1, bits.Sum(bit => bit));
            Assert.Equal(1, question.Shape.Totals.Sum(total => (long)total.Evaluate(bits)));
            Assert.Single(KindCases.Solutions(question.Shape), solution => solution[^1] == 1);
        }
    }

    [Fact]
    public void HasNoBlankWhereTheQuestionHasNone()
    {
        var question = Sample.Homomorphic(1, new ChoiceRule.Score(3, HasBlank: false), 2);
        Assert.Throws<ArgumentException>(() => ShapeAssignment.Bits(question, Selection.Blank));
    }

    [Fact]
    public void RefusesTheChoiceOfAnotherKind()
    {
        foreach (var question in KindCases.All.Select(example => example.Question()))
        {
            var foreign = KindCases.All.Select(example => example.Question()).First(other => FormOf(other) != FormOf(question));
            var selection = KindCases.Lists(foreign)
                .Select(numbers => Selection.TryParse(foreign, numbers, out var parsed, out _) ? parsed : null).First(parsed => parsed is not null);
            Assert.Throws<ArgumentException>(() => ShapeAssignment.Bits(question, selection!));
        }

        static ChoiceForm FormOf(Question question) => SelectionRules.FormOf(question.Choice);
    }

    [Fact]
    public void TakesItsSignFromTheFormWhereCoefficientsAreNegative()
    {
        // No kind publishes such a form yet; the tally must not depend on that.
        var bounds = TotalBounds.Of(LinearForm.Of(4, [(0, 3), (2, -5)]), 7);
        Assert.Equal(new TotalBounds(-35, 21), bounds);
        Assert.True(bounds.TryDecodeVartime(new DiscreteLog(56), Scalar.FromInt64(-35) * Point.Generator, out var total));
        Assert.Equal(-35, total);
    }

    /// <summary>The totals of one ballot, from the choice alone.</summary>
    private static IEnumerable<long> TotalsByDefinition(HomomorphicQuestion question, Selection selection)
    {
        int[] numbers = [.. selection.Numbers];
        int[] options = [.. Enumerable.Range(1, question.OptionCount)];
        long Marks(bool holds) => holds ? 1 : 0;
        return question.Choice switch
        {
            ChoiceRule.ChooseOne or ChoiceRule.Approval or ChoiceRule.Knapsack => [.. options.Select(i => Marks(numbers.Contains(i))), 0],
            ChoiceRule.Score { HasBlank: false } => numbers.Select(value => (long)value),
            ChoiceRule.Score or ChoiceRule.Cumulative or ChoiceRule.Quadratic => [.. numbers.Select(value => (long)value), 0],
            ChoiceRule.MajorityJudgment(var grades) =>
                [.. numbers.SelectMany(value => Enumerable.Range(0, grades.Count).Select(grade => Marks(value == grade))), 0],
            ChoiceRule.Ranking(_, _, var weights) =>
            [
                .. options.Select(i => (long)weights.Zip(numbers).Where(pair => pair.Second == i).Sum(pair => pair.First)), 0,
                .. options.Select(i => Marks(numbers[0] == i)),
            ],
            _ =>
            [
                .. options.SelectMany(i => options.Where(j => j > i).Select(j => Marks(Array.IndexOf(numbers, i) < Array.IndexOf(numbers, j)))), 0,
                .. options.Select(i => Marks(numbers[0] == i)),
            ],
        };
    }
}
