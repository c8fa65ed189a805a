using Vote.Canonical;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>
/// The last trustee, who has seen everybody else's part, wants the election key to be one that it alone knows. spec §5 (2), (3)
/// </summary>
public sealed class RogueKeyTests : IDisposable
{
    private static readonly TrusteeIndex Second = new(2);

    private readonly TestCeremony ceremony = TestCeremony.AtReveals(2, 2);

    private readonly Scalar wanted = Scalar.Random();

    /// <summary>C_{2,0} = k·G − C_{1,0}: with it, Y = k·G.</summary>
    private Point Rogue => (wanted * Point.Generator) - ceremony.Reveals[0].Coefficients[0];

    /// <summary>The control: were there no proof and no commitment, the key would be the rogue's.</summary>
    [Fact]
    public void WouldOwnTheKeyWithoutTheProof() =>
        Assert.Equal(wanted * Point.Generator, Rogue + ceremony.Reveals[0].Coefficients[0]);

    [Fact]
    public void CannotProveThatItKnowsWhatItComputedFromTheOthers()
    {
        Point[] coefficients = [Rogue, Scalar.Random() * Point.Generator];
        var (hash, other) = (ceremony.Commits[0].Ceremony, ceremony.Reveals[0]);
        byte[][] proofs =
        [
            TrusteeKeyProof.Prove(hash, Second, new Polynomial([wanted, Scalar.One]), SystemNonces.Instance).Proof,
            other.Proof.ToArray(),
            Simulated(Rogue, Scalar.Random()),
        ];
        Assert.All(proofs, proof =>
        {
            var reveal = RevealMessage.Create(hash, Second, new RevealedKey(coefficients, proof), ceremony.Signing[1]);
            Assert.IsType<Verdict.Rejected>(TrusteeKeyProof.Verify(reveal));
        });
    }

    /// <summary>Even one that could prove it is bound before it sees anything: a rushing trustee chooses nothing.</summary>
    [Fact]
    public void CannotChooseAfterTheOthersHaveRevealed()
    {
        using var late = Polynomial.Random(2);
        var reveal = Lie.Reveal(ceremony, 1, late);
        var fault = Assert.Single(TestCeremony.Refused(ceremony.Revealed[0].Share([ceremony.Reveals[0], reveal])));
        Assert.Equal((CeremonyFaultKind.CommitmentMismatch, Second), (fault.Kind, Assert.Single(fault.Culprits)));
    }

    /// <summary>Nor can it commit late: nobody reveals before all commitments are in.</summary>
    [Fact]
    public void SeesNoRevealBeforeItHasCommitted()
    {
        using var early = TestCeremony.AtCommits(2, 2);
        var fault = Assert.Single(TestCeremony.Refused(early.Committed[0].Reveal([early.Commits[0]])));
        Assert.Equal((CeremonyFaultKind.MissingTrustee, Second), (fault.Kind, Assert.Single(fault.Culprits)));
    }

    public void Dispose() => ceremony.Dispose();

    /// <summary>A proof for a guessed challenge: T = z·G − c·X.</summary>
    private static byte[] Simulated(Point statement, Scalar challenge)
    {
        var z = Scalar.Random();
        return [.. ((z * Point.Generator) - (challenge * statement)).Encode(), .. z.Encode()];
    }
}
