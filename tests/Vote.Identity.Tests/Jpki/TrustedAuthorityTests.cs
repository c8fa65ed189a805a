using Vote.Identity.Jpki;

namespace Vote.Identity.Tests.Jpki;

[Collection(JpkiCollection.Name)]
public sealed class TrustedAuthorityTests(JpkiFixture fixture)
{
    [Fact]
    public void RefusesACertificateThatIsNoAuthority() =>
        Assert.False(TrustedAuthority.TryDecode(CertificateKind.Signature, fixture.Hanako.Certificate, out _));

    [Fact]
    public void RefusesASecondSpelling()
    {
        var der = fixture.Jpki.Signature.Certificate;
        var pem = System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", der);

        Assert.True(TrustedAuthority.TryDecode(CertificateKind.Signature, der, out var authority));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(der), authority.Fingerprint.ToArray());
        Assert.False(TrustedAuthority.TryDecode(CertificateKind.Signature, [.. der, 0], out _));
        Assert.False(TrustedAuthority.TryDecode(CertificateKind.Signature, System.Text.Encoding.ASCII.GetBytes(pem), out _));
        Assert.False(TrustedAuthority.TryDecode(CertificateKind.Signature, [], out _));
    }

    [Fact]
    public void IsPinnedOnce()
    {
        var authority = fixture.Trust.Authorities[0];

        Assert.Throws<ArgumentException>(() => new JpkiTrust([authority, authority], []));
        Assert.Throws<ArgumentException>(() => new JpkiTrust([], []));
    }
}
