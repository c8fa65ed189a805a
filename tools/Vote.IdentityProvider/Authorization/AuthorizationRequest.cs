using Microsoft.AspNetCore.WebUtilities;
using Vote.Canonical;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Pages;

namespace Vote.IdentityProvider.Authorization;

/// <summary>A request whose every parameter was checked. OpenID Connect Core §3.1.2.1, RFC 7636 §4.3</summary>
internal sealed record AuthorizationRequest
{
    /// <summary>Who asks.</summary>
    public required RegisteredClient Client { get; init; }

    /// <summary>Where the answer goes: one of the client's, exactly.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>The client's mark, which comes back unchanged.</summary>
    public required string State { get; init; }

    /// <summary>The client's mark in the ID token.</summary>
    public required string Nonce { get; init; }

    /// <summary>SHA-256 of the verifier that only the asking process knows.</summary>
    public required Digest CodeChallenge { get; init; }

    /// <summary>The transaction to sign; null for a sign-in alone.</summary>
    public required string? SignTransactionId { get; init; }

    /// <summary>Language of the page.</summary>
    public required Texts Texts { get; init; }

    /// <summary>The parameters, in one order: what the form's address, the links and the form's token carry on.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters =>
    [
        ("response_type", "code"),
        ("client_id", Client.ClientId),
        ("redirect_uri", RedirectUri),
        ("scope", SignTransactionId is null ? "openid" : "openid sign"),
        ("state", State),
        ("nonce", Nonce),
        ("code_challenge", CodeChallenge.ToBase64Url()),
        ("code_challenge_method", "S256"),
        .. SignTransactionId is { } id ? [("sign_transaction_id", id)] : Array.Empty<(string, string)>(),
        ("ui_locales", Texts.Language),
    ];

    /// <summary>The parameters behind a path.</summary>
    public string AddressOf(string path) =>
        QueryHelpers.AddQueryString(path, Parameters.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));

    // A record would print state and nonce into a log.
    /// <inheritdoc/>
    public override string ToString() => $"request of {Client.ClientId}";
}
