using System.Security.Cryptography.X509Certificates;

namespace Vote.Identity.Jpki;

/// <summary>The two one-tier hierarchies.</summary>
public enum CertificateKind
{
    /// <summary>署名用: carries the person's attributes; a signature with it is an act of that person.</summary>
    Signature,

    /// <summary>利用者証明用: says "the same card again" and carries no personal data.</summary>
    Authentication,
}

/// <summary>The constants of the JPKI certificate profile that verification relies on. spec/identity §3</summary>
public static class JpkiProfile
{
    /// <summary>Policy of signature certificates.</summary>
    public const string SignaturePolicy = "1.2.392.200149.8.5.1.1.20";

    /// <summary>Policy of authentication certificates.</summary>
    public const string AuthenticationPolicy = "1.2.392.200149.8.5.1.3.30";

    /// <summary>otherName: 氏名.</summary>
    public const string Name = "1.2.392.200149.8.5.5.1";

    /// <summary>otherName: one flag for each character of the name, 1 where a substitute is written.</summary>
    public const string NameSubstitutes = "1.2.392.200149.8.5.5.2";

    /// <summary>otherName: 性別.</summary>
    public const string Sex = "1.2.392.200149.8.5.5.3";

    /// <summary>otherName: 生年月日, EYYYYMMDD.</summary>
    public const string BirthDate = "1.2.392.200149.8.5.5.4";

    /// <summary>otherName: 住所.</summary>
    public const string Address = "1.2.392.200149.8.5.5.5";

    /// <summary>otherName: one flag for each character of the address.</summary>
    public const string AddressSubstitutes = "1.2.392.200149.8.5.5.6";

    internal const string KeyUsageExtension = "2.5.29.15";
    internal const string SubjectAlternativeNameExtension = "2.5.29.17";
    internal const string RevocationDistributionExtension = "2.5.29.31";
    internal const string PoliciesExtension = "2.5.29.32";
    internal const string AuthorityKeyExtension = "2.5.29.35";

    internal const string ContentType = "1.2.840.113549.1.9.3";
    internal const string MessageDigest = "1.2.840.113549.1.9.4";
    internal const string Data = "1.2.840.113549.1.7.1";

    /// <summary>The policy of a kind of certificate.</summary>
    public static string PolicyOf(CertificateKind kind) =>
        kind == CertificateKind.Signature ? SignaturePolicy : AuthenticationPolicy;

    /// <summary>The exact key usage of a kind of certificate.</summary>
    public static X509KeyUsageFlags KeyUsageOf(CertificateKind kind) =>
        kind == CertificateKind.Signature
            ? X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation
            : X509KeyUsageFlags.DigitalSignature;
}
