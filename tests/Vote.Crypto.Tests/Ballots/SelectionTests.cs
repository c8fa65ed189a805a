using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Ballots;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(new int[0], SelectionProblem.UnderVote)]
    [InlineData(new[] { 3 }, SelectionProblem.UnderVote)]
    [InlineData(new[] { 1, 2, 3, 4 }, SelectionProblem.OverVote)]
    [InlineData(new[] { 1, 1 }, SelectionProblem.Duplicate)]
    [InlineData(new[] { 1, 6 }, SelectionProblem.UnknownOption)]
    [InlineData(new[] { 0, 1 }, SelectionProblem.UnknownOption)]
    [InlineData(new[] { -1, 1 }, SelectionProblem.UnknownOption)]
    [InlineData(new[] { 257, 1 }, SelectionProblem.UnknownOption)]
    public void NamesWhatIsWrong(int[] chosen, SelectionProblem expected)
    {
        Assert.False(Selection.TryParse(Sample.Approval(1, 5, 2, 3), chosen, out var selection, out var problem));
        Assert.Null(selection);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void SortsAVotersOptions()
    {
        Assert.True(Selection.TryParse(Sample.Approval(1, 5, 2, 3), [5, 2, 4], out var selection, out _));
        Assert.Equal([2, 4, 5], selection.Options);
        Assert.False(selection.IsBlank);
    }

    [Fact]
    public void DecodesOnlyItsOwnEncoding()
    {
        var question = Sample.Approval(1, 5, 1, 3);
        foreach (var selection in Sample.AllSelections(question))
        {
            Assert.True(Selection.TryDecode(question, selection.Encode(), out var decoded));
            Assert.Equal(selection.Encode(), decoded.Encode());
        }

        byte[][] refused = [[], [0, 0], [0, 1], [1, 0], [2, 1], [1, 1], [6], [1, 2, 3, 4], [255]];
        Assert.All(refused, bytes => Assert.False(Selection.TryDecode(question, bytes, out _)));
    }

    [Fact]
    public void CountsPatterns()
    {
        Assert.Equal(14, PatternsOf(new ChoiceRule.ChooseOne(), 13));
        Assert.Equal(13 + 78 + 286 + 715 + 1287 + 1, PatternsOf(new ChoiceRule.Approval(1, 5), 13));
        Assert.Equal(System.Numerics.BigInteger.Pow(2, 255), PatternsOf(new ChoiceRule.Approval(1, 255), 255));
        Assert.Equal(13 + (13 * 12) + (13 * 12 * 11) + 1, PatternsOf(new ChoiceRule.Ranking(1, 3, []), 13));
        Assert.Equal(121, PatternsOf(new ChoiceRule.Ranking(5, 5, []), 5));

        static System.Numerics.BigInteger PatternsOf(IListedRule rule, int options) => rule.Patterns(options);
    }

    [Fact]
    public void ForbidsAShuffleBelowThePatternMinimum()
    {
        var question = Sample.Mixed(1, 3, 1, 2, patternMinimum: 10);
        Assert.Equal(7, question.Patterns());
        Assert.False(question.MayBeShuffled(69));
        Assert.True(question.MayBeShuffled(70));
    }

    [Fact]
    public void IsRefusedByAQuestionItWasNotParsedFor()
    {
        var selection = Sample.Choose(Sample.Approval(1, 5, 1, 5), 1, 2, 5);
        Assert.Throws<ArgumentException>(() => ShapeAssignment.Bits(Sample.Approval(1, 5, 1, 2), selection));
        Assert.Throws<ArgumentException>(() => ShapeAssignment.Bits(Sample.Approval(1, 4, 1, 3), selection));
        Assert.Throws<ArgumentException>(() => ShapeAssignment.Bits(Sample.ChooseOne(1, 5), selection));
    }
}
