using Vote.Identity.TestAuthority;

namespace Vote.IdentityProvider.Authorities;

/// <summary>One authority's public part, DER.</summary>
internal sealed record PublishedAuthority(string Kind, byte[] Certificate, byte[] RevocationList);

/// <summary>
/// The test authorities' certificates and revocation lists, in the data folder for trust stores that read files: kind-ca.cer and
/// kind.crl. Lists are good for a week and made again every day.
/// </summary>
internal sealed class AuthorityFolder(TestJpki jpki, string directory, TimeProvider clock)
{
    private static readonly TimeSpan ListLifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan ListAge = TimeSpan.FromDays(1);
    private readonly Lock guard = new();
    private IReadOnlyList<PublishedAuthority> published = [];
    private DateTimeOffset madeAt = DateTimeOffset.MinValue;

    /// <summary>Both authorities with lists made today.</summary>
    public IReadOnlyList<PublishedAuthority> Publish()
    {
        lock (guard)
        {
            // Lists have times of whole seconds.
            var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
            if (now - madeAt >= ListAge)
            {
                published = [Make("signature", jpki.Signature, now), Make("authentication", jpki.Authentication, now)];
                madeAt = now;
            }

            return published;
        }
    }

    private PublishedAuthority Make(string kind, TestCertificateAuthority authority, DateTimeOffset now)
    {
        var made = new PublishedAuthority(kind, authority.Certificate, authority.CreateRevocationList(now, now + ListLifetime));
        ProviderFiles.Keep(Path.Combine(directory, kind + "-ca.cer"), made.Certificate);
        ProviderFiles.Keep(Path.Combine(directory, kind + ".crl"), made.RevocationList);
        return made;
    }
}
