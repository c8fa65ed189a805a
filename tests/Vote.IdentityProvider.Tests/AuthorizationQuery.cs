using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Vote.Canonical;

namespace Vote.IdentityProvider.Tests;

/// <summary>The parameters of an authorization request: right, until a test changes one.</summary>
internal sealed class AuthorizationQuery
{
    public const string Verifier = "a-verifier-of-43-characters-or-more.~_0123456789";
    public const string State = "state-of-the-client";
    public const string Nonce = "nonce-of-the-client";

    private readonly Dictionary<string, string?> parameters;

    public AuthorizationQuery(RelyingParty party, string? transaction = null) => parameters = new(StringComparer.Ordinal)
    {
        ["response_type"] = "code",
        ["client_id"] = party.ClientId,
        ["redirect_uri"] = party.RedirectUri,
        ["scope"] = transaction is null ? "openid" : "openid sign",
        ["state"] = State,
        ["nonce"] = Nonce,
        ["code_challenge"] = Digest.Sha256(Encoding.ASCII.GetBytes(Verifier)).ToBase64Url(),
        ["code_challenge_method"] = "S256",
        ["sign_transaction_id"] = transaction,
    };

    /// <summary>The same with one parameter changed, or left out.</summary>
    public AuthorizationQuery With(string name, string? value)
    {
        parameters[name] = value;
        return this;
    }

    public string Address => QueryHelpers.AddQueryString("/authorize", parameters.Where(pair => pair.Value is not null));
}
