using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vote.Identity.Persons;

namespace Vote.Identity.Jpki;

/// <summary>What a signature certificate itself must hold, whoever issued it. spec/identity §3 (2)–(4)</summary>
internal static class CertificateProfile
{
    /// <summary>Policy, then key usage; null when both fit.</summary>
    public static JpkiResult.Refused? Check(X509Certificate2 certificate)
    {
        var policies = certificate.Extensions.Where(one => one.Oid?.Value == JpkiProfile.PoliciesExtension).ToList();
        if (policies is not [{ Critical: true } policy] || OnlyPolicy(policy.RawData) is not { } found)
        {
            return new JpkiResult.Refused(JpkiRefusal.WrongPolicy, "one critical policy is required");
        }

        if (found == JpkiProfile.AuthenticationPolicy)
        {
            return new JpkiResult.Refused(JpkiRefusal.AuthenticationCertificate, "an authentication certificate");
        }

        if (found != JpkiProfile.SignaturePolicy)
        {
            return new JpkiResult.Refused(JpkiRefusal.WrongPolicy, found);
        }

        var usages = certificate.Extensions.OfType<X509KeyUsageExtension>().ToList();
        return usages is [{ Critical: true } usage] && usage.KeyUsages == JpkiProfile.KeyUsageOf(CertificateKind.Signature)
            ? null
            : new JpkiResult.Refused(JpkiRefusal.WrongKeyUsage, "digital signature and non-repudiation, critical, are required");
    }

    /// <summary>The attributes of the only subjectAltName; false when there is none, more than one, or another form.</summary>
    public static bool TryReadHolder(X509Certificate2 certificate, [NotNullWhen(true)] out IdentityAttributes? holder)
    {
        holder = null;
        var names = certificate.Extensions.Where(one => one.Oid?.Value == JpkiProfile.SubjectAlternativeNameExtension).ToList();
        return names is [var extension] && SubjectAttributes.TryDecode(extension.RawData, out holder);
    }

    /// <summary>Checks the issuer's signature over the to-be-signed part.</summary>
    public static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        var parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
        var body = parts.ReadEncodedValue();
        parts.ReadEncodedValue();
        var signature = parts.ReadBitString(out var unused);
        using var key = issuer.GetRSAPublicKey();
        return unused == 0 && key is not null
            && key.VerifyData(body.Span, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    // RFC 5280 §4.2.1.4; qualifiers (the address of the practice statement) are allowed and ignored.
    private static string? OnlyPolicy(byte[] extension)
    {
        try
        {
            var outer = new AsnReader(extension, AsnEncodingRules.DER);
            var policies = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var policy = policies.ReadSequence().ReadObjectIdentifier();
            return policies.HasData ? null : policy;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
