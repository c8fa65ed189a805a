using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A1 against ballots: the forgery that worked on Helios, with our bit equations, with a constraint, and on a mixed question.</summary>
public sealed class A1_AdaptiveBallotTests
{
    private static readonly ElectionKey Key = new(Sample.RandomPoint());
    private static readonly ProofTag Tag = new(new byte[32], ProofPurpose.Ballot, new byte[32]);

    /// <summary>A challenge that leaves B out can be known before B is chosen; then B = (1 − t/c)·G + r·Y satisfies all four equations.</summary>
    [Fact]
    public void RejectsACiphertextSolvedForAfterTheChallenge()
    {
        Assert.True(BallotShape.TryCreate(1, [], [], out var shape));
        var (r, tR, tB, tS) = (Scalar.Random(), Scalar.Random(), Scalar.Random(), Scalar.Random());
        var y = Key.Point;
        Point[] commitment = [tR * Point.Generator, (tB * Point.Generator) + (tR * y), tS * Point.Generator, tS * y];

        // The statement that a weak challenge sees has some other B.
        var seen = BallotRelations.For(shape, Key, [Key.EncryptNumber(Scalar.Zero, r)]);
        var c = Challenge.Derive(Tag.Session(), seen, Point.EncodeMany(commitment));

        var forgedBit = Scalar.One - (tB * c.Invert());
        var forged = Key.EncryptNumber(forgedBit, r);
        var zB = tB + (c * forgedBit);
        var zR = tR + (c * r);
        var zS = tS + ((c - zB) * r);
        AssertHolds(commitment, c, forged, (zB, zR, zS));

        byte[] proof = [.. Point.EncodeMany(commitment), .. zB.Encode(), .. zR.Encode(), .. zS.Encode()];
        Assert.Equal(
            Verdict.Reject(Rejection.ProofDoesNotHold), SigmaVerifier.Verify(Tag, BallotRelations.For(shape, Key, [forged]), proof));
    }

    /// <summary>A = (z·G − T)/c, of an unknown r, if only the challenge did not depend on A.</summary>
    [Fact]
    public void RejectsAColumnSolvedForAfterTheChallenge()
    {
        var question = Sample.Mixed(1, 3, 1, 2);
        var (stolen, z, t) = (Key.Encrypt(Sample.RandomPoint(), Scalar.Random()), Scalar.Random(), Sample.RandomPoint());
        var c = Challenge.Derive(Tag.Session(), BallotRelations.For(question, Key, [stolen]), t.Encode());
        var forged = stolen with { A = c.Invert() * ((z * Point.Generator) - t) };
        Assert.Equal(z * Point.Generator, t + (c * forged.A));

        byte[] proof = [.. t.Encode(), .. z.Encode()];
        Assert.Equal(
            Verdict.Reject(Rejection.ProofDoesNotHold), SigmaVerifier.Verify(Tag, BallotRelations.For(question, Key, [forged]), proof));
    }

    /// <summary>
    /// The same against a whole question with its constraint: one bit of an unbounded value, all others 0, and T_5 = t_r·Y + t_b·G makes the sum
    /// look like 1. Whoever tries commitments again and again chooses among such values: a tally that never ends, or one that is stuffed.
    /// </summary>
    [Fact]
    public void RejectsAQuestionWhoseConstraintWasSolvedAfterTheChallenge()
    {
        var shape = Sample.ChooseOne(1, 2).Shape;
        byte[] honestBits = [1, 0, 0];
        var r = honestBits.Select(_ => Scalar.Random()).ToArray();
        Ciphertext[] seen = [.. honestBits.Zip(r, (bit, random) => Key.EncryptNumber(Scalar.FromInt64(bit), random))];
        var honest = BallotRelations.For(shape, Key, seen);
        var nonces = Enumerable.Range(0, honest.NumScalars).Select(_ => Scalar.Random()).ToArray();
        var commitment = CommitmentMap.Evaluate(honest, nonces, KnownBases.None);

        // Without B_1 in the challenge: (3) and (4) of bit 1 commit to s alone, (5) takes the error of bit 1 back.
        (commitment[2], commitment[3]) = (nonces[2] * Point.Generator, nonces[2] * Key.Point);
        commitment[^1] += nonces[0] * Point.Generator;
        var c = Challenge.Derive(Tag.Session(), honest, Point.EncodeMany(commitment));
        var value = Scalar.One - (nonces[0] * c.Invert());
        Ciphertext[] forged = [Key.EncryptNumber(value, r[0]), .. seen[1..]];
        var witness = BallotRelations.Witness(honestBits, r);
        (witness[0], witness[2]) = (value, Scalar.Zero);
        Scalar[] response = [.. nonces.Zip(witness, (nonce, scalar) => nonce + (c * scalar))];
        response[2] = nonces[2] + ((c - response[0]) * r[0]);

        var relation = BallotRelations.For(shape, Key, forged);
        Assert.True(SlowVerifier.HoldsFor(relation, commitment, c, response), "the forgery itself is broken");
        byte[] proof = [.. Point.EncodeMany(commitment), .. response.SelectMany(scalar => scalar.Encode())];
        Assert.Equal(Verdict.Reject(Rejection.ProofDoesNotHold), SigmaVerifier.Verify(Tag, relation, proof));
    }

    private static void AssertHolds(Point[] commitment, Scalar c, Ciphertext x, (Scalar B, Scalar R, Scalar S) z)
    {
        Assert.Equal(z.R * Point.Generator, commitment[0] + (c * x.A));
        Assert.Equal((z.B * Point.Generator) + (z.R * Key.Point), commitment[1] + (c * x.B));
        Assert.Equal((z.B * x.A) + (z.S * Point.Generator), commitment[2] + (c * x.A));
        Assert.Equal((z.B * x.B) + (z.S * Key.Point), commitment[3] + (c * x.B));
    }
}
