using System.Security.Cryptography;
using Vote.Identity.Jpki;
using Vote.Identity.Persons;

namespace Vote.Identity.TestAuthority;

/// <summary>
/// A stand-in for JPKI: two authorities named <c>O=JPKI-TEST</c> that issue certificates of the real profile to invented
/// residents. No verification code refers to this namespace.
/// </summary>
public sealed class TestJpki : IDisposable
{
    private readonly DateTimeOffset notBefore;

    private TestJpki(TestCertificateAuthority signature, TestCertificateAuthority authentication, DateTimeOffset notBefore) =>
        (Signature, Authentication, this.notBefore) = (signature, authentication, notBefore);

    /// <summary>Issues signature certificates.</summary>
    public TestCertificateAuthority Signature { get; }

    /// <summary>Issues authentication certificates.</summary>
    public TestCertificateAuthority Authentication { get; }

    /// <summary>Makes two fresh authorities whose certificates are valid from one day before now.</summary>
    public static TestJpki Create(TimeProvider clock)
    {
        var since = Yesterday(clock);
        return new TestJpki(
            TestCertificateAuthority.Create(CertificateKind.Signature, since),
            TestCertificateAuthority.Create(CertificateKind.Authentication, since),
            since);
    }

    /// <summary>Loads the authorities of a folder, or makes and saves them there.</summary>
    public static TestJpki OpenOrCreate(string directory, TimeProvider clock)
    {
        var signature = Path.Combine(directory, "signature-ca.p12");
        var authentication = Path.Combine(directory, "authentication-ca.p12");
        if (File.Exists(signature) && File.Exists(authentication))
        {
            return new TestJpki(
                TestCertificateAuthority.Load(CertificateKind.Signature, signature),
                TestCertificateAuthority.Load(CertificateKind.Authentication, authentication),
                Yesterday(clock));
        }

        Directory.CreateDirectory(directory);
        var made = Create(clock);
        made.Signature.Save(signature);
        made.Authentication.Save(authentication);
        return made;
    }

    /// <summary>Gives a resident a card for signing, valid for five years. The card owns the key from here on.</summary>
    public TestCard IssueSignatureCard(IdentityAttributes holder, RSA key) =>
        new(key, Signature.Issue(holder, key, notBefore));

    /// <summary>Gives a resident the other certificate of the card, which must not pass where a signature is required.</summary>
    public TestCard IssueAuthenticationCard(IdentityAttributes holder, RSA key) =>
        new(key, Authentication.Issue(holder, key, notBefore));

    /// <summary>What a verifier pins: both authorities with their present revocation lists.</summary>
    public JpkiTrust Trust(DateTimeOffset thisUpdate, DateTimeOffset nextUpdate)
    {
        List<TrustedAuthority> authorities = [];
        List<RevocationList> lists = [];
        foreach (var authority in new[] { Signature, Authentication })
        {
            if (!TrustedAuthority.TryDecode(authority.Kind, authority.Certificate, out var trusted)
                || !RevocationList.TryDecode(authority.CreateRevocationList(thisUpdate, nextUpdate), trusted, out var list))
            {
                throw new InvalidOperationException("The stand-in authority does not follow its own profile.");
            }

            authorities.Add(trusted);
            lists.Add(list);
        }

        return new JpkiTrust(authorities, lists);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Signature.Dispose();
        Authentication.Dispose();
    }

    // Certificates have times of whole seconds.
    private static DateTimeOffset Yesterday(TimeProvider clock) =>
        DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().AddDays(-1).ToUnixTimeSeconds());
}
