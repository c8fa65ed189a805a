using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Vote.Identity.Jpki;
using Vote.Identity.TestAuthority;

namespace Vote.Identity.Tests.Jpki;

[Collection(JpkiCollection.Name)]
public sealed class JpkiVerifierTests(JpkiFixture fixture)
{
    private static readonly DateTimeOffset Now = JpkiFixture.Now;
    private static readonly byte[] Content = "statement"u8.ToArray();

    [Fact]
    public void ReadsTheHolderOfAnHonestSignature()
    {
        var verified = Assert.IsType<JpkiResult.Verified>(Verify(fixture.Hanako.Sign(Content, Now)));

        Assert.Equal("筑波　花子", verified.Holder.Name.Value);
        Assert.Equal("1985-02-17", verified.Holder.BirthDate.ToString());
        Assert.Equal("2", verified.Holder.Sex.Code);
        Assert.Equal("茨城県つくば市研究学園一丁目１番地１", verified.Holder.Address.Value);
        Assert.False(verified.Holder.HasSubstitutes);
    }

    [Fact]
    public void RefusesAnAuthenticationCertificateByName() =>
        AssertRefused(JpkiRefusal.AuthenticationCertificate, fixture.HanakoAuthentication.Sign(Content, Now));

    [Fact]
    public void RefusesTheAuthenticationPolicyUnderTheSignatureAuthority() =>
        AssertRefused(JpkiRefusal.AuthenticationCertificate, t => t with { Policy = JpkiProfile.AuthenticationPolicy });

    [Fact]
    public void RefusesAnotherAuthorityOfTheSameName()
    {
        using var other = TestJpki.Create(new FixedClock(Now));
        using var card = other.IssueSignatureCard(JpkiFixture.HanakoAttributes, fixture.Key(0));

        AssertRefused(JpkiRefusal.UnknownIssuer, card.Sign(Content, Now));
    }

    [Fact]
    public void RefusesAForgedCertificateThatNamesThePinnedAuthoritysKey()
    {
        using var real = X509CertificateLoader.LoadCertificate(fixture.Hanako.Certificate);
        using var key = fixture.Key(1);
        using var forger = RSA.Create(2048);
        var request = new CertificateRequest(real.SubjectName, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in real.Extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using var forged = request.Create(
            real.IssuerName, X509SignatureGenerator.CreateForRSA(forger, RSASignaturePadding.Pkcs1), Now.AddDays(-1), Now.AddYears(1), [1]);
        using var card = new TestCard(fixture.Key(1), forged.RawData);

        AssertRefused(JpkiRefusal.UnknownIssuer, card.Sign(Content, Now));
    }

    [Fact]
    public void RefusesAnotherPolicy() =>
        AssertRefused(JpkiRefusal.WrongPolicy, template => template with { Policy = "1.2.392.200149.8.5.1.1.21" });

    [Fact]
    public void RefusesAPolicyThatIsNotCritical() =>
        AssertRefused(JpkiRefusal.WrongPolicy, template => template with { PolicyIsCritical = false });

    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature)]
    [InlineData(X509KeyUsageFlags.NonRepudiation)]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation | X509KeyUsageFlags.KeyEncipherment)]
    public void RefusesAnotherKeyUsage(X509KeyUsageFlags usage) =>
        AssertRefused(JpkiRefusal.WrongKeyUsage, template => template with { KeyUsage = usage });

    [Fact]
    public void RefusesACriticalExtensionThatNobodyUnderstands() =>
        AssertRefused(JpkiRefusal.BrokenChain, template => template with
        {
            Further = [new X509Extension("1.2.392.200149.8.5.99", [0x05, 0x00], critical: true)],
        });

    [Fact]
    public void RefusesACertificateThatIsNone()
    {
        var bytes = fixture.Hanako.Sign(Content, Now);
        bytes[bytes.AsSpan().IndexOf(fixture.Hanako.Certificate) + 4] = 0x31; // the body's SEQUENCE becomes a SET

        AssertRefused(JpkiRefusal.Unreadable, bytes);
    }

    [Fact]
    public void RefusesACertificateThatExpired() =>
        AssertRefused(JpkiRefusal.Expired, template => template with { NotAfter = Now.AddSeconds(-1) });

    [Fact]
    public void RefusesACertificateThatIsNotValidYet() =>
        AssertRefused(JpkiRefusal.NotYetValid, template => template with { NotBefore = Now.AddSeconds(1) });

    [Fact]
    public void JudgesValidityAtTheTimeOfTheAct()
    {
        using var card = CardOf(template => template with { NotAfter = Now.AddHours(1) });
        var bytes = card.Sign(Content, Now);

        Assert.IsType<JpkiResult.Verified>(Verify(bytes));
        Assert.Equal(JpkiRefusal.Expired, Refusal(Verify(bytes, at: Now.AddHours(2))));
    }

    [Fact]
    public void RefusesACertificateSignedWithAnotherDigest() =>
        AssertRefused(JpkiRefusal.UnsupportedAlgorithm, template => template with { Digest = HashAlgorithmName.SHA384 });

    [Fact]
    public void RefusesASha1Signature() =>
        AssertRefused(JpkiRefusal.UnsupportedAlgorithm, SignWith(signer => signer.DigestAlgorithm = new Oid("1.3.14.3.2.26")));

    [Fact]
    public void RefusesAShorterKey()
    {
        using var jpki = TestJpki.Create(new FixedClock(Now));
        using var card = jpki.IssueSignatureCard(JpkiFixture.HanakoAttributes, RSA.Create(1024));

        Assert.Equal(JpkiRefusal.UnsupportedAlgorithm, Refusal(Verify(card.Sign(Content, Now), JpkiFixture.TrustOf(jpki))));
    }

    [Fact]
    public void RefusesPssPadding() =>
        AssertRefused(
            JpkiRefusal.UnsupportedAlgorithm, SignWith(signer => signer.SignaturePadding = RSASignaturePadding.Pss));

    [Fact]
    public void RefusesTamperedContent()
    {
        var bytes = fixture.Hanako.Sign(Content, Now);
        bytes[bytes.AsSpan().IndexOf(Content)] ^= 1;

        AssertRefused(JpkiRefusal.BadSignature, bytes);
    }

    [Fact]
    public void RefusesTwoSigners()
    {
        var message = new SignedCms(new ContentInfo(Content));
        message.ComputeSignature(fixture.Hanako.NewSigner());
        message.ComputeSignature(fixture.Taro.NewSigner());

        AssertRefused(JpkiRefusal.NotOneSigner, message.Encode());
    }

    [Fact]
    public void RefusesNoSigner()
    {
        var message = new SignedCms(new ContentInfo(Content));
        message.ComputeSignature(fixture.Hanako.NewSigner());
        message.RemoveSignature(0);

        AssertRefused(JpkiRefusal.NotOneSigner, message.Encode());
    }

    [Fact]
    public void RefusesAStowawayCertificate() =>
        AssertRefused(JpkiRefusal.NotOneCertificate, SignWith(signer =>
            signer.Certificates.Add(X509CertificateLoader.LoadCertificate(fixture.Taro.Certificate))));

    [Fact]
    public void RefusesAMessageWithoutItsCertificate() =>
        AssertRefused(JpkiRefusal.NotOneCertificate, SignWith(signer => signer.IncludeOption = X509IncludeOption.None));

    [Fact]
    public void RefusesDetachedContent()
    {
        var message = new SignedCms(new ContentInfo(Content), detached: true);
        message.ComputeSignature(fixture.Hanako.NewSigner());

        AssertRefused(JpkiRefusal.ContentNotAttached, message.Encode());
    }

    [Fact]
    public void RefusesContentOfAnotherType()
    {
        var message = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.7.5"), [0x30, 0x00]));
        message.ComputeSignature(fixture.Hanako.NewSigner());

        AssertRefused(JpkiRefusal.ContentNotAttached, message.Encode());
    }

    [Fact]
    public void RefusesASignatureWithoutSignedAttributes()
    {
        var message = new SignedCms(new ContentInfo(Content));
        message.ComputeSignature(fixture.Hanako.NewSigner()); // no attribute asked for, so the platform signs none

        AssertRefused(JpkiRefusal.WrongAttributes, message.Encode());
    }

    [Fact]
    public void RefusesAnUnsignedAttribute() =>
        AssertRefused(JpkiRefusal.WrongAttributes, SignWith(signer =>
            signer.UnsignedAttributes.Add(new Pkcs9SigningTime(Now.UtcDateTime))));

    [Fact]
    public void RefusesARevokedCertificateFromItsRevocationOn()
    {
        using var jpki = TestJpki.Create(new FixedClock(Now));
        using var card = jpki.IssueSignatureCard(JpkiFixture.HanakoAttributes, fixture.Key(0));
        jpki.Signature.Revoke(card.Certificate, Now.AddMinutes(-10));
        var trust = JpkiFixture.TrustOf(jpki);
        var bytes = card.Sign(Content, Now);

        Assert.Equal(JpkiRefusal.Revoked, Refusal(Verify(bytes, trust)));
        Assert.Equal(JpkiRefusal.Revoked, Refusal(Verify(bytes, trust, Now.AddMinutes(-10))));
        Assert.IsType<JpkiResult.Verified>(Verify(bytes, trust, Now.AddMinutes(-11)));
    }

    [Fact]
    public void RefusesWithoutACurrentRevocationList()
    {
        var bytes = fixture.Hanako.Sign(Content, Now);

        Assert.Equal(JpkiRefusal.RevocationUnknown, Refusal(Verify(bytes, new JpkiTrust(fixture.Trust.Authorities, []))));
        Assert.Equal(JpkiRefusal.RevocationUnknown, Refusal(Verify(bytes, at: Now.AddDays(3))));
    }

    [Fact]
    public void RefusesAHolderWithoutAttributes() =>
        AssertRefused(JpkiRefusal.MalformedAttributes, template => template with { Kind = CertificateKind.Authentication });

    [Fact]
    public void NeverThrowsAndNeverAcceptsAMutantWithOtherContent()
    {
        var honest = fixture.Hanako.Sign(Content, Now);
        foreach (var mutant in Mutator.Mutants(honest, 3000))
        {
            if (CmsMessage.TryDecode(mutant, out var message)
                && JpkiVerifier.Verify(message, fixture.Trust, Now) is JpkiResult.Verified)
            {
                Assert.Equal(Content, message.Content.ToArray());
            }
        }
    }

    private static JpkiRefusal Refusal(JpkiResult result) => Assert.IsType<JpkiResult.Refused>(result).Reason;

    private JpkiResult Verify(byte[] bytes, JpkiTrust? trust = null, DateTimeOffset? at = null)
    {
        Assert.True(CmsMessage.TryDecode(bytes, out var message));
        Assert.Equal(bytes, message.Encode());
        return JpkiVerifier.Verify(message, trust ?? fixture.Trust, at ?? Now);
    }

    private void AssertRefused(JpkiRefusal reason, byte[] bytes) => Assert.Equal(reason, Refusal(Verify(bytes)));

    private void AssertRefused(JpkiRefusal reason, Func<CertificateTemplate, CertificateTemplate> change)
    {
        using var card = CardOf(change);
        AssertRefused(reason, card.Sign(Content, Now));
    }

    private TestCard CardOf(Func<CertificateTemplate, CertificateTemplate> change)
    {
        using var key = fixture.Key(0);
        var template = change(CertificateTemplate.For(CertificateKind.Signature, Now.AddDays(-1)));
        return new TestCard(fixture.Key(0), fixture.Jpki.Signature.Issue(JpkiFixture.HanakoAttributes, key, template));
    }

    private byte[] SignWith(Action<CmsSigner> change)
    {
        var signer = fixture.Hanako.NewSigner();
        signer.SignedAttributes.Add(new Pkcs9SigningTime(Now.UtcDateTime));
        change(signer);
        var message = new SignedCms(new ContentInfo(Content));
        message.ComputeSignature(signer);
        return message.Encode();
    }
}
