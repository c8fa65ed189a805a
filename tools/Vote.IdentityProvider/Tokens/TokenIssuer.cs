using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Vote.IdentityProvider.Authorization;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Jose;

namespace Vote.IdentityProvider.Tokens;

/// <summary>Makes tokens once the client is known.</summary>
internal sealed class TokenIssuer(AuthorizationCodes codes, AccessTokens tokens, ProviderKeys keys, IdentityProviderOptions options)
{
    private static readonly TimeSpan IdTokenLifetime = TimeSpan.FromMinutes(5);

    // RFC 8176 §2: a key in software, used after a person has pressed a button. A card would say "hwk" and "pin".
    private static readonly string[] Methods = ["swk", "user"];

    /// <summary>The tokens of a code; false when it is not good for this client and request.</summary>
    public bool TryRedeem(Redemption asked, [NotNullWhen(true)] out TokenAnswer? answer)
    {
        answer = codes.TryRedeem(asked, out var redeemed)
            ? new TokenAnswer(redeemed.AccessToken, AccessGrant.OpenIdScope, keys.Sign(ClaimsOf(redeemed.Consent)))
            : null;
        return answer is not null;
    }

    /// <summary>A client's own token.</summary>
    public TokenAnswer ForClient(RegisteredClient client) =>
        new(tokens.Issue(new AccessGrant(client, AccessGrant.SignScope, Resident: null)), AccessGrant.SignScope, IdToken: null);

    // OpenID Connect Core §2
    private Dictionary<string, object> ClaimsOf(Consent consent)
    {
        var now = options.Clock.GetUtcNow();
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = options.Issuer.Value,
            ["sub"] = keys.SubjectOf(consent.Request.Client, consent.Resident.Identity),
            ["aud"] = consent.Request.Client.ClientId,
            ["exp"] = (now + IdTokenLifetime).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["auth_time"] = consent.At.ToUnixTimeSeconds(),
            ["nonce"] = consent.Request.Nonce,
            ["acr"] = "aal3",
            ["amr"] = Methods,
        };
    }
}

/// <summary>The answer of the token endpoint. RFC 6749 §5.1</summary>
internal sealed record TokenAnswer(
    string AccessToken, string Scope, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdToken)
{
    public string TokenType { get; } = "Bearer";

    public int ExpiresIn { get; } = (int)AccessTokens.Lifetime.TotalSeconds;

    // A record would print the tokens into a log.
    /// <inheritdoc/>
    public override string ToString() => Scope;
}
