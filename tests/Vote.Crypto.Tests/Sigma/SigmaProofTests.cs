using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

public sealed class SigmaProofTests
{
    private static readonly Arbitrary<int> Seeds = ArbMap.Default.ArbFor<int>();

    [Fact]
    public void AcceptsEveryHonestProof() => Prop.ForAll(Seeds, seed =>
    {
        var statement = Statement.Any(new Draw(seed));
        var compact = SigmaProver.ProveCompact(Statement.Tag, statement.Relation, statement.Witness);
        return Verify(statement.Relation, statement.Prove()) is Verdict.Accepted
            && SigmaVerifier.VerifyCompact(Statement.Tag, statement.Relation, compact) is Verdict.Accepted;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public void RejectsEveryFalseStatement() => Prop.ForAll(Seeds, seed =>
    {
        var statement = Statement.Any(new Draw(seed));
        statement.Witness[0] += Scalar.One;
        return ReasonOf(Verify(statement.Relation, statement.Prove())) == Rejection.ProofDoesNotHold;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    /// <summary>Good proofs, and proofs with one bit turned.</summary>
    [Fact]
    public void AgreesWithTheEquationByEquationVerifier() => Prop.ForAll(Seeds, seed =>
    {
        var draw = new Draw(seed);
        var statement = Statement.Any(draw);
        var proof = statement.Prove();
        if (draw.Below(3) > 0)
        {
            proof[draw.Below(proof.Length)] ^= (byte)(1 << draw.Below(8));
        }

        return SlowVerifier.Accepts(Statement.Tag, statement.Relation, proof) == Verify(statement.Relation, proof) is Verdict.Accepted;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public void RejectsEveryTamperedByte()
    {
        var statement = Statement.EqualLogarithms(new Draw(1));
        var proof = statement.Prove();
        var compact = SigmaProver.ProveCompact(Statement.Tag, statement.Relation, statement.Witness);
        Assert.All(Enumerable.Range(0, proof.Length), at => Assert.IsType<Verdict.Rejected>(Verify(statement.Relation, Flip(proof, at))));
        Assert.All(Enumerable.Range(0, compact.Length), at =>
            Assert.IsType<Verdict.Rejected>(SigmaVerifier.VerifyCompact(Statement.Tag, statement.Relation, Flip(compact, at))));
    }

    [Fact]
    public void RejectsEveryTamperedField()
    {
        var draw = new Draw(2);
        var statement = Statement.Ballot(draw, draw.NextPoint(), 1, 0);
        var proof = statement.Prove();
        var original = RelationEdit.Of(statement.Relation);
        Assert.All(Enumerable.Range(1, original.Elements.Count - 1), i =>
            Refused(proof, statement.Relation, edit => edit.Elements[i] += Point.Generator));
        Assert.All(Enumerable.Range(0, original.Equations.Count), i =>
        {
            Refused(proof, statement.Relation, edit => edit.Equations[i].Image[0] = edit.Equations[i].Image[0] with { Coefficient = Scalar.FromInt64(2) });
            Refused(proof, statement.Relation, edit => edit.Equations[i].Terms[0] = edit.Equations[i].Terms[0] with { Coefficient = Scalar.FromInt64(2) });
            Refused(proof, statement.Relation, edit => edit.Equations[i].Terms[0] = edit.Equations[i].Terms[0] with { Witness = edit.Equations[i].Terms[0].Witness ^ 1 });
        });
        Refused(proof, statement.Relation, edit => edit.Equations.Reverse());
        Refused(proof, statement.Relation, edit => edit.Equations.Add(edit.Equations[0]));
        Refused(proof, statement.Relation, edit => edit.Equations.RemoveAt(edit.Equations.Count - 1));
    }

    [Fact]
    public void RejectsUnderEveryOtherTag()
    {
        var statement = Statement.Schnorr(new Draw(3));
        var proof = statement.Prove();
        var (zero, one) = (new byte[32], Enumerable.Repeat((byte)1, 32).ToArray());
        ProofTag[] others =
        [
            new(one, ProofPurpose.Ballot, zero),
            new(zero, ProofPurpose.Ballot, one),
            .. Enum.GetValues<ProofPurpose>().Where(purpose => purpose != ProofPurpose.Ballot).Select(purpose => new ProofTag(zero, purpose, zero)),
        ];
        Assert.All(others, tag => Assert.Equal(Rejection.ProofDoesNotHold, ReasonOf(SigmaVerifier.Verify(tag, statement.Relation, proof))));
    }

    /// <summary>Each vector of the proof with 0, one fewer, one more and twice its items: refused by length, whatever the bytes.</summary>
    [Fact]
    public void RejectsEveryOtherVectorLength()
    {
        var draw = new Draw(4);
        var statement = Statement.Ballot(draw, draw.NextPoint(), 1, 0);
        var (equations, scalars) = (statement.Relation.NumEquations, statement.Relation.NumScalars);
        var proof = statement.Prove();
        var (commitment, response) = (proof[..(33 * equations)], proof[(33 * equations)..]);
        foreach (var count in new[] { 0, equations - 1, equations + 1, 2 * equations })
        {
            WrongLength(statement.Relation, [.. Repeated(commitment, 33 * count), .. response]);
        }

        foreach (var count in new[] { 0, scalars - 1, scalars + 1, 2 * scalars })
        {
            WrongLength(statement.Relation, [.. commitment, .. Repeated(response, 32 * count)]);
            Assert.Equal(
                Rejection.WrongProofLength,
                ReasonOf(SigmaVerifier.VerifyCompact(Statement.Tag, statement.Relation, Repeated(response, 32 + (32 * count)))));
        }

        WrongLength(statement.Relation, proof[1..]);
        WrongLength(statement.Relation, [.. proof, 0]);
        WrongLength(statement.Relation, []);
    }

    [Fact]
    public void TablesChangeNoByte()
    {
        var draw = new Draw(5);
        var key = draw.NextPoint();
        var statement = Statement.Ballot(draw, key, 1, 0, 1);
        var nonces = Enumerable.Range(0, statement.Relation.NumScalars).Select(_ => draw.NextScalar()).ToArray();
        var proofs = new[] { KnownBases.None, KnownBases.GeneratorOnly, new KnownBases(new FixedBaseTable(key)) }
            .Select(bases => SigmaProver.Prove(
                Statement.Tag, new SigmaProver.Statement(statement.Relation, bases), statement.Witness, ProofFlavor.Batchable, new FixedNonces(nonces)))
            .Select(Convert.ToHexString).Distinct(StringComparer.Ordinal);
        Assert.Single(proofs);
    }

    [Fact]
    public void NoncesAreFreshInEveryProof()
    {
        var statement = Statement.Schnorr(new Draw(6));
        var commitments = Enumerable.Range(0, 20).Select(_ => Convert.ToHexString(statement.Prove().AsSpan(0, 33))).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(20, commitments.Count);
    }

    [Fact]
    public void RefusesAWitnessOfAnotherLengthAndTermsThatCancel()
    {
        var statement = Statement.EqualLogarithms(new Draw(7));
        Assert.Throws<ArgumentException>(() => SigmaProver.Prove(Statement.Tag, statement.Relation, []));
        Assert.Throws<ArgumentException>(() => SigmaProver.Prove(Statement.Tag, statement.Relation, [Scalar.One, Scalar.One]));

        var cancelling = RelationEdit.Change(statement.Relation, edit =>
            edit.Equations[1] = (edit.Equations[1].Image, [.. edit.Equations[1].Terms, edit.Equations[1].Terms[0] with { Coefficient = -Scalar.One }]));
        Assert.Throws<ArgumentException>(() => SigmaProver.Prove(Statement.Tag, cancelling, statement.Witness));
    }

    private static void Refused(byte[] proof, LinearRelation relation, Action<RelationEdit> change) =>
        Assert.IsType<Verdict.Rejected>(Verify(RelationEdit.Change(relation, change), proof));

    private static void WrongLength(LinearRelation relation, byte[] proof) =>
        Assert.Equal(Rejection.WrongProofLength, ReasonOf(Verify(relation, proof)));

    private static byte[] Repeated(byte[] bytes, int length) => [.. Enumerable.Range(0, length).Select(i => bytes[i % bytes.Length])];

    private static byte[] Flip(byte[] bytes, int at)
    {
        byte[] copy = [.. bytes];
        copy[at] ^= 1;
        return copy;
    }

    private static Verdict Verify(LinearRelation relation, byte[] proof) => SigmaVerifier.Verify(Statement.Tag, relation, proof);

    private static Rejection? ReasonOf(Verdict verdict) => (verdict as Verdict.Rejected)?.Reason;
}
