using System.Security.Cryptography.X509Certificates;

namespace Vote.Identity.Jpki;

/// <summary>
/// One accepted combination of key, digest and signature algorithm, for certificates, revocation lists and CMS alike.
/// The next generation of cards (ECDSA P-384) is one more value of this type. spec/identity §3 (5)
/// </summary>
public sealed record SignatureSuite
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string Sha256WithRsa = "1.2.840.113549.1.1.11";

    private SignatureSuite()
    {
    }

    /// <summary>RSA-2048, PKCS#1 v1.5, SHA-256: the cards of today.</summary>
    public static SignatureSuite Rsa2048Sha256 { get; } = new()
    {
        Name = "RSA-2048 with SHA-256",
        KeyAlgorithm = RsaEncryption,
        Digest = "2.16.840.1.101.3.4.2.1",
        CertificateSignature = Sha256WithRsa,
        SignerAlgorithms = [RsaEncryption, Sha256WithRsa],
        HasKeySize = certificate =>
        {
            using var key = certificate.GetRSAPublicKey();
            return key is { KeySize: 2048 };
        },
    };

    /// <summary>For messages to people.</summary>
    public required string Name { get; init; }

    public required string KeyAlgorithm { get; init; }

    public required string Digest { get; init; }

    public required string CertificateSignature { get; init; }

    public required IReadOnlyList<string> SignerAlgorithms { get; init; }

    public required Func<X509Certificate2, bool> HasKeySize { get; init; }

    /// <summary>True when the certificate's key and its issuer's signature on it are of this suite.</summary>
    internal bool Fits(X509Certificate2 certificate) =>
        certificate.PublicKey.Oid.Value == KeyAlgorithm
        && certificate.SignatureAlgorithm.Value == CertificateSignature
        && HasKeySize(certificate);

    /// <summary>True when a CMS signer used this suite.</summary>
    internal bool Fits(string? digest, string? signature) => digest == Digest && SignerAlgorithms.Contains(signature);
}
