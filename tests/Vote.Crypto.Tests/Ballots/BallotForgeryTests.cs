using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>
/// Mounts forgeries of the ballot proof. Each equation is shown to be needed: without it alone a false ballot passes, with it none does.
/// </summary>
public sealed class BallotForgeryTests
{
    private static readonly Scalar Secret = Scalar.Random();
    private static readonly ElectionKey Key = new(Secret * Point.Generator);
    private static readonly BallotShape Shape = Sample.ChooseOne(1, 2).Shape;
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

    /// <summary>Column w of a mixed question: without A_w = r_w·G another voter's column passes, with it none that was not made here.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AMixedQuestionNeedsTheEquationOfEachColumn(int column)
    {
        var question = Sample.Mixed(1, 31, 1, 31);
        Scalar[] r = [Scalar.Random(), Scalar.Random()];
        Ciphertext[] columns = [.. r.Select(random => Key.Encrypt(Sample.RandomPoint(), random))];
        columns[column] = Key.Encrypt(Sample.RandomPoint(), Scalar.Random()); // stolen: its scalar is not r
        var whole = BallotRelations.For(question, Key, columns);
        var (weakened, witness) = WeakenedRelation.Tidy(WeakenedRelation.Without(whole, column), r);

        Assert.Equal(Verdict.Accept, SigmaVerifier.Verify(Tag, weakened, SigmaProver.Prove(Tag, weakened, witness)));
        Assert.Equal(Verdict.Reject(Rejection.ProofDoesNotHold), SigmaVerifier.Verify(Tag, whole, SigmaProver.Prove(Tag, whole, r)));
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
}
