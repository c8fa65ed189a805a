using System.Diagnostics.CodeAnalysis;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Residents;

namespace Vote.IdentityProvider.Tokens;

/// <summary>What an access token opens. The resident stands only in one that a sign-in gave.</summary>
internal sealed record AccessGrant(RegisteredClient Client, string Scope, DemoResident? Resident)
{
    /// <summary>Scope of a client's own token: sign transactions.</summary>
    public const string SignScope = "sign";

    /// <summary>Scope of a token that a sign-in gave: who signed in, again, and nothing else.</summary>
    public const string OpenIdScope = "openid";

    /// <inheritdoc/>
    public override string ToString() => Scope;
}

/// <summary>The living access tokens: random names, 5 minutes, in memory.</summary>
internal sealed class AccessTokens(TimeProvider clock)
{
    /// <summary>How long one lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ExpiringTable<AccessGrant> grants = new(Lifetime, clock);

    /// <summary>Makes a token.</summary>
    public string Issue(AccessGrant grant)
    {
        var token = SecretText.Draw();
        grants.TryAdd(token, grant);
        return token;
    }

    /// <summary>Ends a token before its time.</summary>
    public void Revoke(string token) => grants.Remove(token);

    /// <summary>What the request's bearer token opens. RFC 6750 §2.1: the header is the only place we look at.</summary>
    public bool TryGet(HttpRequest request, [NotNullWhen(true)] out AccessGrant? grant)
    {
        const string scheme = "Bearer ";
        grant = null;
        return request.Headers.Authorization is [{ } header]
            && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && grants.TryGet(header[scheme.Length..], out grant);
    }

    /// <summary>The client whose token of this scope the request carries.</summary>
    public bool TryAuthorize(HttpRequest request, string scope, [NotNullWhen(true)] out RegisteredClient? client)
    {
        client = TryGet(request, out var grant) && grant.Scope == scope ? grant.Client : null;
        return client is not null;
    }
}
