using Vote.Canonical;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B12: a trustee whose key is computed from the others', so that it alone knows the election's. The proof of knowledge forbids it; it is also the one
/// equation of its relation, so this is where it is dropped. Equal, opposite and late keys, and keys in another order: <c>CeremonyFaultTests</c>.
/// </summary>
public sealed class B12_RogueKeyTests
{
    /// <summary>The control: with the proof unchecked, C' = x·G − ΣC makes the election key x·G, and the rogue decrypts alone.</summary>
    [Fact]
    public void RejectsAConstantTermComputedFromTheOthers()
    {
        using var ceremony = TestCeremony.AtReveals(2, 3);
        var mine = Scalar.Random();
        var others = ceremony.Reveals[0].Coefficients[0] + ceremony.Reveals[2].Coefficients[0];
        var rogue = (mine * Point.Generator) - others;
        Assert.Equal(mine * Point.Generator, others + rogue);

        // The best that can be done without a logarithm: prove what is known, or simulate for a challenge that was chosen.
        Point[] coefficients = [rogue, ceremony.Reveals[1].Coefficients[1]];
        var tag = TrusteeKeyProof.Tag(ceremony.Reveals[1].Ceremony, new TrusteeIndex(2), coefficients);
        var relation = TrusteeKeyProof.Relation(rogue);
        var (z, chosen) = (Scalar.Random(), Scalar.Random());
        byte[][] proofs =
        [
            SigmaProver.Prove(tag, relation, [mine]),
            [.. ((z * Point.Generator) - (chosen * rogue)).Encode(), .. z.Encode()],
            ceremony.Reveals[1].Proof.ToArray(),
            ceremony.Reveals[0].Proof.ToArray(),
        ];
        foreach (var proof in proofs)
        {
            var reveal = RevealMessage.Create(
                ceremony.Reveals[1].Ceremony, new TrusteeIndex(2), new RevealedKey(coefficients, proof), ceremony.Signing[1]);
            Assert.Equal(Verdict.Reject(Rejection.ProofDoesNotHold), TrusteeKeyProof.Verify(reveal));
        }
    }

    /// <summary>And in the ceremony: committed to in time, revealed as committed, signed; refused by its name.</summary>
    [Fact]
    public void TheCeremonyStopsAndNamesTheRogue()
    {
        using var ceremony = TestCeremony.AtCommits(2, 2);
        var mine = Scalar.Random();
        using var polynomial = new Polynomial([mine, Scalar.Random()]);
        var hash = ceremony.Commits[0].Ceremony;
        var (second, revealed) = (new TrusteeIndex(2), TrusteeKeyProof.Prove(hash, new TrusteeIndex(2), polynomial, SystemNonces.Instance));
        Point[] coefficients = [revealed.Coefficients[0] - Point.Generator, revealed.Coefficients[1]];
        var rogue = RevealMessage.Create(hash, second, new RevealedKey(coefficients, revealed.Proof), ceremony.Signing[1]);

        var commits = Forge.With(ceremony.Commits, 1, CommitMessage.Create(rogue, ceremony.Signing[1]));
        using var first = TestCeremony.Taken(ceremony.Committed[0].Reveal(commits));
        var fault = Assert.Single(TestCeremony.Refused(first.Share([first.Message, rogue])));
        Assert.Equal((CeremonyFaultKind.ProofDoesNotHold, second), (fault.Kind, Assert.Single(fault.Culprits)));
    }

    /// <summary>The relation without its equation says nothing, and nothing is not a statement: rule 1 of the draft.</summary>
    [Fact]
    public void ARelationWithoutItsOnlyEquationIsNoStatement()
    {
        var statement = ProvenStatement.Of("trustee-key");
        var empty = Vote.Crypto.Tests.Sigma.WeakenedRelation.Without(statement.Relation, 0);
        var rejected = Assert.IsType<Verdict.Rejected>(statement.Verify(empty, []));
        Assert.Equal(Rejection.InvalidInstance, rejected.Reason);
    }

    /// <summary>The key of a ceremony is what all constant terms add up to, by the record alone: no other key fits it.</summary>
    [Fact]
    public void AnElectionKeyOfOneTrusteesChoiceIsNotTheCeremonys()
    {
        using var ceremony = TestCeremony.AtConfirms(2, 2);
        var keys = ceremony.Confirmed[0].Keys;
        var report = ceremony.Record().Verify();
        Assert.True(report.CompareWith(keys).Holds);
        foreach (var other in new[] { ceremony.Reveals[0].Coefficients[0], ceremony.Reveals[1].Coefficients[0], -keys.ElectionKey.Point })
        {
            Assert.Contains(
                report.CompareWith(keys with { ElectionKey = new(other) }).Faults, fault => fault.Kind == CeremonyFaultKind.ManifestDiffers);
        }

        Assert.False(report.CompareWith(keys with { Trustees = [keys.Trustees[1], keys.Trustees[0]] }).Holds);
    }
}
