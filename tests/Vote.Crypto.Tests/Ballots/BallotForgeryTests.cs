using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>
/// Mounts forgeries of the ballot proof. Each equation is shown to be needed: without it alone a false ballot passes, with it none does.
/// </summary>
public sealed class BallotForgeryTests
{
    private static readonly Scalar Secret = Scalar.Random();
    private static readonly ElectionKey Key = new(Secret * Point.Generator);
    private static readonly BallotShape Shape = BallotShape.ChooseOne(2);
    private static readonly ProofTag Tag = new(new byte[32], ProofPurpose.Ballot, new byte[32]);

    /// <summary>Equation 1 … 5, what is encrypted, what the witness claims, and what the key holder bends.</summary>
    public static TheoryData<int, long[], long[], Bend> Cheats() => new()
    {
        { 1, [0, 0, 0], [1, 0, 0], Bend.R },
        { 2, [5, -4, 0], [1, 1, 0], Bend.Nothing },
        { 3, [2, -1, 0], [2, -1, 0], Bend.S },
        { 4, [2, -1, 0], [2, -1, 0], Bend.Nothing },
        { 5, [1, 1, 0], [1, 1, 0], Bend.Nothing },
        { 5, [0, 0, 0], [0, 0, 0], Bend.Nothing },
        { 5, [1, 0, 1], [1, 0, 1], Bend.Nothing },
    };

    public enum Bend
    {
        Nothing,
        R,
        S,
    }

    [Theory, MemberData(nameof(Cheats))]
    public void NeedsEachOfItsEquations(int equation, long[] encrypted, long[] claimed, Bend bend)
    {
        var r = encrypted.Select(_ => Scalar.Random()).ToArray();
        Ciphertext[] ciphertexts = [.. encrypted.Zip(r, (m, random) => Key.EncryptNumber(Scalar.FromInt64(m), random))];
        var witness = encrypted.SelectMany((m, k) => Claim(m, claimed[k], r[k], bend)).ToArray();

        var whole = BallotRelations.For(Shape, Key, ciphertexts);
        var weakened = Without(whole, equation);

        Assert.Equal(Verdict.Accept, SigmaVerifier.Verify(Tag, weakened, SigmaProver.Prove(Tag, weakened, witness)));
        Assert.Equal(
            Verdict.Reject(Rejection.ProofDoesNotHold), SigmaVerifier.Verify(Tag, whole, SigmaProver.Prove(Tag, whole, witness)));
    }

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

    [Fact]
    public void BindsEveryElementByItself()
    {
        Ciphertext[] ciphertexts = [.. Enumerable.Range(0, Shape.BitCount).Select(_ => Key.EncryptNumber(Scalar.Zero, Scalar.Random()))];
        var relation = BallotRelations.For(Shape, Key, ciphertexts);
        Assert.Equal([Point.Generator, Key.Point, .. ciphertexts.SelectMany(c => new[] { c.A, c.B })], relation.Elements);

        var challenge = Challenge.Derive(Tag.Session(), relation, []);
        for (var k = 0; k < ciphertexts.Length; k++)
        {
            foreach (var changed in new[] { ciphertexts[k] with { A = Sample.RandomPoint() }, ciphertexts[k] with { B = Sample.RandomPoint() } })
            {
                Ciphertext[] others = [.. ciphertexts];
                others[k] = changed;
                Assert.NotEqual(challenge, Challenge.Derive(Tag.Session(), BallotRelations.For(Shape, Key, others), []));
            }
        }
    }

    [Fact]
    public void RejectsAnIdentityHalfAsAnInvalidInstance()
    {
        var good = Key.EncryptNumber(Scalar.Zero, Scalar.Random());
        foreach (var bad in new[] { good with { A = Point.Identity }, good with { B = Point.Identity }, Ciphertext.Zero })
        {
            var relation = BallotRelations.For(Shape, Key, [good, bad, good]);
            var proof = new byte[(relation.NumEquations * Point.Size) + (relation.NumScalars * Scalar.Size)];
            Assert.Equal(Rejection.InvalidInstance, Assert.IsType<Verdict.Rejected>(SigmaVerifier.Verify(Tag, relation, proof)).Reason);
        }
    }

    /// <summary>A shape of no kind that exists: negative coefficients, a constant of zero, a bit in no constraint.</summary>
    [Fact]
    public void ProvesShapesOfAnyKind()
    {
        Assert.True(BallotShape.TryCreate(
            4, [new(new([2, -1, -1, 0]), 0), new(new([1, 0, 3, 0]), 4)], [new([0, 5, -7, 1])], out var shape));
        for (var mask = 0; mask < 16; mask++)
        {
            byte[] bits = [.. Enumerable.Range(0, 4).Select(k => (byte)(mask >> k & 1))];
            var r = bits.Select(_ => Scalar.Random()).ToArray();
            Ciphertext[] ciphertexts = [.. bits.Zip(r, (b, random) => Key.EncryptNumber(Scalar.FromInt64(b), random))];
            var relation = BallotRelations.For(shape, Key, ciphertexts);
            var verdict = SigmaVerifier.Verify(Tag, relation, SigmaProver.Prove(Tag, relation, BallotRelations.Witness(bits, r)));
            Assert.Equal(shape.Allows(bits), verdict is Verdict.Accepted);
        }
    }

    /// <summary>(b, r, s); r bent to satisfy (2) for another b, s bent to satisfy (4) instead of (3).</summary>
    private static Scalar[] Claim(long encrypted, long claimed, Scalar r, Bend bend)
    {
        var (m, b) = (Scalar.FromInt64(encrypted), Scalar.FromInt64(claimed));
        var bentR = bend == Bend.R ? r + ((m - b) * Secret.Invert()) : r;
        var s = (Scalar.One - b) * (bend == Bend.S ? (m * Secret.Invert()) + r : bentR);
        return [b, bentR, s];
    }

    /// <summary>The relation without equation 1, 2, 3 or 4 of every bit, or without the constraint.</summary>
    private static LinearRelation Without(LinearRelation relation, int equation)
    {
        List<ImageTerm> images = [];
        List<Term> terms = [];
        List<int> imageEnds = [];
        List<int> termEnds = [];
        for (var i = 0; i < relation.NumEquations; i++)
        {
            var number = i < 4 * Shape.BitCount ? 1 + (i % 4) : 5;
            if (number != equation)
            {
                images.AddRange(relation.Image(i));
                terms.AddRange(relation.Terms(i));
                imageEnds.Add(images.Count);
                termEnds.Add(terms.Count);
            }
        }

        return new([.. relation.Elements], [.. images], [.. imageEnds], [.. terms], [.. termEnds]);
    }

    private static void AssertHolds(Point[] commitment, Scalar c, Ciphertext x, (Scalar B, Scalar R, Scalar S) z)
    {
        Assert.Equal(z.R * Point.Generator, commitment[0] + (c * x.A));
        Assert.Equal((z.B * Point.Generator) + (z.R * Key.Point), commitment[1] + (c * x.B));
        Assert.Equal((z.B * x.A) + (z.S * Point.Generator), commitment[2] + (c * x.A));
        Assert.Equal((z.B * x.B) + (z.S * Key.Point), commitment[3] + (c * x.B));
    }
}
