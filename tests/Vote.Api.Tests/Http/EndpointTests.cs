using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vote.Api.Http;

namespace Vote.Api.Tests.Http;

/// <summary>What the server offers, and to whom.</summary>
public sealed class EndpointTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>
    /// All there is. None enrols but the sign-in's callback, which takes an act from the provider and nothing else; the session's three
    /// need a token that a ticket gave; the officers' one takes no enrolments.
    /// </summary>
    private static readonly string[] Offered =
    [
        "GET /elections/",
        "GET /elections/{id}",
        "GET /elections/{id}/receipts/{leafHash}",
        "GET /elections/{id}/result",
        "GET /elections/{id}/session (session)",
        "GET /health/live",
        "GET /health/ready",
        "GET /openapi/{documentName}.json",
        "GET /sign-in/callback",
        "GET, HEAD /log/{id}/{**path}",
        "POST /elections/{id}/ballots (session)",
        "POST /elections/{id}/challenges (session)",
        "POST /elections/{id}/entries",
        "POST /elections/{id}/sign-in",
        "POST /sign-in/tickets",
    ];

    [Fact]
    public void OffersNothingElse()
    {
        var found = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(Describe);
        Assert.Equal(Offered, found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DescribesEveryOneInTheOpenApiDocument()
    {
        using var http = server.NewHttp();
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var described = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/elections", "/elections/{id}", "/elections/{id}/ballots", "/elections/{id}/challenges", "/elections/{id}/entries", "/elections/{id}/receipts/{leafHash}",
                "/elections/{id}/result", "/elections/{id}/session", "/elections/{id}/sign-in", "/health/live", "/health/ready",
                "/log/{id}/{path}", "/sign-in/callback", "/sign-in/tickets",
            ],
            described);
    }

    [Fact]
    public void HasAStatusAndALineInTheDocumentationForEveryProblem()
    {
        var documented = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "api.md"));
        foreach (var code in Enum.GetValues<ProblemCode>())
        {
            Assert.InRange(Problems.StatusOf(code), 400, 503);
            Assert.Contains($"`{Problems.NameOf(code)}`", documented, StringComparison.Ordinal);
        }

        Assert.All(
            Enum.GetValues<Vote.Api.SignIn.SignInRefusal>(),
            reason => Assert.Contains($"`{Problems.NameOf(reason)}`", documented, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<Vote.Api.Ballots.CastRefusal>(), reason => Problems.For(reason));
        Assert.All(Enum.GetValues<Vote.Ledger.LedgerRefusal>(), reason => Problems.For(reason));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/elections")]
    [InlineData("/nowhere")]
    public async Task ForbidsBrowsersWhatTheyNeedNot(string path)
    {
        using var http = server.NewHttp();
        using var answer = await http.GetAsync(path);

        var provider = server.Issuer.GetLeftPart(UriPartial.Authority);
        Assert.Equal(
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self' {provider}; "
            + "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
            Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("require-corp", Header(answer, "Cross-Origin-Embedder-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task LetsAnybodyReadTheBoardFromAnywhere()
    {
        using var http = server.NewHttp();
        var prefix = $"/log/{server.Election.Manifest.Id.Hex}";
        (string Path, string Type, string Cache)[] files =
        [
            ("checkpoint", "text/plain", "public, max-age=1"),
            ("policy", "text/plain", "public, max-age=300"),
            ("tile/0/000.p/1", "application/octet-stream", "public, max-age=31536000, immutable"),
            ("tile/entries/000.p/1", "application/octet-stream", "public, max-age=31536000, immutable"),
        ];
        foreach (var (path, type, cache) in files)
        {
            using var answer = await http.GetAsync($"{prefix}/{path}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(cache, Header(answer, "Cache-Control"));
            Assert.Equal("*", Header(answer, "Access-Control-Allow-Origin"));
            Assert.Equal("cross-origin", Header(answer, "Cross-Origin-Resource-Policy"));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task ServesTheClientAndSaysThatItIsWell()
    {
        using var http = server.NewHttp();
        using var page = await http.GetAsync("/");
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-cache", Header(page, "Cache-Control"));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task ListsTheElection()
    {
        using var http = server.NewHttp();
        var list = await http.GetFromJsonAsync<JsonElement>("/elections");
        var only = Assert.Single(list.EnumerateArray());
        var manifest = server.Election.Manifest;
        Assert.Equal(manifest.Id.Hex, only.GetProperty("id").GetString());
        Assert.Equal(manifest.Title["ja"], only.GetProperty("title").GetProperty("ja").GetString());
        Assert.Equal(manifest.Dates.Closes, only.GetProperty("closes").GetDateTimeOffset());
        Assert.Equal("voting", only.GetProperty("phase").GetString());
    }

    private static string Describe(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods;
        var pattern = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";
        var needs = endpoint.Metadata.GetMetadata<IAuthorizeData>() is null ? "" : " (session)";
        return $"{string.Join(", ", methods)} {pattern}{needs}";
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        Assert.Single(answer.Headers.Concat(answer.Content.Headers), header => header.Key == name).Value.Single();
}
