using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Ballots;

public sealed class BallotTests
{
    private static readonly SampleElection Three = new(
        Sample.ChooseOne(1, 3), Sample.Approval(2, 4, 1, 3), Sample.Mixed(3, 5, 1, 4));

    [Fact]
    public void VerifiesForEverySelection()
    {
        var homomorphic = new SampleElection(Sample.Approval(1, 3, 1, 3));
        var question = homomorphic.Election.Style.Questions[0];
        foreach (var selection in Sample.AllSelections(question))
        {
            var context = SampleElection.Context();
            Assert.Equal(Verdict.Accept, homomorphic.Verifier.Verify(homomorphic.Encrypt(context, selection), context));
        }
    }

    [Fact]
    public void EncryptsWhatWasChosen()
    {
        var context = SampleElection.Context();
        var ballot = Encrypt(context);
        var bits = ballot.Answers[1].Ciphertexts.Select(Three.Decrypt).Select(point => point == Point.Generator ? 1 : point.IsIdentity ? 0 : 2);
        Assert.Equal([1, 0, 0, 1, 0, 1, 0], bits); // the slack of 1 is written by the last weight that fits
        Assert.True(MixedRow.TryDecodeVartime(
            (MixedQuestion)Three.Election.Style.Questions[2], [.. ballot.Answers[2].Ciphertexts.Select(Three.Decrypt)], out var selection));
        Assert.Equal([3, 5], selection.Options);
    }

    [Fact]
    public void HasTheLengthOfItsStyleWhateverIsChosen()
    {
        var context = SampleElection.Context();
        var length = Three.Election.Style.PayloadLength;
        Assert.Equal(length, Encrypt(context).Encode().Length);
        Assert.Equal(length, Three.Encrypt(context, Selection.Blank, Selection.Blank, Selection.Blank).Encode().Length);

        // 66 a ciphertext, 33 an equation, 32 a witness scalar.
        var expected = (4 * 66) + (17 * 33) + (12 * 32) + (7 * 66) + (29 * 33) + (21 * 32) + 66 + 33 + 32;
        Assert.Equal(expected, length);
    }

    [Fact]
    public void RoundTrips()
    {
        var payload = Encrypt(SampleElection.Context()).Encode();
        Assert.Equal(payload, Three.Decode(payload).Encode());
    }

    [Fact]
    public void RejectsEveryOtherLength()
    {
        var payload = Encrypt(SampleElection.Context()).Encode();
        byte[][] others = [[], payload[..^1], [.. payload, 0], [.. payload, .. payload], payload[1..], payload[66..], [0]];
        Assert.All(others, bytes => Assert.False(EncryptedBallot.TryDecode(Three.Election.Style, bytes, out _)));
    }

    [Fact]
    public void RejectsHalvesThatAreNoElements()
    {
        var payload = Encrypt(SampleElection.Context()).Encode();
        for (var half = 0; half < 2 * Three.Election.Style.CiphertextCount; half++)
        {
            foreach (var bad in new[] { new byte[33], [4, .. new byte[32]], [2, .. Enumerable.Repeat((byte)255, 32)] })
            {
                var broken = payload.ToArray();
                bad.CopyTo(broken, half * Point.Size);
                Assert.False(EncryptedBallot.TryDecode(Three.Election.Style, broken, out _));
            }
        }
    }

    [Fact]
    public void RejectsEveryFieldOfAnotherContext()
    {
        var context = new BallotContext(Sample.Credential(), new(7, 2, 3), Sample.Digest("previous"));
        var ballot = Encrypt(context);
        BallotContext[] others =
        [
            context with { Credential = Sample.Credential() },
            context with { Position = new(8, 2, 3) },
            context with { Position = new(7, 3, 3) },
            context with { Position = new(7, 2, 4) },
            context with { Previous = Digest.Zero },
        ];

        Assert.Equal(Verdict.Accept, Three.Verifier.Verify(ballot, context));
        Assert.All(others, other => Assert.IsType<Verdict.Rejected>(Three.Verifier.Verify(ballot, other)));
    }

    [Fact]
    public void IsRejectedInAnotherElection()
    {
        var context = SampleElection.Context();
        var ballot = Encrypt(context);
        var otherHash = new BallotVerifier(Three.Election with { Hash = new(Sample.Digest("another")) });
        var otherKey = new BallotVerifier(Three.Election with { Key = new(Sample.RandomPoint()) });
        Assert.Equal("question 1", Detail(otherHash.Verify(ballot, context)));
        Assert.Equal("question 1", Detail(otherKey.Verify(ballot, context)));
    }

    [Fact]
    public void NamesTheQuestionAtFault()
    {
        var context = SampleElection.Context();
        var payload = Encrypt(context).Encode();
        payload[^1] ^= 1; // the last response of question 3
        Assert.Equal("question 3", Detail(Three.Verifier.Verify(Three.Decode(payload), context)));
    }

    [Fact]
    public void RejectsAChangeAnywhereInAProof()
    {
        var context = SampleElection.Context();
        var payload = Encrypt(context).Encode();
        for (var at = Three.Election.Style.CiphertextCount * 66; at < payload.Length; at += 31)
        {
            var changed = payload.ToArray();
            changed[at] ^= 1;
            Assert.IsType<Verdict.Rejected>(Three.Verifier.Verify(Three.Decode(changed), context));
        }
    }

    [Fact]
    public void NeverRepeatsACiphertextOrAProof()
    {
        var context = SampleElection.Context();
        var seen = new HashSet<string>();
        for (var i = 0; i < 4; i++)
        {
            var ballot = Encrypt(context);
            Assert.All(ballot.Answers, answer => Assert.True(seen.Add(Convert.ToHexString(answer.Proof.Span[..33]))));
            Assert.All(ballot.Answers, answer => Assert.True(seen.Add(Convert.ToHexString(answer.FirstElement.Encode()))));
        }
    }

    [Fact]
    public void KeepsItsCiphertextsWithTheSeedAndChangesItsProofs()
    {
        var context = SampleElection.Context();
        using var seed = BallotSeed.Generate();
        Selection[] blank = [Selection.Blank, Selection.Blank, Selection.Blank];
        var (first, second) = (Three.Encryptor.Encrypt(context, seed, blank), Three.Encryptor.Encrypt(context, seed, blank));
        Assert.Equal(first.CiphertextHash, second.CiphertextHash);
        Assert.NotEqual(first.Encode(), second.Encode());
    }

    [Fact]
    public void NeedsASelectionForEachQuestion()
    {
        using var seed = BallotSeed.Generate();
        Assert.Throws<ArgumentException>(() => Three.Encryptor.Encrypt(SampleElection.Context(), seed, [Selection.Blank, Selection.Blank]));
    }

    private static EncryptedBallot Encrypt(BallotContext context)
    {
        var questions = Three.Election.Style.Questions;
        return Three.Encrypt(
            context, Sample.Choose(questions[0], 2), Sample.Choose(questions[1], 1, 4), Sample.Choose(questions[2], 3, 5));
    }

    private static string Detail(Verdict verdict) => Assert.IsType<Verdict.Rejected>(verdict).Detail;
}
