using Microsoft.AspNetCore.Http.HttpResults;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Jose;

namespace Vote.IdentityProvider.Discovery;

/// <summary>What clients read first. OpenID Connect Discovery §3, RFC 7517 §5</summary>
internal static class DiscoveryApi
{
    public static void MapDiscovery(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", Discover);
        routes.MapGet("/jwks", Keys);
    }

    internal static Ok<DiscoveryDocument> Discover(IdentityProviderOptions options) =>
        TypedResults.Ok(DiscoveryDocument.Of(options.Issuer));

    internal static Ok<KeySet> Keys(ProviderKeys keys) =>
        TypedResults.Ok(new KeySet([new KeyEntry("EC", "P-256", keys.Public.X, keys.Public.Y, "sig", Jws.Algorithm, keys.Public.Thumbprint)]));

    internal sealed record KeySet(IReadOnlyList<KeyEntry> Keys);

    internal sealed record KeyEntry(string Kty, string Crv, string X, string Y, string Use, string Alg, string Kid);
}
