using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Shuffle;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A19: a commitment that nobody checked. Every wrong point of B3 in every place of an element, in proofs and in what stands beside them.</summary>
public sealed class A19_CommitmentMembershipTests
{
    public static TheoryData<string> Names => ProvenStatement.Names;

    [Theory, MemberData(nameof(Names))]
    public void InEveryCommitmentOfEveryProof(string name)
    {
        var statement = ProvenStatement.Of(name);
        var proof = statement.Prove();
        for (var equation = 0; equation < statement.Relation.NumEquations; equation++)
        {
            foreach (var (kind, bytes) in WrongPoints.OfThirtyThree)
            {
                byte[] changed = [.. proof];
                bytes.CopyTo(changed, Point.Size * equation);
                var rejected = Assert.IsType<Verdict.Rejected>(statement.Verify(statement.Relation, changed));
                Assert.True(rejected.Reason == Rejection.MalformedProof, $"{kind} at {equation}: {rejected.Reason}");
                Assert.Equal([0], BatchVerifier.Verify([new(statement.Tag, statement.Relation, changed)]).Culprits.Select(culprit => culprit.Index));
            }
        }
    }

    [Fact]
    public void InEveryRowCommitmentAndLinkOfAShuffle()
    {
        var payload = new Mix(3, 2).Honest().Encode();
        EveryPlace(payload, (2 * 6) + 3 + 3, bytes => ShuffledRows.TryDecode(3, 2, bytes, out _));
    }

    [Fact]
    public void InEveryShareOfADecryption()
    {
        using var tally = new Tally(2, 3, 1, 2, 3);
        EveryPlace(tally.Share(1).Encode(), 3, bytes => DecryptionShare.TryDecode(new TrusteeIndex(1), bytes, 3, out _));
    }

    /// <summary>A commitment that is a point, but not of this proof: well formed, and the equation refuses it.</summary>
    [Theory, MemberData(nameof(Names))]
    public void AndAnotherPointInEachPlaceIsRefusedByTheEquation(string name)
    {
        var statement = ProvenStatement.Of(name);
        var proof = statement.Prove();
        for (var equation = 0; equation < statement.Relation.NumEquations; equation++)
        {
            byte[] changed = [.. proof];
            changed[Point.Size * equation] ^= 1; // −T
            Assert.Equal(Verdict.Reject(Rejection.ProofDoesNotHold), statement.Verify(statement.Relation, changed));
        }
    }

    private static void EveryPlace(byte[] payload, int places, Func<byte[], bool> decodes)
    {
        Assert.True(decodes(payload));
        for (var place = 0; place < places; place++)
        {
            foreach (var (kind, bytes) in WrongPoints.OfThirtyThree)
            {
                byte[] changed = [.. payload];
                bytes.CopyTo(changed, Point.Size * place);
                Assert.False(decodes(changed), $"{kind} at {place}");
            }
        }
    }
}
