using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Sigma;
using Vote.Crypto.Tests.Shuffle;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A7: lists that are zipped lose their tails, and with them what was to be proved. Each vector of each proof with 0, 1, N − 1, N + 1 and 2N items is
/// refused by its length. That this comes before arithmetic is shown by statements and bytes that any arithmetic or decoding would refuse for another
/// reason: the reason given is the length.
/// </summary>
public sealed class A7_VectorLengthsTests
{
    public static TheoryData<string> Names => ProvenStatement.Names;

    [Theory, MemberData(nameof(Names))]
    public void RefusesEveryLengthOfCommitmentsAndResponses(string name)
    {
        var statement = ProvenStatement.Of(name);
        var proof = statement.Prove();
        var split = Point.Size * statement.Relation.NumEquations;
        foreach (var count in OtherThan(statement.Relation.NumEquations))
        {
            WrongLength(statement.Relation, [.. Cut(proof[..split], Point.Size * count), .. proof[split..]]);
        }

        foreach (var count in OtherThan(statement.Witness.Length))
        {
            WrongLength(statement.Relation, [.. proof[..split], .. Cut(proof[split..], Scalar.Size * count)]);
        }

        void WrongLength(LinearRelation relation, byte[] bytes)
        {
            Assert.Equal(Rejection.WrongProofLength, ReasonOf(statement.Verify(relation, bytes)));

            // No element, no scalar, and an image that cancels: decoding and arithmetic would each say something else.
            var noise = Enumerable.Repeat((byte)0xFF, bytes.Length).ToArray();
            var cancelling = RelationEdit.Change(relation, edit =>
                edit.Equations[0] = ([.. edit.Equations[0].Image, .. edit.Equations[0].Image.Select(Negated)], edit.Equations[0].Terms));
            Assert.Equal(Rejection.WrongProofLength, ReasonOf(statement.Verify(cancelling, noise)));
            Assert.Equal(Rejection.InvalidInstance, ReasonOf(statement.Verify(cancelling, proof)));
        }
    }

    /// <summary>Too few of one vector and too many of the other, in the right total: every cut is fixed by the manifest, so only the proof can fail.</summary>
    [Fact]
    public void TakesNoItemOfOneVectorForOneOfAnother()
    {
        var election = new SampleElection(Sample.ChooseOne(1, 3));
        var context = SampleElection.Context();
        var payload = election.Encrypt(context, Selection.Blank).Encode();
        var ciphertexts = 66 * election.Election.Style.CiphertextCount;

        // One ciphertext less, and as many bytes more of the proof.
        byte[] moved = [.. payload[..(ciphertexts - 66)], .. payload[ciphertexts..], .. payload[^66..]];
        Assert.Equal(payload.Length, moved.Length);
        Assert.True(
            !EncryptedBallot.TryDecode(election.Election.Style, moved, out var ballot)
            || election.Verifier.Verify(ballot, context) is Verdict.Rejected);
    }

    [Fact]
    public void RefusesEveryNumberOfCiphertextsInABallot()
    {
        var election = new SampleElection(Sample.ChooseOne(1, 3), Sample.Mixed(2, 31, 1, 31));
        var payload = election.Encrypt(SampleElection.Context(), Selection.Blank, Selection.Blank).Encode();
        var (count, all) = (election.Election.Style.CiphertextCount, 66 * election.Election.Style.CiphertextCount);
        foreach (var other in OtherThan(count))
        {
            byte[] changed = [.. Cut(payload[..all], 66 * other), .. payload[all..]];
            Assert.False(EncryptedBallot.TryDecode(election.Election.Style, changed, out _));
        }
    }

    /// <summary>The ballot for one option more or fewer: Helios' 0 … max + k.</summary>
    [Fact]
    public void RefusesTheBallotOfAQuestionWithAnotherNumberOfOptions()
    {
        var small = new SampleElection(Sample.ChooseOne(1, 3));
        foreach (var options in new[] { 1, 2, 4, 6 })
        {
            var other = new SampleElection(Sample.ChooseOne(1, options));
            var payload = other.Encrypt(SampleElection.Context(), Selection.Blank).Encode();
            Assert.False(EncryptedBallot.TryDecode(small.Election.Style, payload, out _));
        }
    }

    [Fact]
    public void RefusesEveryNumberOfSharesAndRows()
    {
        using var tally = new Tally(2, 3, 1, 2, 3);
        var share = tally.Share(1);
        foreach (var count in OtherThan(3))
        {
            var statement = Tally.StatementOf(Enumerable.Range(0, count).Select(i => tally.Ciphertexts[i % 3]));
            Assert.Equal(Rejection.WrongProofLength, ReasonOf(tally.Verify(share, statement)));
            Assert.False(DecryptionShare.TryDecode(new TrusteeIndex(1), share.Encode(), count, out _));
        }

        var mix = new Mix(3, 2);
        var payload = mix.Honest().Encode();
        foreach (var count in OtherThan(3))
        {
            Assert.False(ShuffledRows.TryDecode(count, 2, payload, out _));
        }

        Assert.All(new[] { 0, 1, 3, 4 }, width => Assert.False(ShuffledRows.TryDecode(3, width, payload, out _)));
    }

    private static ImageTerm Negated(ImageTerm term) => term with { Coefficient = -term.Coefficient };

    private static int[] OtherThan(int count) => [.. new[] { 0, 1, count - 1, count + 1, 2 * count }.Distinct().Where(other => other != count)];

    private static byte[] Cut(byte[] bytes, int length) => [.. Enumerable.Range(0, length).Select(i => bytes[i % bytes.Length])];

    private static Rejection? ReasonOf(Verdict verdict) => (verdict as Verdict.Rejected)?.Reason;
}
