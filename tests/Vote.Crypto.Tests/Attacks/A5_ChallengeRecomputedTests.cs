using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A5: a challenge that is recomputed and never compared. A batchable proof carries no challenge at all: the verifier's own goes straight into the
/// equations, and there is no comparison to forget. The compact form, which no record uses, does carry one, and it is compared.
/// </summary>
public sealed class A5_ChallengeRecomputedTests
{
    public static TheoryData<string> Names => ProvenStatement.Names;

    /// <summary>Simulated for a challenge of the forger's choice: every equation holds with it, for a statement that may be false.</summary>
    [Theory, MemberData(nameof(Names))]
    public void RejectsAProofThatHoldsForAChallengeOfItsOwn(string name)
    {
        var statement = ProvenStatement.Of(name);
        var relation = statement.Relation;
        var challenge = Scalar.Random();
        Scalar[] response = [.. statement.Witness.Select(_ => Scalar.Random())];
        Point[] commitment = [.. Enumerable.Range(0, relation.NumEquations).Select(i =>
            SlowVerifier.MapAt(relation, i, response) - (challenge * SlowVerifier.ImageOf(relation, i)))];
        Assert.True(SlowVerifier.HoldsFor(relation, commitment, challenge, response), "the forgery itself is broken");

        byte[] responses = [.. response.SelectMany(scalar => scalar.Encode())];
        Assert.Equal(
            Verdict.Reject(Rejection.ProofDoesNotHold), statement.Verify(relation, [.. Point.EncodeMany(commitment), .. responses]));
        Assert.Equal(
            Verdict.Reject(Rejection.ProofDoesNotHold),
            SigmaVerifier.VerifyCompact(statement.Tag, relation, (byte[])[.. challenge.Encode(), .. responses]));
    }

    /// <summary>There is no place in a proof where a challenge could stand.</summary>
    [Theory, MemberData(nameof(Names))]
    public void ReadsNoChallengeFromAProof(string name)
    {
        var statement = ProvenStatement.Of(name);
        var proof = statement.Prove();
        Assert.Equal((Point.Size * statement.Relation.NumEquations) + (Scalar.Size * statement.Witness.Length), proof.Length);
        Assert.Equal(
            Rejection.WrongProofLength,
            Assert.IsType<Verdict.Rejected>(statement.Verify(statement.Relation, [.. proof, .. Scalar.Random().Encode()])).Reason);
    }
}
