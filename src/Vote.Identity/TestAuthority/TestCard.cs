using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Vote.Identity.TestAuthority;

/// <summary>A resident's key and certificate in software: signs as a card behind a card agent would.</summary>
public sealed class TestCard : IDisposable
{
    private readonly X509Certificate2 certificate;

    internal TestCard(RSA key, ReadOnlySpan<byte> issued)
    {
        using var publicPart = X509CertificateLoader.LoadCertificate(issued);
        certificate = publicPart.CopyWithPrivateKey(key);
        key.Dispose();
    }

    /// <summary>The certificate, DER.</summary>
    public byte[] Certificate => certificate.RawData;

    /// <summary>A card from a key and the certificate that was once issued for it. The card owns the key from here on.</summary>
    /// <exception cref="CryptographicException">The certificate is none.</exception>
    /// <exception cref="ArgumentException">The certificate is for another key.</exception>
    public static TestCard Open(RSA key, ReadOnlySpan<byte> issued) => new(key, issued);

    /// <summary>A CMS SignedData with the content attached, one signer, its certificate, and the signing time.</summary>
    public byte[] Sign(ReadOnlySpan<byte> content, DateTimeOffset at)
    {
        var message = new SignedCms(new ContentInfo(content.ToArray()), detached: false);
        var signer = NewSigner();
        signer.SignedAttributes.Add(new Pkcs9SigningTime(at.UtcDateTime));
        message.ComputeSignature(signer);
        return message.Encode();
    }

    /// <inheritdoc/>
    public void Dispose() => certificate.Dispose();

    internal CmsSigner NewSigner() => new(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
    {
        IncludeOption = X509IncludeOption.EndCertOnly,
        DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
    };
}
