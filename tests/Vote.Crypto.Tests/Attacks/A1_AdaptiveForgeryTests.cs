using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A1 for every relation of the system: commitments, challenge and responses first, then the part of the statement that fits them. Each forgery
/// satisfies every equation under a challenge that leaves that part out (the control), and fails under ours, which binds all of it.
/// </summary>
public sealed class A1_AdaptiveForgeryTests
{
    public static TheoryData<string> Names => ProvenStatement.Names;

    /// <summary>Every element that stands in one equation alone: constant term, A_w, D_k, the A_k of a tally, X_j, rows before and after a shuffle.</summary>
    [Theory]
    [InlineData("ballot-mixed", 2)]
    [InlineData("trustee-key", 1)]
    [InlineData("decryption", 7)]
    [InlineData("shuffle", 13)]
    public void RejectsEveryElementSolvedAfterTheChallenge(string name, int expected)
    {
        var statement = ProvenStatement.Of(name);
        var forgeable = Enumerable.Range(1, statement.Relation.Elements.Count - 1)
            .Select(element => (Element: element, Equations: EquationsOf(statement.Relation, element)))
            .Where(place => place.Equations.Length == 1).ToArray();
        Assert.Equal(expected, forgeable.Length);
        foreach (var (element, equations) in forgeable)
        {
            var (forged, commitment, challenge, response) = Solve(statement, element, equations[0]);
            Assert.NotEqual(statement.Relation.Elements[element], forged.Elements[element]);
            Assert.True(SlowVerifier.HoldsFor(forged, commitment, challenge, response), "the forgery itself is broken");

            byte[] proof = [.. Point.EncodeMany(commitment), .. response.SelectMany(scalar => scalar.Encode())];
            Assert.Equal(Verdict.Reject(Rejection.ProofDoesNotHold), statement.Verify(forged, proof));
            Assert.Equal([0], BatchVerifier.Verify([new(statement.Tag, forged, proof)]).Culprits.Select(culprit => culprit.Index));
        }
    }

    /// <summary>Key, both halves of each ciphertext, bases, commitments, shares: each by itself changes the challenge; the generator is no other.</summary>
    [Theory, MemberData(nameof(Names))]
    public void BindsEveryElementCoefficientAndEquation(string name)
    {
        var statement = ProvenStatement.Of(name);
        var proof = statement.Prove();
        Assert.Equal(Verdict.Accept, statement.Verify(statement.Relation, proof));
        var honest = ChallengeOf(statement, statement.Relation);
        var generator = RelationEdit.Change(statement.Relation, edit => edit.Elements[0] += Point.Generator);
        Assert.Equal(Rejection.InvalidInstance, Assert.IsType<Verdict.Rejected>(statement.Verify(generator, proof)).Reason);
        for (var i = 1; i < statement.Relation.Elements.Count; i++)
        {
            var at = i;
            Differs(edit => edit.Elements[at] += Point.Generator);
        }

        for (var i = 0; i < statement.Relation.NumEquations; i++)
        {
            var at = i;
            Differs(edit => edit.Equations[at].Image[0] = edit.Equations[at].Image[0] with { Coefficient = Scalar.FromInt64(3) });
            Differs(edit => edit.Equations[at].Terms[0] = edit.Equations[at].Terms[0] with { Coefficient = Scalar.FromInt64(3) });
        }

        void Differs(Action<RelationEdit> change)
        {
            var changed = RelationEdit.Change(statement.Relation, change);
            Assert.NotEqual(honest, ChallengeOf(statement, changed));
            Assert.IsType<Verdict.Rejected>(statement.Verify(changed, proof));
        }
    }

    /// <summary>Election, purpose and context: a proof is for one of each.</summary>
    [Theory, MemberData(nameof(Names))]
    public void RejectsUnderEveryOtherTag(string name)
    {
        var statement = ProvenStatement.Of(name);
        var proof = statement.Prove();
        var other = Enumerable.Repeat((byte)0xA5, 32).ToArray();
        ProofTag[] tags =
        [
            new(other, ProofPurpose.Ballot, new byte[32]),
            .. Enum.GetValues<ProofPurpose>().Where(purpose => purpose.Label() != name).Select(purpose => new ProofTag(new byte[32], purpose, new byte[32])),
            new(new byte[32], ProofPurpose.Ballot, other),
        ];
        Assert.All(tags, tag => Assert.Equal(Verdict.Reject(Rejection.ProofDoesNotHold), SigmaVerifier.Verify(tag, statement.Relation, proof)));
    }

    /// <summary>T_j + c·(α·E + rest of the image) = β(z)·E + rest of the map, solved for E; all other equations honest.</summary>
    private static (LinearRelation Forged, Point[] Commitment, Scalar Challenge, Scalar[] Response) Solve(
        ProvenStatement statement, int element, int equation)
    {
        var relation = statement.Relation;
        var nonces = statement.Witness.Select(_ => Scalar.Random()).ToArray();
        var commitment = CommitmentMap.Evaluate(relation, nonces, KnownBases.None);
        commitment[equation] = Scalar.Random() * Point.Generator;

        // What a challenge sees that leaves the element out: whatever stood there before.
        var challenge = Challenge.Derive(statement.Tag.Session(), relation, Point.EncodeMany(commitment));
        Scalar[] response = [.. nonces.Zip(statement.Witness, (nonce, witness) => nonce + (challenge * witness))];

        var (left, right) = (commitment[equation], Point.Identity);
        var factor = Scalar.Zero;
        foreach (var term in relation.Image(equation))
        {
            Add(term.Element, challenge * term.Coefficient, ref left, ref factor, Scalar.One);
        }

        foreach (var term in relation.Terms(equation))
        {
            Add(term.Element, response[term.Witness] * term.Coefficient, ref right, ref factor, -Scalar.One);
        }

        var solved = factor.Invert() * (right - left);
        return (RelationEdit.Change(relation, edit => edit.Elements[element] = solved), commitment, challenge, response);

        void Add(int index, Scalar coefficient, ref Point sum, ref Scalar ofElement, Scalar sign)
        {
            if (index == element)
            {
                ofElement += sign * coefficient;
            }
            else
            {
                sum += coefficient * relation.Elements[index];
            }
        }
    }

    private static int[] EquationsOf(LinearRelation relation, int element) =>
        [.. Enumerable.Range(0, relation.NumEquations).Where(i =>
            relation.Image(i).ToArray().Any(term => term.Element == element) || relation.Terms(i).ToArray().Any(term => term.Element == element))];

    private static Scalar ChallengeOf(ProvenStatement statement, LinearRelation relation) =>
        Challenge.Derive(statement.Tag.Session(), relation, Point.Generator.Encode());
}
