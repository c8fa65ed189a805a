using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// C1: somebody else's ballot as one's own, whole, with its questions exchanged, or one of them. A proof is for one credential at one place of one slot's
/// chain, over all ciphertexts of the ballot. That a copy is refused at intake and on a record: C1 of the server's and of the tally's tests.
/// </summary>
public sealed class C1_BallotCopyingTests
{
    private static readonly SampleElection Three = new(
        Sample.ChooseOne(1, 3), Sample.Approval(2, 4, 1, 3), Sample.Mixed(3, 5, 1, 4));

    [Fact]
    public void RejectsTheSameBallotOfAnotherVoter()
    {
        var (mine, theirs) = (SampleElection.Context(), SampleElection.Context());
        var ballot = Encrypt(theirs);
        Assert.Equal(Verdict.Accept, Three.Verifier.Verify(ballot, theirs));
        Assert.Equal(Verdict.Reject(Rejection.ProofDoesNotHold, "question 1"), Three.Verifier.Verify(ballot, mine));

        // One field at a time: the key alone, the slot alone.
        Assert.IsType<Verdict.Rejected>(Three.Verifier.Verify(ballot, theirs with { Credential = mine.Credential }));
        Assert.IsType<Verdict.Rejected>(Three.Verifier.Verify(ballot, theirs with { Position = new(8, 2, 1) }));
    }

    /// <summary>Two equal questions, the answer of one put under the other.</summary>
    [Fact]
    public void RejectsAnswersExchangedBetweenEqualQuestions()
    {
        var twins = new SampleElection(Sample.ChooseOne(1, 3), Sample.ChooseOne(2, 3));
        var context = SampleElection.Context();
        var ballot = twins.Encrypt(context, Sample.Choose(twins.Election.Style.Questions[0], 1), Sample.Choose(twins.Election.Style.Questions[1], 3));
        Assert.Equal(Verdict.Accept, twins.Verifier.Verify(ballot, context));
        var exchanged = EncryptedBallot.Join(
            twins.Election.Style,
            [.. ballot.Answers[1].Ciphertexts, .. ballot.Answers[0].Ciphertexts],
            [ballot.Answers[1].Proof.ToArray(), ballot.Answers[0].Proof.ToArray()]);
        Assert.IsType<Verdict.Rejected>(twins.Verifier.Verify(exchanged, context));
    }

    [Fact]
    public void RejectsASwapOfAnyTwoCiphertexts()
    {
        var context = SampleElection.Context();
        var payload = Encrypt(context).Encode();
        for (var i = 0; i < Three.Election.Style.CiphertextCount; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var swapped = payload.ToArray();
                payload.AsSpan(i * 66, 66).CopyTo(swapped.AsSpan(j * 66));
                payload.AsSpan(j * 66, 66).CopyTo(swapped.AsSpan(i * 66));
                Assert.IsType<Verdict.Rejected>(Three.Verifier.Verify(Three.Decode(swapped), context));
            }
        }
    }

    [Fact]
    public void RejectsAQuestionOfAnotherBallot()
    {
        var context = SampleElection.Context();
        var (first, second) = (Encrypt(context), Encrypt(context));
        for (var moved = 0; moved < 3; moved++)
        {
            var answers = first.Answers.Select((answer, q) => q == moved ? second.Answers[q] : answer).ToArray();
            var mixture = EncryptedBallot.Join(
                Three.Election.Style,
                [.. answers.SelectMany(answer => answer.Ciphertexts)],
                answers.Select(answer => answer.Proof.ToArray()));
            Assert.IsType<Verdict.Rejected>(Three.Verifier.Verify(mixture, context));
        }
    }

    /// <summary>The tracker is another one for another credential, so that a copy would not even look the same.</summary>
    [Fact]
    public void GivesACopyAnotherTracker()
    {
        var ballot = Encrypt(SampleElection.Context());
        Assert.NotEqual(
            Tracker.Of(Three.Election.Hash, Sample.Credential(), ballot).Text, Tracker.Of(Three.Election.Hash, Sample.Credential(), ballot).Text);
    }

    private static EncryptedBallot Encrypt(BallotContext context)
    {
        var questions = Three.Election.Style.Questions;
        return Three.Encrypt(
            context, Sample.Choose(questions[0], 2), Sample.Choose(questions[1], 1, 4), Sample.Choose(questions[2], 3, 5));
    }
}
