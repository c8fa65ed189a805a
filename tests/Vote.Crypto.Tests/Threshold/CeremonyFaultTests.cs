using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>Each way to cheat is refused at the step that sees it, by name and with the culprit. spec §5</summary>
public sealed class CeremonyFaultTests
{
    private static readonly TrusteeIndex Second = new(2);

    [Fact]
    public void NamesAMissingTrustee()
    {
        using var ceremony = TestCeremony.AtCommits(2, 3);
        var faults = TestCeremony.Refused(ceremony.Committed[0].Reveal([ceremony.Commits[0], ceremony.Commits[2]]));
        OnlyFault(faults, CeremonyFaultKind.MissingTrustee, Second);
    }

    [Fact]
    public void NamesATrusteeThatSpeaksTwice()
    {
        using var ceremony = TestCeremony.AtCommits(2, 3);
        var faults = TestCeremony.Refused(ceremony.Committed[0].Reveal([.. ceremony.Commits, ceremony.Commits[1]]));
        OnlyFault(faults, CeremonyFaultKind.UnexpectedTrustee, Second);
    }

    [Fact]
    public void RefusesATrusteeWhoseNumberIsTooHigh()
    {
        using var ceremony = TestCeremony.AtIdentities(2, 2);
        using var larger = TestCeremony.AtIdentities(2, 3);
        var faults = TestCeremony.Refused(ceremony.Identified[0].Commit([.. ceremony.Identities, larger.Identities[2]]));
        OnlyFault(faults, CeremonyFaultKind.UnexpectedTrustee, new TrusteeIndex(3));
    }

    [Fact]
    public void NamesATrusteeWithAnotherPolicy()
    {
        using var ceremony = TestCeremony.AtIdentities(2, 3);
        var other = Forge.Signed(ceremony.Identities[1], "threshold", CanonicalValue.Number(3), ceremony.Signing[1]);
        var faults = TestCeremony.Refused(ceremony.Identified[0].Commit(Forge.With(ceremony.Identities, 1, other)));
        OnlyFault(faults, CeremonyFaultKind.PolicyDiffers, Second);
    }

    [Fact]
    public void NamesABadSignatureInEveryPhase()
    {
        using var ceremony = TestCeremony.AtConfirms(2, 2);
        var record = ceremony.Record();
        foreach (var phase in new[] { "identities", "commits", "reveals", "shares", "confirms" })
        {
            Assert.True(record.Source.TryGet(phase, out var messages));
            var list = ((CanonicalArray)messages).Items.Cast<CanonicalObject>().ToArray();
            Assert.True(list[0].TryGet("signature", out var other));
            list[1] = list[1].Without("signature").With("signature", other);
            Assert.True(CeremonyRecord.TryRead(record.Source.Without(phase).With(phase, CanonicalValue.List(list)), out var forged));

            var report = forged.Verify();
            Assert.False(report.Holds);
            var bad = report.Faults.Where(fault => fault.Kind == CeremonyFaultKind.BadSignature);
            Assert.Equal(Second, Assert.Single(Assert.Single(bad).Culprits));
        }
    }

    [Fact]
    public void NamesBothHoldersOfOneKey()
    {
        using var ceremony = TestCeremony.AtIdentities(2, 3);
        ceremony.Identities[0].Source.TryGet("encryption", out var encryption);
        ceremony.Identities[0].Source.TryGet("signing", out var signing);

        var sameEncryption = Forge.Signed(ceremony.Identities[1], "encryption", encryption!, ceremony.Signing[1]);
        OnlyFault(
            TestCeremony.Refused(ceremony.Identified[2].Commit(Forge.With(ceremony.Identities, 1, sameEncryption))),
            CeremonyFaultKind.DuplicateKey, new TrusteeIndex(1), Second);

        var sameSigning = Forge.Signed(ceremony.Identities[1], "signing", signing!, ceremony.Signing[0]);
        OnlyFault(
            TestCeremony.Refused(ceremony.Identified[2].Commit(Forge.With(ceremony.Identities, 1, sameSigning))),
            CeremonyFaultKind.DuplicateKey, new TrusteeIndex(1), Second);
    }

    [Fact]
    public void NoticesThatItsOwnMessageWasReplaced()
    {
        using var ceremony = TestCeremony.AtIdentities(2, 2);
        using var stranger = TestCeremony.AtIdentities(2, 2);
        var faults = TestCeremony.Refused(ceremony.Identified[0].Commit([stranger.Identities[0], ceremony.Identities[1]]));
        OnlyFault(faults, CeremonyFaultKind.OwnMessageDiffers, new TrusteeIndex(1));
    }

    [Fact]
    public void NamesAMessageOfAnotherCeremony()
    {
        using var ceremony = TestCeremony.AtCommits(2, 2);
        var other = CanonicalValue.Hash(Digest.Sha256("another ceremony"u8));
        var replayed = Forge.Signed(ceremony.Commits[1], "ceremony", other, ceremony.Signing[1]);
        var faults = TestCeremony.Refused(ceremony.Committed[0].Reveal(Forge.With(ceremony.Commits, 1, replayed)));
        OnlyFault(faults, CeremonyFaultKind.OtherCeremony, Second);
    }

    /// <summary>A rushing trustee would choose its coefficients after seeing the others'.</summary>
    [Fact]
    public void NamesATrusteeThatRevealsSomethingElse()
    {
        using var ceremony = TestCeremony.AtReveals(2, 2);
        var other = RevealOf(ceremony, 1, Polynomial.Random(2));
        OnlyFault(Share(ceremony, 1, other), CeremonyFaultKind.CommitmentMismatch, Second);
    }

    [Fact]
    public void NamesAPolynomialOfAnotherDegree()
    {
        using var ceremony = TestCeremony.AtCommits(2, 2);
        var reveal = RevealOf(ceremony, 1, Polynomial.Random(3));
        OnlyFault(ShareAfterCommit(ceremony, reveal), CeremonyFaultKind.WrongDegree, Second);
    }

    [Fact]
    public void NamesATrusteeThatDoesNotKnowItsConstantTerm()
    {
        using var ceremony = TestCeremony.AtCommits(2, 2);
        var honest = RevealOf(ceremony, 1, Polynomial.Random(2));
        var bad = honest.Proof.ToArray();
        bad[^1] ^= 1;
        var reveal = Forge.Signed(honest, "proof", CanonicalValue.Bytes(bad), ceremony.Signing[1]);
        OnlyFault(ShareAfterCommit(ceremony, reveal), CeremonyFaultKind.ProofDoesNotHold, Second);
    }

    /// <summary>A proof of knowledge stands for one trustee, one ceremony and all its coefficients.</summary>
    [Fact]
    public void RefusesAProofOfAnotherContext()
    {
        using var polynomial = Polynomial.Random(2);
        var ceremony = Digest.Sha256("ceremony"u8);
        var (one, two) = (new TrusteeIndex(1), Second);
        var revealed = TrusteeKeyProof.Prove(ceremony, one, polynomial, SystemNonces.Instance);
        var relation = TrusteeKeyProof.Relation(revealed.Coefficients[0]);
        var others = new[]
        {
            TrusteeKeyProof.Tag(Digest.Sha256("other"u8), one, revealed.Coefficients),
            TrusteeKeyProof.Tag(ceremony, two, revealed.Coefficients),
            TrusteeKeyProof.Tag(ceremony, one, [revealed.Coefficients[0], Point.Generator]),
        };

        Assert.IsType<Verdict.Accepted>(SigmaVerifier.Verify(TrusteeKeyProof.Tag(ceremony, one, revealed.Coefficients), relation, revealed.Proof));
        Assert.All(others, tag => Assert.IsType<Verdict.Rejected>(SigmaVerifier.Verify(tag, relation, revealed.Proof)));
    }

    [Fact]
    public void NamesTrusteesWithOneConstantTerm()
    {
        using var ceremony = TestCeremony.AtCommits(2, 2);
        var copied = new Polynomial([ConstantTermOf(ceremony, 0), Scalar.Random()]);
        OnlyFault(ShareAfterCommit(ceremony, RevealOf(ceremony, 1, copied)), CeremonyFaultKind.EqualConstantTerms, new TrusteeIndex(1), Second);
    }

    [Fact]
    public void RefusesAnElectionKeyThatIsTheIdentity()
    {
        using var ceremony = TestCeremony.AtCommits(2, 2);
        var opposite = new Polynomial([-ConstantTermOf(ceremony, 0), Scalar.Random()]);
        OnlyFault(ShareAfterCommit(ceremony, RevealOf(ceremony, 1, opposite)), CeremonyFaultKind.IdentityElement);
    }

    [Fact]
    public void ComplainsOfAShareThatDoesNotFit()
    {
        using var ceremony = TestCeremony.AtShares(2, 3);
        var wrong = SharesOf(ceremony, 1, (route, receiver) => Seal(route, Scalar.One, receiver));
        OnlyFault(TestCeremony.Refused(ceremony.Shared[0].Confirm(Forge.With(ceremony.Shares, 1, wrong))), CeremonyFaultKind.BadShare, Second);
    }

    [Fact]
    public void ComplainsOfAShareThatDoesNotOpen()
    {
        using var ceremony = TestCeremony.AtShares(2, 3);
        var elsewhere = SharesOf(ceremony, 1, (route, receiver) => Seal(route with { Sender = new TrusteeIndex(3) }, Scalar.One, receiver));
        OnlyFault(TestCeremony.Refused(ceremony.Shared[0].Confirm(Forge.With(ceremony.Shares, 1, elsewhere))), CeremonyFaultKind.BadShare, Second);
    }

    [Fact]
    public void NamesATrusteeThatLeavesAReceiverOut()
    {
        using var ceremony = TestCeremony.AtShares(2, 3);
        var shares = ceremony.Shares[1].Shares;
        foreach (var list in new[] { [shares[0]], [shares[1], shares[0]], [shares[0], shares[0]], new[] { shares[0], shares[1], shares[1] } })
        {
            var message = ShareMessage.Create(ceremony.Shares[1].Ceremony, Second, list, ceremony.Signing[1]);
            var faults = TestCeremony.Refused(ceremony.Shared[0].Confirm(Forge.With(ceremony.Shares, 1, message)));
            OnlyFault(faults, CeremonyFaultKind.WrongReceivers, Second);
        }
    }

    [Fact]
    public void NamesATrusteeThatConfirmsAnotherTranscript()
    {
        using var ceremony = TestCeremony.AtConfirms(2, 2);
        var other = Forge.Signed(ceremony.Confirms[1], "transcript", CanonicalValue.Hash(Digest.Zero), ceremony.Signing[1]);
        OnlyFault(TestCeremony.Refused(ceremony.Confirmed[0].Complete([ceremony.Confirms[0], other])), CeremonyFaultKind.WrongTranscript, Second);
    }

    [Fact]
    public void KeepsTheStateAfterARefusal()
    {
        using var ceremony = TestCeremony.AtIdentities(2, 2);
        TestCeremony.Refused(ceremony.Identified[0].Commit([]));
        TestCeremony.Taken(ceremony.Identified[0].Commit(ceremony.Identities)).Dispose();
    }

    private static void OnlyFault(IReadOnlyList<CeremonyFault> faults, CeremonyFaultKind kind, params TrusteeIndex[] culprits)
    {
        var fault = Assert.Single(faults);
        Assert.Equal(kind, fault.Kind);
        Assert.Equal(culprits, fault.Culprits);
    }

    private static RevealMessage RevealOf(TestCeremony ceremony, int index, Polynomial polynomial)
    {
        var trustee = new TrusteeIndex(index + 1);
        var hash = ceremony.Commits[0].Ceremony;
        var revealed = TrusteeKeyProof.Prove(hash, trustee, polynomial, SystemNonces.Instance);
        return RevealMessage.Create(hash, trustee, revealed, ceremony.Signing[index]);
    }

    private static Scalar ConstantTermOf(TestCeremony ceremony, int index)
    {
        var (exported, magic) = (ceremony.Committed[index].Export(), "tsukuba-vote/ceremony-state/v1\0"u8.Length + 2);
        Assert.True(Scalar.TryDecode(exported.AsSpan(magic + 64, 32), out var constantTerm));
        return constantTerm;
    }

    /// <summary>Trustee 1's answer when trustee 2 commits to the given reveal and then sends it.</summary>
    private static IReadOnlyList<CeremonyFault> ShareAfterCommit(TestCeremony ceremony, RevealMessage reveal)
    {
        var commits = Forge.With(ceremony.Commits, 1, CommitMessage.Create(reveal, ceremony.Signing[1]));
        using var first = TestCeremony.Taken(ceremony.Committed[0].Reveal(commits));
        return TestCeremony.Refused(first.Share([first.Message, reveal]));
    }

    private static IReadOnlyList<CeremonyFault> Share(TestCeremony ceremony, int index, RevealMessage reveal) =>
        TestCeremony.Refused(ceremony.Revealed[0].Share(Forge.With(ceremony.Reveals, index, reveal)));

    private static ShareMessage SharesOf(TestCeremony ceremony, int index, Func<ShareRoute, IdentityMessage, SealedShare> seal)
    {
        var (hash, sender) = (ceremony.Commits[0].Ceremony, new TrusteeIndex(index + 1));
        var shares = ceremony.Identities.Where(receiver => receiver.Trustee != sender)
            .Select(receiver => seal(new ShareRoute(hash, sender, receiver.Trustee), receiver));
        return ShareMessage.Create(hash, sender, shares, ceremony.Signing[index]);
    }

    private static SealedShare Seal(ShareRoute route, Scalar share, IdentityMessage receiver)
    {
        using var ephemeral = Vote.Crypto.Hpke.HpkePrivateKey.Generate();
        return SealedShare.Seal(route, share, receiver.Encryption, ephemeral);
    }
}
