using System.Security.Cryptography;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>Whole ballots of every kind: honest ones count and open, changed and forged ones are refused.</summary>
public sealed class KindBallotTests
{
    /// <summary>One question of each kind and each mode in one ballot, one proof a question.</summary>
    private static readonly SampleElection Every = new([.. Questions()]);

    [Fact]
    public void CountsRandomChoicesOfAllKindsTogether()
    {
        var tally = new HomomorphicTally(Every.Election.Style);
        Dictionary<int, long[]> expected = [];
        for (var ballot = 0; ballot < 3; ballot++)
        {
            Selection[] selections = [.. Every.Election.Style.Questions.Select(question => Choose(question))];
            var context = SampleElection.Context();
            var encrypted = Every.Encrypt(context, selections);
            Assert.Equal(Verdict.Accept, Every.Verifier.Verify(encrypted, context));
            tally.Add(Every.Decode(encrypted.Encode()));
            foreach (var question in Every.Election.Style.Questions.OfType<HomomorphicQuestion>())
            {
                var bits = ShapeAssignment.Bits(question, selections[question.Number - 1]);
                long[] own = [.. question.Shape.Totals.Select(total => (long)total.Evaluate(bits))];
                expected[question.Number] = [.. own.Zip(expected.GetValueOrDefault(question.Number, new long[own.Length]), (left, right) => left + right)];
            }
        }

        var logarithms = new DiscreteLog(100);
        foreach (var question in Every.Election.Style.Questions.OfType<HomomorphicQuestion>())
        {
            var totals = tally.Totals(question).Zip(question.Shape.Totals, (total, form) =>
                TotalBounds.Of(form, tally.Counted).TryDecodeVartime(logarithms, Every.Decrypt(total), out var m) ? m : long.MinValue);
            Assert.Equal(expected[question.Number], totals);
        }
    }

    [Fact]
    public void OpensToWhatWasChosenAndRefusesEveryOtherStory()
    {
        Selection[] selections = [.. Every.Election.Style.Questions.Select(question => Choose(question))];
        var context = SampleElection.Context();
        using var seed = BallotSeed.Generate();
        using var other = BallotSeed.Generate();
        var ballot = Every.Encryptor.Encrypt(context, seed, selections);
        var opened = Assert.IsType<BallotOpening.Opened>(Open(context, ballot, seed));
        Assert.Equal(
            selections.Select(selection => (selection.IsBlank, string.Join(',', selection.Numbers))),
            opened.Selections.Select(selection => (selection.IsBlank, string.Join(',', selection.Numbers))));
        Assert.IsNotType<BallotOpening.Opened>(Open(context, ballot, other));
        Assert.IsNotType<BallotOpening.Opened>(Open(SampleElection.Context(context.Credential, 2), ballot, seed));
        Assert.IsNotType<BallotOpening.Opened>(Open(SampleElection.Context(), ballot, seed));

        // A + G is of no known r; B + G is another bit or none, which breaks a constraint of every kind but the score without one.
        var first = 0;
        foreach (var question in Every.Election.Style.Questions)
        {
            Assert.IsNotType<BallotOpening.Opened>(Open(context, With(ballot, first, c => c with { A = c.A + Point.Generator }), seed));
            Assert.IsNotType<BallotOpening.Opened>(Open(context, With(ballot, first, c => c with { B = c.B + (Scalar.FromInt64(5) * Point.Generator) }), seed));
            first += question.CiphertextCount;
        }
    }

    [Fact]
    public void RejectsATamperedByteOfEachQuestionByItsNumber()
    {
        var context = SampleElection.Context();
        var payload = Every.Encrypt(context, [.. Every.Election.Style.Questions.Select(question => Choose(question))]).Encode();
        var end = Every.Election.Style.CiphertextCount * Ciphertext.Size;
        foreach (var question in Every.Election.Style.Questions)
        {
            end += question.ProofLength;
            var changed = payload.ToArray();
            changed[end - 1] ^= 1;
            var rejected = Assert.IsType<Verdict.Rejected>(Every.Verifier.Verify(Every.Decode(changed), context));
            Assert.Equal($"question {question.Number}", rejected.Detail);
        }

        byte[][] lengths = [payload[..^1], [.. payload, 0], [.. payload, .. payload], []];
        Assert.All(lengths, bytes => Assert.False(EncryptedBallot.TryDecode(Every.Election.Style, bytes, out _)));
    }

    /// <summary>
    /// Every assignment one bit away from a legal one, with an honest prover for whatever was encrypted: accepted exactly if the specification
    /// allows the bits, for every kind.
    /// </summary>
    [Fact]
    public void RejectsAssignmentsThatAreNoChoiceWhateverIsProven()
    {
        var (secret, tag) = (Scalar.Random(), new ProofTag(new byte[32], ProofPurpose.Ballot, new byte[32]));
        var key = new ElectionKey(secret * Point.Generator);
        foreach (var question in Every.Election.Style.Questions.OfType<HomomorphicQuestion>())
        {
            var legal = ShapeAssignment.Bits(question, Choose(question));
            foreach (var k in new[] { 0, legal.Length / 2, legal.Length - 1 })
            {
                var bits = legal.ToArray();
                bits[k] ^= 1;
                Assert.Equal(question.Shape.Allows(bits), IsAccepted(key, tag, question.Shape, bits));
                bits[k] = 2;
                Assert.False(IsAccepted(key, tag, question.Shape, bits));
            }
        }
    }

    private static bool IsAccepted(ElectionKey key, ProofTag tag, BallotShape shape, byte[] bits)
    {
        var r = bits.Select(_ => Scalar.Random()).ToArray();
        Ciphertext[] ciphertexts = [.. bits.Zip(r, (b, random) => key.EncryptNumber(Scalar.FromInt64(b), random))];
        var relation = BallotRelations.For(shape, key, ciphertexts);
        return SigmaVerifier.Verify(tag, relation, SigmaProver.Prove(tag, relation, BallotRelations.Witness(bits, r))) is Verdict.Accepted;
    }

    private static IEnumerable<Question> Questions()
    {
        ChoiceRule[] rules =
        [
            new ChoiceRule.ChooseOne(), new ChoiceRule.Approval(1, 2), new ChoiceRule.Score(3, HasBlank: false),
            new ChoiceRule.Score(2, HasBlank: true), new ChoiceRule.Cumulative(3), new ChoiceRule.Knapsack(4_000, 1_000),
            new ChoiceRule.Quadratic(4), Sample.Grades(3), Sample.Borda(2, 2), Sample.Borda(1, 2), new ChoiceRule.Pairwise(),
        ];
        HomomorphicQuestion[] homomorphic = [.. rules.Select((rule, i) => Sample.Homomorphic(i + 1, rule, 2))];
        return [.. homomorphic, new MixedQuestion(Sample.Declare(rules.Length + 1, new ChoiceRule.Ranking(1, 40, []), 45), 0)];
    }

    private static Selection Choose(Question question)
    {
        if (question is MixedQuestion)
        {
            int[] order = [.. Enumerable.Range(1, 45)];
            RandomNumberGenerator.Shuffle<int>(order);
            return Sample.Choose(question, order[..35]);
        }

        Selection[] all = [.. KindCases.Lists((HomomorphicQuestion)question)
            .Select(numbers => Selection.TryParse(question, numbers, out var parsed, out _) ? parsed : null).OfType<Selection>()];
        return all[RandomNumberGenerator.GetInt32(all.Length)];
    }

    private static BallotOpening Open(BallotContext context, EncryptedBallot ballot, BallotSeed seed) =>
        BallotOpening.OpenVartime(Every.Election, context.Credential, context.Position.Sequence, ballot, seed);

    private static EncryptedBallot With(EncryptedBallot ballot, int index, Func<Ciphertext, Ciphertext> change)
    {
        Ciphertext[] ciphertexts = [.. ballot.Answers.SelectMany(answer => answer.Ciphertexts)];
        ciphertexts[index] = change(ciphertexts[index]);
        return EncryptedBallot.Join(Every.Election.Style, ciphertexts, ballot.Answers.Select(answer => answer.Proof.ToArray()));
    }
}
