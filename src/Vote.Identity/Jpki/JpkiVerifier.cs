using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Vote.Identity.Jpki;

/// <summary>
/// Verifies a CMS message signed with a signature certificate, as it stood at a given time. Uses no network. spec/identity §4
/// </summary>
public static class JpkiVerifier
{
    /// <summary>Runs every check in the specification's order and stops at the first that fails.</summary>
    /// <param name="message">The decoded message, its content attached.</param>
    /// <param name="trust">The pinned authorities and their revocation lists.</param>
    /// <param name="at">The time of the act: validity and revocation are judged at it.</param>
    public static JpkiResult Verify(CmsMessage message, JpkiTrust trust, DateTimeOffset at)
    {
        try
        {
            return Check(message, trust, at);
        }
        catch (CryptographicException exception)
        {
            // The platform decodes certificates, extensions and attributes only when they are looked at.
            return Refuse(JpkiRefusal.Unreadable, exception.Message);
        }
    }

    private static JpkiResult Check(CmsMessage message, JpkiTrust trust, DateTimeOffset at)
    {
        var signed = message.Signed;
        if (signed.SignerInfos.Count != 1)
        {
            return Refuse(JpkiRefusal.NotOneSigner, $"{signed.SignerInfos.Count} signers");
        }

        var signer = signed.SignerInfos[0];
        if (signed.Certificates.Count != 1 || signer.Certificate is not { } certificate)
        {
            return Refuse(JpkiRefusal.NotOneCertificate, $"{signed.Certificates.Count} certificates");
        }

        using (certificate)
        {
            return CheckForm(signed, signer, certificate, trust)
                ?? CheckCertificate(certificate, trust, at)
                ?? CheckSignature(signed)
                ?? ReadHolder(certificate);
        }
    }

    // spec/identity §4 (2), checks 3 to 5
    private static JpkiResult.Refused? CheckForm(
        SignedCms signed, SignerInfo signer, X509Certificate2 certificate, JpkiTrust trust)
    {
        if (signed.Detached || signed.ContentInfo.ContentType.Value != JpkiProfile.Data || signed.ContentInfo.Content.Length == 0)
        {
            return Refuse(JpkiRefusal.ContentNotAttached, "the signed statement must be in the message");
        }

        if (!HasOwnAttributes(signer))
        {
            return Refuse(JpkiRefusal.WrongAttributes, "content type and message digest must be signed, once each; nothing may be unsigned");
        }

        var suite = trust.Suites.FirstOrDefault(candidate => candidate.Fits(certificate));
        return suite is null || !suite.Fits(signer.DigestAlgorithm.Value, signer.SignatureAlgorithm.Value)
            ? Refuse(JpkiRefusal.UnsupportedAlgorithm, $"digest {signer.DigestAlgorithm.Value}, signature {signer.SignatureAlgorithm.Value}")
            : null;
    }

    private static bool HasOwnAttributes(SignerInfo signer)
    {
        var attributes = signer.SignedAttributes.Cast<CryptographicAttributeObject>().ToList();
        return signer.UnsignedAttributes.Count == 0
            && attributes.Select(attribute => attribute.Oid.Value).Distinct(StringComparer.Ordinal).Count() == attributes.Count
            && attributes.All(attribute => attribute.Values.Count == 1)
            && attributes.Any(attribute => attribute.Oid.Value == JpkiProfile.MessageDigest)
            && attributes.Any(attribute =>
                attribute.Oid.Value == JpkiProfile.ContentType
                && attribute.Values[0] is Pkcs9ContentType { ContentType.Value: JpkiProfile.Data });
    }

    // spec/identity §4 (2), checks 6 to 13
    private static JpkiResult.Refused? CheckCertificate(X509Certificate2 certificate, JpkiTrust trust, DateTimeOffset at)
    {
        var identifier = certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;
        if (identifier is not { } key || trust.Find(key) is not { } authority || !IsIssuedBy(certificate, authority))
        {
            return Refuse(JpkiRefusal.UnknownIssuer, "the issuer is not a pinned authority");
        }

        if (authority.Kind == CertificateKind.Authentication)
        {
            return Refuse(JpkiRefusal.AuthenticationCertificate, "sign with the signature certificate (6 to 16 characters), not with the 4-digit one");
        }

        return CertificateProfile.Check(certificate)
            ?? CheckValidity(certificate, authority, at)
            ?? CheckChain(certificate, authority, at)
            ?? CheckRevocation(certificate, authority, trust, at);
    }

    // The signature is checked by itself first, so that a forged issuer has its own name; the chain engine repeats it.
    private static bool IsIssuedBy(X509Certificate2 certificate, TrustedAuthority authority) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(authority.Certificate.SubjectName.RawData)
        && CertificateProfile.IsSignedBy(certificate, authority.Certificate);

    private static JpkiResult.Refused? CheckValidity(X509Certificate2 certificate, TrustedAuthority authority, DateTimeOffset at)
    {
        var time = at.UtcDateTime;
        X509Certificate2[] both = [certificate, authority.Certificate];
        if (both.Any(one => time < one.NotBefore.ToUniversalTime()))
        {
            return Refuse(JpkiRefusal.NotYetValid, $"not valid at {at:O}");
        }

        return both.Any(one => time > one.NotAfter.ToUniversalTime())
            ? Refuse(JpkiRefusal.Expired, $"expired before {at:O}")
            : null;
    }

    private static JpkiResult.Refused? CheckChain(X509Certificate2 certificate, TrustedAuthority authority, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // the lists are directory names: checked below, off line
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;

        var built = chain.Build(certificate);
        var oneTier = chain.ChainElements.Count == 2;
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return built && oneTier
            ? null
            : Refuse(JpkiRefusal.BrokenChain, string.Join(", ", chain.ChainStatus.Select(status => status.Status)));
    }

    private static JpkiResult.Refused? CheckRevocation(
        X509Certificate2 certificate, TrustedAuthority authority, JpkiTrust trust, DateTimeOffset at)
    {
        if (trust.RevocationsOf(authority) is not { } list || at > list.NextUpdate)
        {
            return Refuse(JpkiRefusal.RevocationUnknown, "no current revocation list of the issuer");
        }

        return list.IsRevoked(certificate.SerialNumberBytes.Span, at)
            ? Refuse(JpkiRefusal.Revoked, "the certificate has been revoked")
            : null;
    }

    private static JpkiResult.Refused? CheckSignature(SignedCms signed)
    {
        try
        {
            signed.CheckSignature(verifySignatureOnly: true);
            return null;
        }
        catch (CryptographicException)
        {
            return Refuse(JpkiRefusal.BadSignature, "the signature does not fit the statement");
        }
    }

    private static JpkiResult ReadHolder(X509Certificate2 certificate) =>
        CertificateProfile.TryReadHolder(certificate, out var holder)
            ? new JpkiResult.Verified(holder)
            : Refuse(JpkiRefusal.MalformedAttributes, "name, birth date, sex and address are not of the profile");

    private static JpkiResult.Refused Refuse(JpkiRefusal reason, string detail) => new(reason, detail);
}
