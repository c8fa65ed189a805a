using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Ballots;

public sealed class BallotShapeTests
{
    public static TheoryData<int, int, int> SmallQuestions()
    {
        var data = new TheoryData<int, int, int>();
        for (var options = 1; options <= 4; options++)
        {
            for (var maximum = 1; maximum <= options; maximum++)
            {
                for (var minimum = 1; minimum <= maximum; minimum++)
                {
                    data.Add(options, minimum, maximum);
                }
            }
        }

        data.Add(7, 1, 5);
        data.Add(8, 2, 8);
        return data;
    }

    [Theory, MemberData(nameof(SmallQuestions))]
    public void AllowsExactlyTheChoicesOfTheQuestion(int options, int minimum, int maximum)
    {
        var question = Sample.Approval(1, options, minimum, maximum);
        var slack = SlackWeights.For(maximum - minimum);
        foreach (var bits in AllAssignments(question.Shape.BitCount))
        {
            var chosen = bits[..options].Count(bit => bit == 1);
            var slackValue = slack.Select((weight, j) => weight * bits[options + j]).Sum();
            var isBlank = bits[^1] == 1;
            var expected = isBlank
                ? chosen == 0 && slackValue == 0
                : chosen >= minimum && chosen <= maximum && slackValue == maximum - chosen;

            Assert.Equal(expected, question.Shape.Allows(bits));
            Assert.Equal(expected, ShapeAssignment.TryRead(question, bits, out _));
        }
    }

    [Theory, MemberData(nameof(SmallQuestions))]
    public void HasASolutionForEachPatternAndEachWayToWriteItsSlack(int options, int minimum, int maximum)
    {
        var question = Sample.Approval(1, options, minimum, maximum);
        var weights = SlackWeights.For(maximum - minimum);
        var expected = Sample.AllSelections(question).Sum(selection => WaysToWrite(weights, selection.IsBlank ? 0 : maximum - selection.Options.Count));
        Assert.Equal(expected, AllAssignments(question.Shape.BitCount).Count(bits => question.Shape.Allows(bits)));
    }

    [Theory, MemberData(nameof(SmallQuestions))]
    public void AssignsBitsThatReadBackAsTheSelection(int options, int minimum, int maximum)
    {
        var question = Sample.Approval(1, options, minimum, maximum);
        var count = 0;
        foreach (var selection in Sample.AllSelections(question))
        {
            count++;
            var bits = ShapeAssignment.Bits(question, selection);
            Assert.True(question.Shape.Allows(bits));
            Assert.True(ShapeAssignment.TryRead(question, bits, out var read));
            Assert.Equal(selection.Encode(), read.Encode());
            for (var option = 1; option <= options; option++)
            {
                Assert.Equal(selection.Options.Contains(option) ? 1 : 0, question.Shape.Totals[option - 1].Evaluate(bits));
            }

            Assert.Equal(selection.IsBlank ? 1 : 0, question.Shape.Totals[^1].Evaluate(bits));
            Assert.Equal(options + 1, question.Shape.Totals.Count);
        }

        Assert.Equal(((IListedRule)question.Choice).Patterns(options), count);
    }

    [Theory]
    [InlineData(0, new long[0])]
    [InlineData(1, new long[] { 1 })]
    [InlineData(4, new long[] { 1, 2, 1 })]
    [InlineData(5, new long[] { 1, 2, 2 })]
    [InlineData(7, new long[] { 1, 2, 4 })]
    [InlineData(254, new long[] { 1, 2, 4, 8, 16, 32, 64, 127 })]
    public void HasTheSlackWeightsOfTheSpecification(int range, long[] weights) => Assert.Equal(weights, SlackWeights.For(range));

    [Fact]
    public void WritesExactlyTheValuesUpToTheRange()
    {
        for (var range = 0; range <= 40; range++)
        {
            var weights = SlackWeights.For(range);
            Assert.Equal(range, weights.Sum());
            var bits = new byte[weights.Count];
            for (var value = 0; value <= range; value++)
            {
                SlackWeights.Write(weights, value, bits);
                Assert.Equal(GreedyByHand(weights, value), bits);
                Assert.Equal(value, weights.Select((weight, j) => weight * bits[j]).Sum());
            }
        }
    }

    [Fact]
    public void CountsBitsAsTheDesignDoes()
    {
        Assert.Equal(14, Sample.ChooseOne(1, 13).Shape.BitCount);
        Assert.Equal(17, Sample.Approval(1, 13, 1, 5).Shape.BitCount);
        Assert.Equal(264, Sample.Approval(1, 255, 1, 255).Shape.BitCount);
    }

    [Fact]
    public void MakesChooseOneFromTheSameMechanism()
    {
        var chooseOne = Sample.ChooseOne(1, 5).Shape;
        var approval = Sample.Approval(1, 5, 1, 1).Shape;
        Assert.Equal(approval.BitCount, chooseOne.BitCount);
        Assert.Equal(approval.Constraints[0].Form.Terms(), chooseOne.Constraints[0].Form.Terms());
        Assert.Equal([(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1)], chooseOne.Constraints[0].Form.Terms());
        Assert.Equal(1, chooseOne.Constraints[0].Constant);
    }

    [Fact]
    public void RefusesAConstraintWithoutACoefficient() =>
        Assert.False(BallotShape.TryCreate(2, [new(new([0, 0]), 0)], [], out _));

    [Fact]
    public void RefusesNumbersThatCouldWrapAround()
    {
        Assert.True(BallotShape.TryCreate(1, [new(new([long.MaxValue - 1]), 1)], [], out _));
        Assert.False(BallotShape.TryCreate(1, [new(new([long.MaxValue]), 1)], [], out _));
        Assert.False(BallotShape.TryCreate(1, [new(new([long.MaxValue]), -1)], [], out _));
        Assert.False(BallotShape.TryCreate(1, [new(new([long.MinValue]), 0)], [], out _));
        Assert.False(BallotShape.TryCreate(1, [new(new([1]), long.MinValue)], [], out _));
        Assert.False(BallotShape.TryCreate(2, [new(new([long.MaxValue, long.MaxValue]), 0)], [], out _));
        Assert.False(BallotShape.TryCreate(1, [], [new([long.MinValue])], out _));
    }

    [Fact]
    public void RefusesFormsOverAnotherNumberOfBits()
    {
        Assert.False(BallotShape.TryCreate(2, [new(new([1]), 1)], [], out _));
        Assert.False(BallotShape.TryCreate(2, [], [new([1, 1, 1])], out _));
        Assert.False(BallotShape.TryCreate(0, [], [], out _));
    }

    [Fact]
    public void EvaluatesWithoutOverflow()
    {
        var form = new LinearForm([long.MaxValue, long.MaxValue, long.MinValue]);
        Assert.Equal((Int128)long.MaxValue * 2, form.Evaluate([1, 1, 0]));
        Assert.Equal((Int128)long.MinValue, form.Evaluate([0, 0, 1]));
        Assert.Throws<ArgumentException>(() => form.Evaluate([1]));
    }

    private static IEnumerable<byte[]> AllAssignments(int bitCount)
    {
        for (var mask = 0; mask < 1 << bitCount; mask++)
        {
            yield return [.. Enumerable.Range(0, bitCount).Select(k => (byte)(mask >> k & 1))];
        }
    }

    private static int WaysToWrite(IReadOnlyList<long> weights, long value) =>
        AllAssignments(weights.Count).Count(bits => weights.Select((weight, j) => weight * bits[j]).Sum() == value);

    /// <summary>spec §4.2, word by word.</summary>
    private static byte[] GreedyByHand(IReadOnlyList<long> weights, long value)
    {
        var bits = new byte[weights.Count];
        for (var j = weights.Count - 1; j >= 0; j--)
        {
            if (weights[j] <= value)
            {
                bits[j] = 1;
                value -= weights[j];
            }
        }

        return bits;
    }
}
