using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Ballots;

public sealed class HomomorphicTallyTests
{
    private static readonly SampleElection Two = new(Sample.ChooseOne(1, 2), Sample.Approval(2, 3, 1, 3));

    [Fact]
    public void CountsWhatWasChosen()
    {
        var (first, second) = ((HomomorphicQuestion)Two.Election.Style.Questions[0], (HomomorphicQuestion)Two.Election.Style.Questions[1]);
        (int[] First, int[] Second)[] votes = [([1], [1, 2, 3]), ([2], [2]), ([], [2, 3]), ([1], []), ([1], [3])];
        var tally = new HomomorphicTally(Two.Election.Style);
        foreach (var vote in votes)
        {
            tally.Add(Two.Encrypt(SampleElection.Context(), Sample.Choose(first, vote.First), Sample.Choose(second, vote.Second)));
        }

        Assert.Equal(5, tally.Counted);
        Assert.Equal([3, 1, 1], Decrypt(tally, first));
        Assert.Equal([1, 3, 3, 1], Decrypt(tally, second));
    }

    [Fact]
    public void SumsNothingToTheIdentity()
    {
        var tally = new HomomorphicTally(Two.Election.Style);
        Assert.All(tally.Totals((HomomorphicQuestion)Two.Election.Style.Questions[1]), total => Assert.Equal(Ciphertext.Zero, total));
    }

    [Fact]
    public void AppliesTheFormsToEachBallotAlike()
    {
        var question = (HomomorphicQuestion)Two.Election.Style.Questions[1];
        EncryptedBallot[] ballots = [.. Enumerable.Range(0, 3).Select(i =>
            Two.Encrypt(SampleElection.Context(), Selection.Blank, Sample.Choose(question, 1 + i)))];
        var tally = new HomomorphicTally(Two.Election.Style);
        Array.ForEach(ballots, tally.Add);

        // spec §8.1 word by word: Σ_ballots Σ_k f_k·(A_k, B_k).
        var slow = question.Shape.Totals.Select(form => ballots
            .SelectMany(ballot => form.Terms().Select(term =>
                Ciphertext.MultiplyVartime(Scalar.FromInt64(term.Coefficient), ballot.Answers[1].Ciphertexts[term.Bit])))
            .Aggregate(Ciphertext.Zero, (sum, term) => sum + term));
        Assert.Equal(slow, tally.Totals(question));
    }

    [Fact]
    public void RefusesABallotOfAnotherStyle()
    {
        var other = new SampleElection(Sample.ChooseOne(1, 2), Sample.Approval(2, 3, 1, 3));
        var ballot = other.Encrypt(SampleElection.Context(), Selection.Blank, Selection.Blank);
        Assert.Throws<ArgumentException>(() => new HomomorphicTally(Two.Election.Style).Add(ballot));
        Assert.Throws<ArgumentException>(() => Two.Verifier.Verify(ballot, SampleElection.Context()));
    }

    [Fact]
    public void BoundsTotalsByTheSignsOfTheForm()
    {
        Assert.Equal(new TotalBounds(-70, 60), TotalBounds.Of(new([5, -7, 1, 0]), 10));
        Assert.Equal(new TotalBounds(0, 0), TotalBounds.Of(new([5, -7]), 0));
        Assert.Throws<OverflowException>(() => TotalBounds.Of(new([long.MaxValue]), 2));
    }

    [Fact]
    public void FindsNoTotalOutsideItsBounds()
    {
        var logarithms = new DiscreteLog(10);
        var bounds = TotalBounds.Of(new([1, -1]), 5);
        Assert.True(bounds.TryDecodeVartime(logarithms, Scalar.FromInt64(-5) * Point.Generator, out var total));
        Assert.Equal(-5, total);
        Assert.False(bounds.TryDecodeVartime(logarithms, Scalar.FromInt64(-6) * Point.Generator, out _));
        Assert.False(bounds.TryDecodeVartime(logarithms, Scalar.FromInt64(6) * Point.Generator, out _));
    }

    private static IEnumerable<long> Decrypt(HomomorphicTally tally, HomomorphicQuestion question)
    {
        var logarithms = new DiscreteLog(tally.Counted);
        foreach (var (total, form) in tally.Totals(question).Zip(question.Shape.Totals))
        {
            Assert.True(TotalBounds.Of(form, tally.Counted).TryDecodeVartime(logarithms, Two.Decrypt(total), out var m));
            yield return m;
        }
    }
}
