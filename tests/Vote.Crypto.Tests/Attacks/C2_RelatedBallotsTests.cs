using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>C2: ciphertexts computed from another's: shifted, multiplied, with a number added, and a second voter's in place of the first's.</summary>
public sealed class C2_RelatedBallotsTests
{
    private static readonly SampleElection Three = new(
        Sample.ChooseOne(1, 3), Sample.Approval(2, 4, 1, 3), Sample.Mixed(3, 5, 1, 4));

    [Fact]
    public void RejectsMalleatedCiphertexts()
    {
        var context = SampleElection.Context();
        var ballot = Encrypt(context);
        var shift = Scalar.Random();
        Func<Ciphertext, Ciphertext>[] changes =
        [
            c => new(c.A + (shift * Point.Generator), c.B + (shift * Three.Election.Key.Point)),
            c => new(shift * c.A, shift * c.B),
            c => new(c.A, c.B + Point.Generator),
            c => new(c.B, c.A),
            c => new(-c.A, -c.B),
        ];

        for (var k = 0; k < Three.Election.Style.CiphertextCount; k++)
        {
            foreach (var change in changes)
            {
                Ciphertext[] changed = [.. ballot.Answers.SelectMany(answer => answer.Ciphertexts)];
                changed[k] = change(changed[k]);
                var forged = EncryptedBallot.Join(Three.Election.Style, changed, ballot.Answers.Select(answer => answer.Proof.ToArray()));
                Assert.IsType<Verdict.Rejected>(Three.Verifier.Verify(forged, context));
            }
        }
    }

    /// <summary>The same with the thief's own context and proofs bent by what the thief knows of the shift: r + r', which needs r.</summary>
    [Fact]
    public void RejectsARerandomisedBallotProvenWithTheShiftAlone()
    {
        var question = Sample.Mixed(1, 3, 1, 2);
        var election = new SampleElection(question);
        var (theirs, mine) = (SampleElection.Context(), SampleElection.Context());
        var stolen = election.Encrypt(theirs, Sample.Choose(question, 2)).Answers[0].Ciphertexts[0];
        var shift = Scalar.Random();
        Ciphertext related = stolen + election.Election.Key.Encrypt(Point.Identity, shift);
        var draft = EncryptedBallot.Join(election.Election.Style, [related], [new byte[question.ProofLength]]);
        var tag = mine.TagFor(election.Election.Hash, question, draft.CiphertextHash);
        var proof = Vote.Crypto.Sigma.SigmaProver.Prove(tag, BallotRelations.For(question, election.Election.Key, [related]), [shift]);
        var forged = EncryptedBallot.Join(election.Election.Style, [related], [proof]);
        Assert.Equal(election.Decrypt(stolen), election.Decrypt(related));
        Assert.IsType<Verdict.Rejected>(election.Verifier.Verify(forged, mine));
    }

    private static EncryptedBallot Encrypt(BallotContext context)
    {
        var questions = Three.Election.Style.Questions;
        return Three.Encrypt(
            context, Sample.Choose(questions[0], 2), Sample.Choose(questions[1], 1, 4), Sample.Choose(questions[2], 3, 5));
    }
}
