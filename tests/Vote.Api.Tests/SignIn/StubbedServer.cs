using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Vote.Api.Elections;
using Vote.Api.SignIn;
using Vote.Api.Tests.Elections;
using Vote.Api.Tests.Http;
using Vote.Canonical.Signatures;

namespace Vote.Api.Tests.SignIn;

/// <summary>The real server over a provider that answers whatever a test wants.</summary>
public sealed class StubbedServer : IAsyncLifetime, IDisposable
{
    private readonly TestFolder folder = new();
    private readonly TokenKey clientKey = TokenKey.Generate();
    private readonly Uri address = TestServer.FreeAddress();
    private readonly Uri providerAddress = TestServer.FreeAddress();
    private readonly ECDsa providerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private WebApplication app = null!;
    private TestElection election = null!;

    internal TestTown Town { get; } = new();

    internal TokenKey SessionKey { get; } = TokenKey.Generate();

    internal Uri Address => address;

    internal TestElection Election => election;

    internal string ElectionPath => $"/elections/{election.Manifest.Id.Hex}";

    internal StubProvider NewProvider() => new(providerAddress, providerKey);

    public async Task InitializeAsync()
    {
        election = new(Town, TimeProvider.System);
        app = ApiHost.Build(new()
        {
            PublicAddress = address,
            Listen = address,
            Elections = [election.Setup],
            SignIns = new(Path.Combine(folder.Root.FullName, "sign-ins.sqlite")),
            SessionKey = SessionKey,
            Provider = new(providerAddress.GetLeftPart(UriPartial.Authority), StubProvider.ClientId, clientKey),
            Loggers = [new CapturedLog()],
        });
        await app.StartAsync();
        election.Lend(app.Services.GetRequiredService<ElectionHouses>().Get(election.Manifest.Id));
        await election.AcceptAsync(election.Opening());
    }

    public async Task DisposeAsync()
    {
        election.TakeBack();
        await app.StopAsync();
        await app.DisposeAsync();
        await election.DisposeAsync();
    }

    public void Dispose()
    {
        Town.Dispose();
        clientKey.Dispose();
        providerKey.Dispose();
        SessionKey.Dispose();
        folder.Dispose();
    }

    internal HttpClient NewHttp() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = address,
    };

    /// <summary>Begins and comes back at once; what stands behind the number sign.</summary>
    internal async Task<string> SignInAsync(StubProvider provider, SigningKey key)
    {
        using var http = NewHttp();
        var parameters = await BeginAsync(http, key);
        provider.Nonce = parameters["nonce"];
        return await ReturnAsync(http, $"code=c&state={parameters["state"]}&iss={Uri.EscapeDataString(provider.Issuer)}");
    }

    internal async Task<Dictionary<string, string>> BeginAsync(HttpClient http, SigningKey key)
    {
        using var begun = await http.PostAsJsonAsync($"{ElectionPath}/sign-in", new { credential = key.Public.ToBase64Url() });
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        var redirect = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("redirect").GetString()!;
        return QueryHelpers.ParseQuery(new Uri(redirect).Query).ToDictionary(pair => pair.Key, pair => pair.Value.Single()!, StringComparer.Ordinal);
    }

    internal static async Task<string> ReturnAsync(HttpClient http, string query)
    {
        using var answer = await http.GetAsync($"/sign-in/callback?{query}");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!.ToString()[2..];
    }
}
