using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vote.Identity.Jpki;
using Vote.Identity.Persons;

namespace Vote.Identity.TestAuthority;

/// <summary>One of the two authorities of <c>O=JPKI-TEST</c>. Not J-LIS; its certificates prove nothing about anybody.</summary>
public sealed class TestCertificateAuthority : IDisposable
{
    private readonly X509Certificate2 certificate;
    private readonly List<(byte[] Serial, DateTimeOffset Since)> revoked = [];
    private int listNumber;

    private TestCertificateAuthority(CertificateKind kind, X509Certificate2 certificate) =>
        (Kind, this.certificate) = (kind, certificate);

    /// <summary>Which of the two.</summary>
    public CertificateKind Kind { get; }

    /// <summary>The self-signed certificate, DER.</summary>
    public byte[] Certificate => certificate.RawData;

    /// <summary>Makes a fresh authority, valid for ten years.</summary>
    public static TestCertificateAuthority Create(CertificateKind kind, DateTimeOffset notBefore)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(NameOf(kind), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        var identifier = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(identifier);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        request.CertificateExtensions.Add(TestExtensions.Policy(JpkiProfile.PolicyOf(kind), critical: true));
        return new TestCertificateAuthority(kind, request.CreateSelfSigned(notBefore, notBefore.AddYears(10)));
    }

    /// <summary>Loads an authority that <see cref="Save"/> wrote.</summary>
    /// <exception cref="CryptographicException">The file is no PKCS#12 of ours.</exception>
    public static TestCertificateAuthority Load(CertificateKind kind, string file) =>
        new(kind, X509CertificateLoader.LoadPkcs12FromFile(file, password: null, X509KeyStorageFlags.Exportable));

    /// <summary>Writes certificate and key; overwrites nothing.</summary>
    public void Save(string file)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(certificate.Export(X509ContentType.Pkcs12));
    }

    /// <summary>Issues a certificate of the profile for a holder's public key, DER.</summary>
    public byte[] Issue(IdentityAttributes holder, RSA key, DateTimeOffset notBefore) =>
        Issue(holder, key, CertificateTemplate.For(Kind, notBefore));

    /// <summary>Enters a certificate into the next revocation list.</summary>
    public void Revoke(ReadOnlySpan<byte> issued, DateTimeOffset since)
    {
        using var loaded = X509CertificateLoader.LoadCertificate(issued);
        revoked.Add((loaded.SerialNumberBytes.ToArray(), since));
    }

    /// <summary>Signs the complete list of what was revoked, DER.</summary>
    public byte[] CreateRevocationList(DateTimeOffset thisUpdate, DateTimeOffset nextUpdate)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var (serial, since) in revoked)
        {
            builder.AddEntry(serial, since);
        }

        return builder.Build(
            certificate, ++listNumber, nextUpdate, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, thisUpdate);
    }

    /// <inheritdoc/>
    public void Dispose() => certificate.Dispose();

    internal byte[] Issue(IdentityAttributes holder, RSA key, CertificateTemplate template)
    {
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40); // positive, and always of one length
        var subject = new X500DistinguishedName($"CN={Convert.ToHexString(serial)}, O=JPKI-TEST, C=JP");
        var request = new CertificateRequest(subject, key, template.Digest, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(template.KeyUsage, critical: true));
        request.CertificateExtensions.Add(TestExtensions.Policy(template.Policy, template.PolicyIsCritical));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(TestExtensions.RevocationDirectory(certificate.SubjectName));
        if (template.Kind == CertificateKind.Signature)
        {
            request.CertificateExtensions.Add(TestExtensions.Holder(holder));
        }

        foreach (var extension in template.Further)
        {
            request.CertificateExtensions.Add(extension);
        }

        using var issuerKey = certificate.GetRSAPrivateKey()!;
        var signer = X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1);
        using var issued = request.Create(certificate.SubjectName, signer, template.NotBefore, template.NotAfter, serial);
        return issued.RawData;
    }

    private static X500DistinguishedName NameOf(CertificateKind kind) =>
        new(kind == CertificateKind.Signature
            ? "OU=JPKI for digital signature, O=JPKI-TEST, C=JP"
            : "OU=JPKI for user authentication, O=JPKI-TEST, C=JP");
}
