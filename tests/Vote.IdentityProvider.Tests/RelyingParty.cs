using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vote.Canonical;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Jose;

namespace Vote.IdentityProvider.Tests;

/// <summary>A client as our server would be, its assertions made by an implementation that is not ours.</summary>
internal sealed class RelyingParty(string clientId, string sector, TestClock clock)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string ClientId => clientId;

    public string RedirectUri => $"http://127.0.0.1:5999/{clientId}/callback";

    public RegisteredClient Registration => new()
    {
        ClientId = clientId,
        Name = "試験用の<投票>サイト",
        NameInEnglish = "A <voting> site for tests",
        Keys = [PublicJwk.Of(Key)],
        RedirectUris = [RedirectUri],
        Sector = sector,
    };

    /// <summary>A good assertion, or one that a test has changed.</summary>
    public string Assertion(Action<SecurityTokenDescriptor>? change = null, Action<Dictionary<string, object>>? claims = null)
    {
        var said = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = clientId,
            ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
        };
        claims?.Invoke(said);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = clientId,
            Audience = ProviderFixture.Issuer + "/token",
            IssuedAt = clock.Now.UtcDateTime,
            NotBefore = clock.Now.UtcDateTime,
            Expires = clock.Now.AddMinutes(1).UtcDateTime,
            Claims = said,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(Key), SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>A request to the token endpoint.</summary>
    public async Task<(int Status, JsonElement Body)> TokenAsync(HttpClient http, Dictionary<string, string> form, string? assertion = null)
    {
        var all = new Dictionary<string, string>(form, StringComparer.Ordinal)
        {
            ["client_assertion_type"] = AssertionType,
            ["client_assertion"] = assertion ?? Assertion(),
        };
        using var content = new FormUrlEncodedContent(all);
        using var response = await http.PostAsync("/token", content);
        return ((int)response.StatusCode, await ReadAsync(response));
    }

    /// <summary>Redeems a code with everything as it should be, or changed.</summary>
    public Task<(int Status, JsonElement Body)> RedeemAsync(
        HttpClient http, string code, string? redirectUri = null, string? verifier = null) => TokenAsync(http, new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri ?? RedirectUri,
            ["code_verifier"] = verifier ?? AuthorizationQuery.Verifier,
        });

    /// <summary>The client's own access token.</summary>
    public async Task<string> AccessTokenAsync(HttpClient http)
    {
        var (_, body) = await TokenAsync(http, new(StringComparer.Ordinal) { ["grant_type"] = "client_credentials", ["scope"] = "sign" });
        return body.GetProperty("access_token").GetString()!;
    }

    /// <summary>Opens a sign transaction.</summary>
    public async Task<string> OpenTransactionAsync(HttpClient http, ReadOnlyMemory<byte> content)
    {
        var (status, body) = await PostAsync(http, $$"""{"content":"{{Base64Url.Encode(content.Span)}}"}""", await AccessTokenAsync(http));
        Assert.Equal(200, status);
        return body.GetProperty("sign_transaction_id").GetString()!;
    }

    /// <summary>What became of a sign transaction.</summary>
    public async Task<(int Status, JsonElement Body)> ResultAsync(HttpClient http, string transaction)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/sign-transactions/{transaction}/result");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await AccessTokenAsync(http));
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await ReadAsync(response));
    }

    public static async Task<(int Status, JsonElement Body)> PostAsync(HttpClient http, string json, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-transactions");
        request.Content = new StringContent(json, null, "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await ReadAsync(response));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync());
}
