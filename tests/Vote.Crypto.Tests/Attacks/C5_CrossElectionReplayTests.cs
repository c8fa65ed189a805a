using Vote.Crypto.Ballots;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// C5: a ballot of one election in another, in a second run of the same questions, in another precinct. There is one style an election here, so another
/// precinct is another election; the hash of the manifest, which holds 16 + 32 random bytes, keeps them apart even under one key.
/// </summary>
public sealed class C5_CrossElectionReplayTests
{
    [Fact]
    public void RejectsABallotOfTheSameQuestionsHeldAgain()
    {
        var (first, second) = (SampleManifest.Checked(SampleManifest.Draft()), SampleManifest.Checked(SampleManifest.Draft()));
        var context = SampleElection.Context();
        using var seed = BallotSeed.Generate();
        var payload = new BallotEncryptor(first.Election).Encrypt(context, seed, [Selection.Blank, Selection.Blank]).Encode();
        Assert.Equal(first.Election.Style.PayloadLength, second.Election.Style.PayloadLength);
        Assert.True(EncryptedBallot.TryDecode(second.Election.Style, payload, out var replayed));
        Assert.IsType<Verdict.Rejected>(new BallotVerifier(second.Election).Verify(replayed, context));

        // Even under the same key and with the same style: the hash alone.
        var twin = second.Election with { Key = first.Election.Key, Style = first.Election.Style };
        Assert.True(EncryptedBallot.TryDecode(twin.Style, payload, out replayed));
        Assert.Equal(Verdict.Accept, new BallotVerifier(first.Election).Verify(replayed, context));
        Assert.IsType<Verdict.Rejected>(new BallotVerifier(twin).Verify(replayed, context));
    }

    [Fact]
    public void TwoManifestsThatDifferInNothingButTheirNonceAreTwoElections()
    {
        Assert.True(Manifest.TryRead(SampleManifest.Object, out var first, out _));
        var nonce = Vote.Canonical.CanonicalValue.Hash(Sample.Digest("another nonce"));
        Assert.True(Manifest.TryRead(SampleManifest.Object.Without("nonce").With("nonce", nonce), out var second, out _));
        Assert.NotEqual(first.Hash, second.Hash);
    }

    /// <summary>The encryption scalars differ as well, so a seed that is used in both elections gives unrelated ciphertexts.</summary>
    [Fact]
    public void ASeedGivesOtherCiphertextsInAnotherElection()
    {
        var (one, two) = (new SampleElection("one", Sample.ChooseOne(1, 2)), new SampleElection("two", Sample.ChooseOne(1, 2)));
        var context = SampleElection.Context();
        using var seed = BallotSeed.Generate();
        var first = one.Encryptor.Encrypt(context, seed, [Selection.Blank]).Answers[0].Ciphertexts.Select(cell => cell.A);
        var second = two.Encryptor.Encrypt(context, seed, [Selection.Blank]).Answers[0].Ciphertexts.Select(cell => cell.A);
        Assert.Empty(first.Intersect(second));
    }
}
