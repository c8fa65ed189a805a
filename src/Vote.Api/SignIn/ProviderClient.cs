using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vote.Canonical;
using Base64Url = Vote.Canonical.Base64Url;

namespace Vote.Api.SignIn;

/// <summary>Speaks with the digital-ID provider. Whatever it answers wrongly is an <see cref="HttpRequestException"/>. docs/identity-provider.md</summary>
internal sealed class ProviderClient(ProviderOptions options, HttpClient http, TimeProvider clock) : IDisposable
{
    private const int MaximumAnswer = 1 << 20;
    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MetadataLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeysPause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private Kept<ProviderMetadata>? metadata;
    private Kept<JsonWebKeySet>? keys;
    private Kept<string>? token;

    /// <summary>A client with short patience, no redirects and no cookies.</summary>
    public static HttpClient NewHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MaximumAnswer,
    };

    public void Dispose()
    {
        turn.Dispose();
        http.Dispose();
    }

    /// <summary>The provider's addresses.</summary>
    public Task<ProviderMetadata> MetadataAsync(CancellationToken cancellationToken) => KeepAsync(
        () => metadata,
        async () =>
        {
            var said = await http.GetFromJsonAsync<ProviderMetadata>(
                new Uri(options.Address, "/.well-known/openid-configuration"), cancellationToken);
            return metadata = new(
                said is not null && said.IsOf(options) ? said : throw Wrong("metadata"), clock.GetUtcNow() + MetadataLifetime);
        },
        cancellationToken);

    /// <summary>The keys of ID tokens. Asked for again when a token names an unknown one, at most once a minute.</summary>
    public async Task<IReadOnlyList<SecurityKey>> KeysAsync(string keyId, CancellationToken cancellationToken)
    {
        var address = (await MetadataAsync(cancellationToken)).Keys;
        var set = await KeepAsync(
            () => keys is { } kept && !kept.Value.Keys.Any(key => key.Kid == keyId)
                ? kept with { Until = kept.Until - MetadataLifetime + KeysPause }
                : keys,
            async () => keys = new(
                new JsonWebKeySet(await http.GetStringAsync(address, cancellationToken)), clock.GetUtcNow() + MetadataLifetime),
            cancellationToken);
        return [.. set.Keys.Where(key => key.Kid == keyId)];
    }

    /// <summary>Leaves a content to be signed.</summary>
    public async Task<string> OpenAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var address = (await MetadataAsync(cancellationToken)).SignTransactions;
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = JsonContent.Create(new { content = Base64Url.Encode(content.Span) }),
        };
        return (await SendAsync<OpenedTransaction>(request, cancellationToken)).Id;
    }

    /// <summary>Fetches what became of it.</summary>
    public async Task<TransactionResult> ResultAsync(string transaction, CancellationToken cancellationToken)
    {
        var address = (await MetadataAsync(cancellationToken)).SignTransactions;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/{Uri.EscapeDataString(transaction)}/result");
        return await SendAsync<TransactionResult>(request, cancellationToken);
    }

    /// <summary>The ID token of a code.</summary>
    public async Task<string> RedeemAsync(string code, string verifier, Uri redirect, CancellationToken cancellationToken)
    {
        var tokens = await TokenAsync(
            new() { ["grant_type"] = "authorization_code", ["code"] = code, ["code_verifier"] = verifier, ["redirect_uri"] = redirect.ToString() },
            cancellationToken);
        return tokens.IdToken ?? throw Wrong("no ID token");
    }

    private static HttpRequestException Wrong(string what) => new($"The digital-ID provider answered wrongly: {what}.");

    private async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await OwnTokenAsync(cancellationToken));
        using var response = await http.SendAsync(request, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    private Task<string> OwnTokenAsync(CancellationToken cancellationToken) => KeepAsync(
        () => token,
        async () =>
        {
            var tokens = await TokenAsync(new() { ["grant_type"] = "client_credentials", ["scope"] = "sign" }, cancellationToken);
            return token = new(tokens.AccessToken, clock.GetUtcNow() + (TimeSpan.FromSeconds(tokens.ExpiresIn) / 2));
        },
        cancellationToken);

    private async Task<ProviderTokens> TokenAsync(Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        var address = metadata?.Value.Token ?? (await MetadataAsync(cancellationToken)).Token;
        form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        form["client_assertion"] = Assertion(address);
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(address, content, cancellationToken);
        return await ReadAsync<ProviderTokens>(response, cancellationToken);
    }

    // RFC 7523 §3
    private string Assertion(Uri audience)
    {
        var now = clock.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.ClientId,
            Audience = audience.ToString(),
            IssuedAt = now.UtcDateTime,
            Expires = (now + AssertionLifetime).UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = options.ClientId,
                ["jti"] = Secrets.Draw(),
            },
            SigningCredentials = options.ClientKey.Credentials,
        });
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw Wrong(((int)response.StatusCode).ToString());
        }

        try
        {
            return await response.Content.ReadFromJsonAsync<T>(cancellationToken) ?? throw Wrong("nothing");
        }
        catch (JsonException)
        {
            throw Wrong("no JSON of the expected form");
        }
    }

    private async Task<T> KeepAsync<T>(Func<Kept<T>?> known, Func<Task<Kept<T>>> fetch, CancellationToken cancellationToken)
    {
        if (known() is { } fresh && clock.GetUtcNow() < fresh.Until)
        {
            return fresh.Value;
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            return known() is { } meanwhile && clock.GetUtcNow() < meanwhile.Until ? meanwhile.Value : (await fetch()).Value;
        }
        finally
        {
            turn.Release();
        }
    }

    private sealed record Kept<T>(T Value, DateTimeOffset Until);
}
