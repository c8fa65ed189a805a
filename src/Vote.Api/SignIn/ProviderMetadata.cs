using System.Text.Json.Serialization;

namespace Vote.Api.SignIn;

/// <summary>What the provider says about itself. OpenID Connect Discovery §3</summary>
internal sealed record ProviderMetadata(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("authorization_endpoint")] Uri Authorization,
    [property: JsonPropertyName("token_endpoint")] Uri Token,
    [property: JsonPropertyName("jwks_uri")] Uri Keys,
    [property: JsonPropertyName("sign_transaction_endpoint")] Uri SignTransactions)
{
    /// <summary>Whether it speaks for this issuer, and every address is the issuer's own.</summary>
    public bool IsOf(ProviderOptions options) =>
        Issuer == options.Issuer
        && new[] { Authorization, Token, Keys, SignTransactions }.All(address =>
            address.IsAbsoluteUri && address.GetLeftPart(UriPartial.Authority) == options.Address.GetLeftPart(UriPartial.Authority));
}

/// <summary>The token endpoint's answer. RFC 6749 §5.1</summary>
internal sealed record ProviderTokens(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("id_token")] string? IdToken = null)
{
    // A record would print the tokens into a log.
    public override string ToString() => nameof(ProviderTokens);
}

/// <summary>A sign transaction that was opened.</summary>
internal sealed record OpenedTransaction([property: JsonPropertyName("sign_transaction_id")] string Id);

/// <summary>What became of a sign transaction.</summary>
internal sealed record TransactionResult(
    [property: JsonPropertyName("status")] string Status, [property: JsonPropertyName("cms")] string? Cms = null)
{
    public const string Signed = "signed";

    public const string Cancelled = "cancelled";
}
