using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vote.Identity.Jpki;

namespace Vote.Identity.TestAuthority;

/// <summary>
/// What the stand-in authority writes into a certificate besides the holder. The right values come from <see cref="For"/>;
/// tests change one to see it refused.
/// </summary>
internal sealed record CertificateTemplate
{
    public required CertificateKind Kind { get; init; }

    public required string Policy { get; init; }

    public required X509KeyUsageFlags KeyUsage { get; init; }

    public required HashAlgorithmName Digest { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public bool PolicyIsCritical { get; init; } = true;

    public IReadOnlyList<X509Extension> Further { get; init; } = [];

    /// <summary>The profile's values, valid for five years.</summary>
    public static CertificateTemplate For(CertificateKind kind, DateTimeOffset notBefore) => new()
    {
        Kind = kind,
        Policy = JpkiProfile.PolicyOf(kind),
        KeyUsage = JpkiProfile.KeyUsageOf(kind),
        Digest = HashAlgorithmName.SHA256,
        NotBefore = notBefore,
        NotAfter = notBefore.AddYears(5),
    };
}
