using System.Text.Json;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Jose;

namespace Vote.IdentityProvider.Tokens;

/// <summary>Why a client's assertion is refused; clients read the name as <c>error_description</c>.</summary>
internal enum ClientRefusal
{
    /// <summary>No assertion of type jwt-bearer, or a second way of authentication beside it.</summary>
    AssertionMissing,

    /// <summary>No token of ours: its form, its algorithm, or a claim that is missing or of another type.</summary>
    AssertionMalformed,

    /// <summary>Nobody of this name is registered.</summary>
    UnknownClient,

    /// <summary>None of the client's keys made the signature.</summary>
    BadSignature,

    /// <summary>The audience is not exactly the token endpoint.</summary>
    WrongAudience,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was made in the future.</summary>
    NotYetValid,

    /// <summary>It would live longer than five minutes.</summary>
    LivesTooLong,

    /// <summary>It was used before.</summary>
    Replayed,
}

/// <summary>The outcome of a client's authentication.</summary>
internal abstract record ClientCheck
{
    private ClientCheck()
    {
    }

    internal sealed record Known(RegisteredClient Client) : ClientCheck;

    internal sealed record Refused(ClientRefusal Reason) : ClientCheck;
}

/// <summary>private_key_jwt and nothing else. RFC 7523 §3, OpenID Connect Core §9</summary>
internal sealed class ClientAuthentication(IdentityProviderOptions options, ClientRegistry clients)
{
    /// <summary>The only type of assertion.</summary>
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int MaxJti = 200;
    private static readonly TimeSpan GreatestLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    // An identifier is kept as long as any assertion that carries it may live.
    private readonly ExpiringTable<object> used = new(GreatestLifetime, options.Clock);

    /// <summary>Who sent the form. An assertion is used up only when everything else about it is right.</summary>
    public ClientCheck Check(OAuthForm form)
    {
        if (form["client_assertion_type"] != AssertionType || form["client_assertion"] is not { } compact || form["client_secret"] is not null)
        {
            return new ClientCheck.Refused(ClientRefusal.AssertionMissing);
        }

        if (!Jws.TryDecode(compact, out var assertion) || assertion.UnverifiedIssuer is not { } name)
        {
            return new ClientCheck.Refused(ClientRefusal.AssertionMalformed);
        }

        if (!clients.TryFind(name, out var client) || form["client_id"] is { } said && said != name)
        {
            return new ClientCheck.Refused(ClientRefusal.UnknownClient);
        }

        var refusal = assertion.TryVerify(client.Keys, out var claims) ? CheckClaims(claims, client) : ClientRefusal.BadSignature;
        return refusal is { } reason ? new ClientCheck.Refused(reason) : new ClientCheck.Known(client);
    }

    private ClientRefusal? CheckClaims(JsonElement claims, RegisteredClient client)
    {
        if (!claims.TryText("sub", out var subject) || subject != client.ClientId
            || !claims.TryText("jti", out var jti) || jti.Length is 0 or > MaxJti
            || !claims.TryTime("exp", out var expires))
        {
            return ClientRefusal.AssertionMalformed;
        }

        var now = options.Clock.GetUtcNow();
        if (!IsForTokenEndpoint(claims))
        {
            return ClientRefusal.WrongAudience;
        }

        return expires <= now ? ClientRefusal.Expired
            : expires > now + GreatestLifetime ? ClientRefusal.LivesTooLong
            : IsFuture(claims, "iat", now) || IsFuture(claims, "nbf", now) ? ClientRefusal.NotYetValid
            : used.TryAdd($"{client.ClientId}\n{jti}", this) ? null
            : ClientRefusal.Replayed;
    }

    // RFC 7519 §4.1.3 allows a list; one with a second member could serve elsewhere too.
    private bool IsForTokenEndpoint(JsonElement claims)
    {
        if (!claims.TryGetProperty("aud", out var audience))
        {
            return false;
        }

        var only = audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() == 1 ? audience[0] : audience;
        return only.TryText(out var text) && text == options.Issuer.At("/token");
    }

    private static bool IsFuture(JsonElement claims, string name, DateTimeOffset now) =>
        claims.TryGetProperty(name, out _) && (!claims.TryTime(name, out var time) || time > now + Skew);
}
