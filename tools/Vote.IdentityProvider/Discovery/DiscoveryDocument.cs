using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Jose;
using Vote.IdentityProvider.Pages;

namespace Vote.IdentityProvider.Discovery;

/// <summary>The metadata, in the standard's names once written in snake case. OpenID Connect Discovery §3, RFC 8414 §2</summary>
internal sealed record DiscoveryDocument
{
    public required string Issuer { get; init; }

    public required string AuthorizationEndpoint { get; init; }

    public required string TokenEndpoint { get; init; }

    public required string UserinfoEndpoint { get; init; }

    public required string JwksUri { get; init; }

    /// <summary>Not of the standard: where contents to be signed are left.</summary>
    public required string SignTransactionEndpoint { get; init; }

    public IReadOnlyList<string> ScopesSupported { get; } = ["openid", "sign"];

    public IReadOnlyList<string> ResponseTypesSupported { get; } = ["code"];

    public IReadOnlyList<string> ResponseModesSupported { get; } = ["query"];

    public IReadOnlyList<string> GrantTypesSupported { get; } = ["authorization_code", "client_credentials"];

    public IReadOnlyList<string> SubjectTypesSupported { get; } = ["pairwise"];

    public IReadOnlyList<string> IdTokenSigningAlgValuesSupported { get; } = [Jws.Algorithm];

    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; } = ["private_key_jwt"];

    public IReadOnlyList<string> TokenEndpointAuthSigningAlgValuesSupported { get; } = [Jws.Algorithm];

    public IReadOnlyList<string> CodeChallengeMethodsSupported { get; } = ["S256"];

    public IReadOnlyList<string> AcrValuesSupported { get; } = ["aal3"];

    public IReadOnlyList<string> ClaimsSupported { get; } = ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr"];

    public IReadOnlyList<string> UiLocalesSupported { get; } = ["ja", "en"];

    public bool AuthorizationResponseIssParameterSupported { get; } = true;

    public bool ClaimsParameterSupported { get; }

    public bool RequestParameterSupported { get; }

    public bool RequestUriParameterSupported { get; }

    /// <summary>Not of the standard: what this is.</summary>
    public string StandIn { get; } = Texts.StandInNotice;

    public static DiscoveryDocument Of(Issuer issuer) => new()
    {
        Issuer = issuer.Value,
        AuthorizationEndpoint = issuer.At("/authorize"),
        TokenEndpoint = issuer.At("/token"),
        UserinfoEndpoint = issuer.At("/userinfo"),
        JwksUri = issuer.At("/jwks"),
        SignTransactionEndpoint = issuer.At("/api/sign-transactions"),
    };
}
