using Vote.Canonical;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Testing;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>A complaint convicts whoever lied, and never an honest trustee. spec §5 (6)</summary>
public sealed class ComplaintTests : IDisposable
{
    private static readonly TrusteeIndex First = new(1);
    private static readonly TrusteeIndex Second = new(2);

    private readonly TestCeremony ceremony = TestCeremony.AtShares(2, 3);

    [Fact]
    public void ConvictsWhoSealedAWrongScalar() =>
        Convicts(CeremonyFaultKind.BadShare, Second, Complaint(Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode())));

    [Fact]
    public void ConvictsWhoSealedNoScalar() =>
        Convicts(CeremonyFaultKind.BadShare, Second, Complaint(Lie.Sealing(ceremony, 1, _ => Enumerable.Repeat((byte)0xFF, 32).ToArray())));

    [Fact]
    public void ConvictsWhoSealedUnderAnotherRoute() => Convicts(
        CeremonyFaultKind.BadShare, Second, Complaint(Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode(), route => route with { Sender = new(3) })));

    [Fact]
    public void LeavesNoWayBack()
    {
        Complaint(Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode()));
        Assert.Throws<ObjectDisposedException>(() => ceremony.Shared[0].Confirm(ceremony.Shares));
        Assert.Throws<ObjectDisposedException>(() => ceremony.Shared[0].Export());
    }

    [Fact]
    public void PublishesTheMessagesOfTheFirstWhoseShareDoesNotFit()
    {
        var shares = Forge.With(ceremony.Shares, 1, Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode()));
        shares = Forge.With(shares, 2, Lie.Sealing(ceremony, 2, _ => Scalar.One.Encode()));
        var complaint = TestCeremony.Taken(ceremony.Shared[0].Complain([.. shares.Reverse()]));
        Assert.Equal((First, Second, Second), (complaint.Trustee, complaint.Reveal.Trustee, complaint.Share.Trustee));
        Assert.Equal(ceremony.Identities[0].Encryption, complaint.Key.Public);
    }

    [Fact]
    public void IsNotMadeWhenEveryShareFits()
    {
        var fault = Assert.Single(TestCeremony.Refused(ceremony.Shared[0].Complain(ceremony.Shares)));
        Assert.Equal((CeremonyFaultKind.FalseComplaint, First), (fault.Kind, Assert.Single(fault.Culprits)));
        TestCeremony.Taken(ceremony.Shared[0].Confirm(ceremony.Shares)).Dispose();
    }

    [Fact]
    public void IsNotMadeAboutWhatEverybodySees()
    {
        var fault = Assert.Single(TestCeremony.Refused(ceremony.Shared[0].Complain([.. ceremony.Shares.Take(2)])));
        Assert.Equal(CeremonyFaultKind.MissingTrustee, fault.Kind);

        using var other = TestCeremony.AtShares(2, 3);
        var replaced = Forge.With(ceremony.Shares, 0, other.Shares[0]);
        Assert.Contains(
            TestCeremony.Refused(ceremony.Shared[0].Complain(replaced)), fault => fault.Kind == CeremonyFaultKind.OwnMessageDiffers);
    }

    /// <summary>The liar's best tries: its honest victim's own messages, or a key that opens nothing.</summary>
    [Fact]
    public void ConvictsWhoComplainsFalsely()
    {
        using var stranger = HpkePrivateKey.Generate();
        var (reveal, share) = (ceremony.Reveals[1], ceremony.Shares[1]);
        Convicts(CeremonyFaultKind.FalseComplaint, First, Lie.Complaint(ceremony, reveal, share));
        Convicts(CeremonyFaultKind.FalseComplaint, First, Lie.Complaint(ceremony, reveal, share, stranger));
        Convicts(CeremonyFaultKind.FalseComplaint, First, Lie.Complaint(ceremony, ceremony.Reveals[2], share));
        Convicts(CeremonyFaultKind.FalseComplaint, First, Lie.Complaint(ceremony, ceremony.Reveals[0], ceremony.Shares[0]));
    }

    [Fact]
    public void ConvictsWhoComplainsOfWhatTheAccusedNeverSigned()
    {
        var bad = Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode(), signer: ceremony.Signing[0]);
        Convicts(CeremonyFaultKind.FalseComplaint, First, Lie.Complaint(ceremony, ceremony.Reveals[1], bad));

        var coefficients = CanonicalValue.List(ceremony.Reveals[1].Coefficients.Reverse().Select(point => CanonicalValue.Bytes(point.Encode())));
        var altered = Forge.Altered(ceremony.Reveals[1], "coefficients", coefficients);
        Convicts(CeremonyFaultKind.FalseComplaint, First, Lie.Complaint(ceremony, altered, ceremony.Shares[1]));
    }

    /// <summary>What an honest trustee signed in one ceremony convicts it in no other.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ConvictsWhoComplainsOfMessagesOfAnotherCeremony(bool ofReveal)
    {
        var elsewhere = CanonicalValue.Hash(Digest.Sha256("elsewhere"u8));
        var (reveal, share) = (ceremony.Reveals[1], ceremony.Shares[1]);
        var complaint = ofReveal
            ? Lie.Complaint(ceremony, Forge.Signed(reveal, "ceremony", elsewhere, ceremony.Signing[1]), share)
            : Lie.Complaint(ceremony, reveal, Forge.Signed(share, "ceremony", elsewhere, ceremony.Signing[1]));
        Convicts(CeremonyFaultKind.FalseComplaint, First, complaint);
    }

    [Fact]
    public void ConvictsWhoSignedMessagesThatAnyoneRefuses()
    {
        using var polynomial = Polynomial.Random(3);
        var longer = Lie.Reveal(ceremony, 1, polynomial);
        Convicts(CeremonyFaultKind.WrongDegree, Second, Lie.Complaint(ceremony, longer, ceremony.Shares[1]));

        var share = ceremony.Shares[1];
        foreach (var list in new[] { [share.Shares[1]], [share.Shares[1], share.Shares[0]], new[] { share.Shares[0], share.Shares[0] } })
        {
            var message = ShareMessage.Create(share.Ceremony, Second, list, ceremony.Signing[1]);
            Convicts(CeremonyFaultKind.WrongReceivers, Second, Lie.Complaint(ceremony, ceremony.Reveals[1], message));
        }
    }

    [Fact]
    public void ShowsNothingWhenItIsNotOfItsAuthorOrNotOfThisCeremony()
    {
        var (reveal, share) = (Numbered(ceremony.Reveals[1], 4), Numbered(ceremony.Shares[1], 4));
        Convicts(CeremonyFaultKind.UnexpectedTrustee, First, Lie.Complaint(ceremony, reveal, share));

        var honest = Complaint(Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode()));
        Convicts(CeremonyFaultKind.BadSignature, First, Forge.Signed(honest, "key", KeyOf(honest), ceremony.Signing[2]));
        Convicts(CeremonyFaultKind.BadSignature, new TrusteeIndex(3), Forge.Altered(honest, "trustee", CanonicalValue.Number(3)));
        Convicts(
            CeremonyFaultKind.OtherCeremony, First, Forge.Signed(honest, "ceremony", CanonicalValue.Hash(Digest.Zero), ceremony.Signing[0]));
        Convicts(
            CeremonyFaultKind.UnexpectedTrustee, new TrusteeIndex(4), Forge.Altered(honest, "trustee", CanonicalValue.Number(4)));
    }

    [Fact]
    public void NeedsTheIdentitiesOfAll()
    {
        var complaint = Complaint(Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode()));
        Assert.Throws<ArgumentException>(() => ComplaintJudge.Judge(complaint, []));
        var fault = Assert.Single(ComplaintJudge.Judge(complaint, [.. ceremony.Identities.Take(2)]));
        Assert.Equal((CeremonyFaultKind.MissingTrustee, new TrusteeIndex(3)), (fault.Kind, Assert.Single(fault.Culprits)));
    }

    /// <summary>No single value can be changed so that somebody else is convicted, or nobody.</summary>
    [Fact]
    public void ConvictsNobodyElseWhenAnySingleValueIsChanged()
    {
        var honest = Complaint(Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode()));
        var read = 0;
        foreach (var changed in Tamper.EveryLeaf(honest.Source))
        {
            if (ComplaintMessage.TryRead((CanonicalObject)changed, out var tampered))
            {
                read++;
                var fault = Assert.Single(ComplaintJudge.Judge(tampered, ceremony.Identities));
                Assert.True(fault.Kind is CeremonyFaultKind.BadSignature or CeremonyFaultKind.UnexpectedTrustee, fault.ToString());
            }
        }

        Assert.InRange(read, 8, 40);
    }

    [Fact]
    public void RoundTripsAndDecodesNothingElse()
    {
        var honest = Complaint(Lie.Sealing(ceremony, 1, _ => Scalar.One.Encode())).Encode();
        Assert.True(ComplaintMessage.TryDecode(honest, out var decoded));
        Assert.Equal(honest, decoded.Encode());
        Assert.False(ComplaintMessage.TryDecode([.. honest, (byte)' '], out _));
        foreach (var field in decoded.Source.Names.ToArray())
        {
            Assert.False(ComplaintMessage.TryRead(decoded.Source.Without(field), out _));
            Assert.False(ComplaintMessage.TryRead(decoded.Source.Without(field).With(field, CanonicalValue.Number(17)), out _));
        }

        Assert.False(ComplaintMessage.TryRead(decoded.Source.With("note", CanonicalValue.Text("")), out _));
        foreach (var key in new[] { new byte[32], new byte[31], Enumerable.Repeat((byte)0xFF, 32).ToArray() })
        {
            Assert.False(ComplaintMessage.TryRead(decoded.Source.Without("key").With("key", CanonicalValue.Bytes(key)), out _));
        }

        var random = new Mutator(15);
        for (var i = 0; i < 300; i++)
        {
            var bytes = random.Mutate(honest);
            Assert.True(!ComplaintMessage.TryDecode(bytes, out var again) || bytes.AsSpan().SequenceEqual(again.Encode()));
        }
    }

    public void Dispose() => ceremony.Dispose();

    private static CanonicalString KeyOf(ComplaintMessage complaint) => CanonicalValue.Bytes(complaint.Key.Encode());

    private T Numbered<T>(T message, int trustee)
        where T : CeremonyMessage, ICeremonyMessage<T> =>
        Forge.Signed(message, "trustee", CanonicalValue.Number(trustee), ceremony.Signing[1]);

    private ComplaintMessage Complaint(ShareMessage bad) =>
        TestCeremony.Taken(ceremony.Shared[0].Complain(Forge.With(ceremony.Shares, bad.Trustee.Value - 1, bad)));

    private void Convicts(CeremonyFaultKind kind, TrusteeIndex culprit, ComplaintMessage complaint)
    {
        var fault = Assert.Single(ComplaintJudge.Judge(complaint, [.. ceremony.Identities.Reverse()]));
        Assert.Equal((kind, culprit), (fault.Kind, Assert.Single(fault.Culprits)));
    }
}
