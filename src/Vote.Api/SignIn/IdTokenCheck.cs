using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Vote.Api.SignIn;

/// <summary>Why an ID token is refused.</summary>
internal enum IdTokenRefusal
{
    Malformed,
    BadSignature,
    WrongIssuer,
    WrongAudience,
    Expired,
    WrongNonce,
    WrongLevel,
    StaleAuthentication,
}

/// <summary>
/// Checks an ID token: the signature by the platform's handler, every claim by hand, so that nothing depends on a default.
/// OpenID Connect Core §3.1.3.7
/// </summary>
internal sealed class IdTokenCheck(ProviderOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GreatestAge = TimeSpan.FromMinutes(10);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Reads a token; false for what is none.</summary>
    public static bool TryRead(string compact, out JsonWebToken token)
    {
        token = null!;
        try
        {
            token = new JsonWebToken(compact);
            return token.Alg == SecurityAlgorithms.EcdsaSha256 && token.Kid.Length > 0;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            return false;
        }
    }

    /// <summary>Nothing when it holds.</summary>
    /// <param name="token">The token.</param>
    /// <param name="keys">The issuer's keys of this id.</param>
    /// <param name="nonce">What the authorization request carried.</param>
    public async Task<IdTokenRefusal?> RefusalAsync(JsonWebToken token, IReadOnlyList<SecurityKey> keys, string nonce)
    {
        var verified = keys.Count > 0 && (await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,

            // By hand, below.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        })).IsValid;
        return verified ? ClaimRefusal(token, nonce) : IdTokenRefusal.BadSignature;
    }

    private IdTokenRefusal? ClaimRefusal(JsonWebToken token, string nonce)
    {
        var now = clock.GetUtcNow();
        return token.Issuer != options.Issuer ? IdTokenRefusal.WrongIssuer
            : token.Audiences.ToArray() is not [var audience] || audience != options.ClientId ? IdTokenRefusal.WrongAudience
            : Text(token, "azp") is { } party && party != options.ClientId ? IdTokenRefusal.WrongAudience
            : Time(token, "exp") is not { } expires || expires <= now - Skew ? IdTokenRefusal.Expired
            : Time(token, "iat") is not { } issued || issued > now + Skew || issued < now - GreatestAge ? IdTokenRefusal.Expired
            : Text(token, "nonce") != nonce ? IdTokenRefusal.WrongNonce
            : Text(token, "acr") != ProviderOptions.Level ? IdTokenRefusal.WrongLevel
            : Time(token, "auth_time") is not { } at || at > now + Skew || at < now - GreatestAge ? IdTokenRefusal.StaleAuthentication
            : null;
    }

    private static string? Text(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static DateTimeOffset? Time(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<long>(name, out var seconds) && seconds is >= 0 and <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
