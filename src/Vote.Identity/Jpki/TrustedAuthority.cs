using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vote.Identity.Jpki;

/// <summary>One generation of a JPKI authority: its self-signed certificate, pinned. spec/identity §3 (1)</summary>
public sealed class TrustedAuthority
{
    private TrustedAuthority(CertificateKind kind, X509Certificate2 certificate, byte[] keyIdentifier) =>
        (Kind, Certificate, KeyIdentifier) = (kind, certificate, keyIdentifier);

    /// <summary>What this authority may issue.</summary>
    public CertificateKind Kind { get; }

    /// <summary>SHA-256 of the certificate, 32 bytes: what a manifest pins.</summary>
    public ReadOnlyMemory<byte> Fingerprint => SHA256.HashData(Certificate.RawDataMemory.Span);

    internal X509Certificate2 Certificate { get; }

    /// <summary>Subject key identifier. All generations share one name, so this is what tells them apart.</summary>
    internal ReadOnlyMemory<byte> KeyIdentifier { get; }

    /// <summary>
    /// Decodes a DER certificate of an authority: self-signed under an accepted suite, CA, certificate and CRL signing,
    /// with a subject key identifier. Whether it is the right one is the caller's decision.
    /// </summary>
    public static bool TryDecode(CertificateKind kind, ReadOnlySpan<byte> der, [NotNullWhen(true)] out TrustedAuthority? authority)
    {
        authority = null;
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            return false;
        }

        // The loader reads PEM too and stops at the end of the DER; one value, one encoding.
        if (!certificate.RawDataMemory.Span.SequenceEqual(der) || !HasAuthorityProfile(certificate, out var keyIdentifier))
        {
            certificate.Dispose();
            return false;
        }

        authority = new TrustedAuthority(kind, certificate, keyIdentifier);
        return true;
    }

    private static bool HasAuthorityProfile(X509Certificate2 certificate, [NotNullWhen(true)] out byte[]? keyIdentifier)
    {
        keyIdentifier = certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()
            ?.SubjectKeyIdentifierBytes.ToArray();
        const X509KeyUsageFlags required = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;

        return keyIdentifier is not null
            && (usage & required) == required
            && certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true }
            && certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
            && SignatureSuite.Rsa2048Sha256.Fits(certificate);
    }
}
