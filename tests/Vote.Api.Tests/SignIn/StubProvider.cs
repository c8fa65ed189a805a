using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Base64Url = Vote.Canonical.Base64Url;

namespace Vote.Api.Tests.SignIn;

/// <summary>
/// A provider that answers whatever a test wants: it asks nobody and checks nothing. Tokens are made by the library, not by the
/// stand-in of tools/.
/// </summary>
internal sealed class StubProvider : IAsyncDisposable
{
    private readonly ECDsa key;
    private readonly WebApplication app;

    internal StubProvider(Uri address, ECDsa key)
    {
        (Address, this.key) = (address, key);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, address.Port));
        builder.Services.AddRouting();
        app = builder.Build();
        Map();
    }

    internal const string ClientId = "tsukuba-vote";

    internal Uri Address { get; }

    internal string Issuer => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>What the server wanted signed last.</summary>
    internal byte[] Content { get; private set; } = [];

    /// <summary>The nonce of the sign-in that is on its way; a test reads it from the redirect.</summary>
    internal string Nonce { get; set; } = "";

    /// <summary>Makes the act from the content.</summary>
    internal Func<byte[], byte[]> Act { get; set; } = _ => [];

    /// <summary>Instead of <c>signed</c>.</summary>
    internal string Status { get; set; } = "signed";

    /// <summary>Changes the claims of the ID token.</summary>
    internal Action<Dictionary<string, object>> Claims { get; set; } = _ => { };

    /// <summary>Replaces the finished ID token.</summary>
    internal Func<string, string> Token { get; set; } = token => token;

    /// <summary>Signs instead of the published key.</summary>
    internal ECDsa? OtherKey { get; set; }

    /// <summary>Changes the metadata.</summary>
    internal Action<Dictionary<string, string>> Metadata { get; set; } = _ => { };

    internal Task StartAsync() => app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () =>
        {
            var said = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["issuer"] = Issuer,
                ["authorization_endpoint"] = $"{Issuer}/authorize",
                ["token_endpoint"] = $"{Issuer}/token",
                ["jwks_uri"] = $"{Issuer}/jwks",
                ["sign_transaction_endpoint"] = $"{Issuer}/api/sign-transactions",
            };
            Metadata(said);
            return Results.Json(said);
        });
        app.MapGet("/jwks", () =>
        {
            var point = key.ExportParameters(false).Q;
            return Results.Json(new
            {
                keys = new[] { new { kty = "EC", crv = "P-256", kid = "k", use = "sig", alg = "ES256", x = Base64Url.Encode(point.X), y = Base64Url.Encode(point.Y) } },
            });
        });
        app.MapPost("/token", () => Results.Json(new { access_token = "access", token_type = "Bearer", expires_in = 60, id_token = Token(IdToken()) }));
        app.MapPost("/api/sign-transactions", async (HttpRequest request) =>
        {
            var body = await request.ReadFromJsonAsync<Dictionary<string, string>>();
            Content = Base64Url.TryDecode(body!["content"], out var content) ? content : [];
            return Results.Json(new { sign_transaction_id = "t", expires_in = 600 });
        });
        app.MapGet("/api/sign-transactions/{id}/result", () => Status == "signed"
            ? Results.Json(new { status = Status, cms = Base64Url.Encode(Act(Content)) })
            : Results.Json(new { status = Status }));
    }

    private string IdToken()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["sub"] = "somebody",
            ["aud"] = ClientId,
            ["exp"] = now + 300,
            ["iat"] = now,
            ["auth_time"] = now,
            ["nonce"] = Nonce,
            ["acr"] = "aal3",
        };
        Claims(claims);
        var signing = new SigningCredentials(new ECDsaSecurityKey(OtherKey ?? key) { KeyId = "k" }, SecurityAlgorithms.EcdsaSha256);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(claims)), signing);
    }
}
