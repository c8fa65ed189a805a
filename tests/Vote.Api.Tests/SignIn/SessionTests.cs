using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vote.Api.Http;
using Vote.Api.SignIn;
using Vote.Api.Tests.Elections;
using Vote.Api.Tests.Http;
using Vote.Canonical.Signatures;

namespace Vote.Api.Tests.SignIn;

/// <summary>Tickets and tokens: each good for what it is, once or for half an hour, and for nothing else.</summary>
public sealed class SessionTests : IClassFixture<StubbedServer>, IAsyncLifetime
{
    private readonly StubbedServer server;
    private readonly StubProvider provider;
    private readonly SigningKey key = SigningKey.Generate();
    private readonly HttpClient http;

    public SessionTests(StubbedServer server)
    {
        this.server = server;
        http = server.NewHttp();
        provider = server.NewProvider();
        provider.Act = content => server.Town.Card(3).Sign(content, TimeProvider.System.GetUtcNow());
    }

    private string SessionPath => $"{server.ElectionPath}/session";

    public Task InitializeAsync() => provider.StartAsync();

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        key.Dispose();
        http.Dispose();
    }

    [Fact]
    public async Task GivesATokenForATicketOnce()
    {
        var ticket = await TicketAsync();
        using var first = await RedeemAsync(ticket);
        using var second = await RedeemAsync(ticket);
        using var never = await RedeemAsync(new string('A', 43));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await RefusedRequestTests.AssertProblemAsync(ProblemCode.TicketUnknown, second);
        await RefusedRequestTests.AssertProblemAsync(ProblemCode.TicketUnknown, never);
        var session = await first.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, 1L, false), (
            session.GetProperty("generation").GetInt32(), session.GetProperty("sequence").GetInt64(), session.GetProperty("votedBefore").GetBoolean()));
        Assert.Equal(server.Election.Manifest.Id.Hex, session.GetProperty("electionId").GetString());
        var left = session.GetProperty("expiresAt").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
        Assert.InRange(left, TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task ShowsTheSessionToItsTokenAlone()
    {
        var token = await TokenAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("x"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token[..^2]));
        var parts = token.Split('.');
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync($"{parts[0]}.{parts[1]}."));
        var none = Vote.Canonical.Base64Url.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync($"{none}.{parts[1]}."));
    }

    [Fact]
    public async Task RefusesTokensOfAnotherKeyNameOrTime()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Forge(_ => { })));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Forge(token => token.Issuer = "http://127.0.0.1:1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Forge(token => token.Audience = "http://127.0.0.1:1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Forge(token => token.Expires = token.IssuedAt)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Forge(token => token.Expires = null)));
        using var other = TokenKey.Generate();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Forge(token => token.SigningCredentials = other.Credentials)));
        var shared = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await StatusAsync(Forge(token => token.SigningCredentials = new(shared, SecurityAlgorithms.HmacSha256))));
    }

    [Fact]
    public async Task RefusesATokenForAnotherElection()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, SessionPath);
        request.Headers.Authorization = new("Bearer", Forge(token => token.Claims[Session.ElectionClaim] = new string('0', 32)));
        using var answer = await http.SendAsync(request);
        await RefusedRequestTests.AssertProblemAsync(ProblemCode.SessionForeign, answer);
    }

    [Fact]
    public async Task TellsADeviceThatAnotherOneHasVoted()
    {
        var card = server.Town.Card(4);
        provider.Act = content => card.Sign(content, TimeProvider.System.GetUtcNow());
        var token = await TokenAsync();
        using var tablet = await TestVoter.SignInAsync(server.Election, 4);
        await tablet.AcceptedAsync(tablet.Ballot());

        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(token));
    }

    [Fact]
    public async Task KnowsTicketsByTheirHashAndForAMinute()
    {
        using var folder = new TestFolder();
        using var database = new Vote.Ledger.Storage.SqliteDatabase(new(Path.Combine(folder.Root.FullName, "t.sqlite")));
        await database.PrepareAsync(SignInStore.Migrations(inPostgres: false), CancellationToken.None);
        var clock = new TestClock();
        var store = new SignInStore(database, clock);
        var ticket = new Ticket("e", key.Public, 3, 1);
        var secret = await store.IssueAsync(ticket, CancellationToken.None);
        var late = await store.IssueAsync(ticket, CancellationToken.None);
        await store.PutAsync("state", "browser", new("e", key.Public, "n", "v", "t"), CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(ticket, await store.RedeemAsync(secret, CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await store.RedeemAsync(late, CancellationToken.None));
        Assert.Null(await store.TakeAsync("state", "other", CancellationToken.None));
        Assert.Equal(1, await store.CountAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await store.TakeAsync("state", "browser", CancellationToken.None));
        var bytes = await File.ReadAllTextAsync(Path.Combine(folder.Root.FullName, "t.sqlite-wal"), System.Text.Encoding.Latin1);
        Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal);
    }

    private string Forge(Action<SecurityTokenDescriptor> change)
    {
        var now = TimeProvider.System.GetUtcNow();
        var name = server.Address.GetLeftPart(UriPartial.Authority);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = name,
            Audience = name,
            IssuedAt = now.UtcDateTime,
            Expires = now.AddMinutes(5).UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [Session.ElectionClaim] = server.Election.Manifest.Id.Hex,
                [Session.CredentialClaim] = key.Public.ToBase64Url(),
                [Session.SlotClaim] = 99,
                [Session.GenerationClaim] = 1,
            },
            SigningCredentials = server.SessionKey.Credentials,
        };
        change(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private async Task<string> TicketAsync()
    {
        var fragment = await server.SignInAsync(provider, key);
        Assert.StartsWith("ticket=", fragment, StringComparison.Ordinal);
        return fragment["ticket=".Length..];
    }

    private async Task<string> TokenAsync()
    {
        using var answer = await RedeemAsync(await TicketAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private Task<HttpResponseMessage> RedeemAsync(string ticket) => http.PostAsJsonAsync("/sign-in/tickets", new { ticket });

    private async Task<HttpStatusCode> StatusAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, SessionPath);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
