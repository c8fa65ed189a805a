using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Shuffle;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A6: everything equal but the election hash. A proof of one election fails in the other, whatever it proves.</summary>
public sealed class A6_ElectionHashInEveryChallengeTests
{
    private static readonly ElectionHash Other = new(Digest.Sha256("the same election, held again"u8));

    [Fact]
    public void ABallotsProofs()
    {
        var election = new SampleElection(Sample.ChooseOne(1, 3), Sample.Mixed(2, 3, 1, 2));
        var context = SampleElection.Context();
        var ballot = election.Encrypt(context, Selection.Blank, Selection.Blank);
        Assert.Equal(Verdict.Accept, election.Verifier.Verify(ballot, context));
        Assert.Equal(
            Verdict.Reject(Rejection.ProofDoesNotHold, "question 1"),
            new BallotVerifier(election.Election with { Hash = Other }).Verify(ballot, context));

        // The mixed question alone: its relation has no Y, so the scope is all that ties it to the election.
        var mixed = new SampleElection(Sample.Mixed(1, 3, 1, 2));
        var whole = mixed.Encrypt(context, Selection.Blank);
        Assert.IsType<Verdict.Rejected>(new BallotVerifier(mixed.Election with { Hash = Other }).Verify(whole, context));
    }

    [Fact]
    public void AShuffle()
    {
        var mix = new Mix(3, 1);
        var shuffled = mix.Honest();
        Assert.Equal(Verdict.Accept, mix.Verify(shuffled));
        Assert.IsType<Verdict.Rejected>(ShuffleVerifier.Verify(mix.Statement(election: Other), shuffled));
    }

    [Fact]
    public void ADecryptionShare()
    {
        using var tally = new Tally(2, 3, 1, 2);
        var share = tally.Share(1);
        Assert.Equal(Verdict.Accept, tally.Verify(share));
        Assert.IsType<Verdict.Rejected>(tally.Verify(share, tally.Statement with { Election = Other }));
    }

    [Fact]
    public void ATrusteesKey()
    {
        using var ceremony = TestCeremony.AtReveals(2, 2);
        var reveal = ceremony.Reveals[0];
        Assert.Equal(Verdict.Accept, TrusteeKeyProof.Verify(reveal));
        var moved = Forge.Signed(reveal, "ceremony", CanonicalValue.Hash(Other.Value), ceremony.Signing[0]);
        Assert.IsType<Verdict.Rejected>(TrusteeKeyProof.Verify(moved));
    }
}
