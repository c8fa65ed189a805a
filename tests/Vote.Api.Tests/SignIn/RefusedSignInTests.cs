using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Vote.Api.Http;
using Vote.Api.Tests.Elections;
using Vote.Api.Tests.Http;
using Vote.Canonical.Signatures;
using Vote.Identity.Acts;
using Vote.Identity.TestAuthority;

namespace Vote.Api.Tests.SignIn;

/// <summary>Every wrong answer of a provider, and every wrong act, ends in its own refusal; nobody is enrolled, nothing is used up.</summary>
public sealed class RefusedSignInTests : IClassFixture<StubbedServer>, IAsyncLifetime
{
    private readonly StubbedServer server;
    private readonly StubProvider provider;
    private readonly SigningKey key = SigningKey.Generate();

    public RefusedSignInTests(StubbedServer server)
    {
        this.server = server;
        provider = server.NewProvider();
        provider.Act = Sign;
    }

    public Task InitializeAsync() => provider.StartAsync();

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        key.Dispose();
    }

    [Fact]
    public async Task TakesAnHonestOne() => Assert.StartsWith("ticket=", await server.SignInAsync(provider, key), StringComparison.Ordinal);

    public static TheoryData<string> WrongClaims =>
    [
        "iss=other", "iss", "aud=other", "aud=both", "aud", "azp=other", "exp=past", "exp", "iat=future", "iat=old", "iat", "nonce=other", "nonce",
        "acr=aal2", "acr", "auth_time=old", "auth_time=future", "auth_time",
    ];

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task RefusesAnIdTokenWithAWrongOrMissingClaim(string change)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        provider.Claims = claims =>
        {
            var parts = change.Split('=');
            claims.Remove(parts[0]);
            if (parts.Length == 2)
            {
                claims[parts[0]] = parts[1] switch
                {
                    "both" => (string[])[StubProvider.ClientId, "other"],
                    "past" => now - 60,
                    "future" => now + 120,
                    "old" => now - 3600,
                    var text => text,
                };
            }
        };
        await AssertRefusedAsync("provider");
    }

    [Fact]
    public async Task RefusesAnIdTokenThatTheProviderDidNotSign()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        provider.OtherKey = other;
        await AssertRefusedAsync("provider");
        provider.OtherKey = null;
        provider.Token = token => $"{token[..token.LastIndexOf('.')]}.";
        await AssertRefusedAsync("provider");
        provider.Token = token => $"{Unsigned()}.{token.Split('.')[1]}.";
        await AssertRefusedAsync("provider");
        provider.Token = _ => "no.token";
        await AssertRefusedAsync("provider");
        provider.Token = _ => "";
        await AssertRefusedAsync("provider");

        static string Unsigned() => Vote.Canonical.Base64Url.Encode(Encoding.UTF8.GetBytes("{\"alg\":\"none\",\"kid\":\"k\"}"));
    }

    [Theory]
    [InlineData("cancelled", "cancelled")]
    [InlineData("pending", "provider")]
    [InlineData("else", "provider")]
    public async Task RefusesATransactionThatWasNotSigned(string status, string reason)
    {
        provider.Status = status;
        await AssertRefusedAsync(reason);
    }

    [Fact]
    public async Task RefusesBytesThatAreNoAct()
    {
        provider.Act = _ => new byte[100];
        await AssertRefusedAsync("invalid-signature");
        provider.Act = _ => server.Town.Card(0).Sign("I vote"u8, Now);
        await AssertRefusedAsync("invalid-signature");
        provider.Act = content =>
        {
            var act = Sign(content);
            act[^1] ^= 1;
            return act;
        };
        await AssertRefusedAsync("invalid-signature");
    }

    [Fact]
    public async Task RefusesAnotherStatement()
    {
        using var thief = SigningKey.Generate();
        provider.Act = content => Sign(Restated(content, credential: thief.Public).Encode());
        await AssertRefusedAsync("wrong-statement");
        provider.Act = content => Sign(Restated(content, election: new(Vote.Canonical.Digest.Sha256("x"u8), "つくば市 提案選考")).Encode());
        await AssertRefusedAsync("wrong-statement");
        provider.Act = content => Sign(Restated(content, nonce: ActNonce.Draw()).Encode());
        await AssertRefusedAsync("replayed");
        provider.Act = content => Sign(Restated(content, at: Now.AddMinutes(-11)).Encode());
        await AssertRefusedAsync("too-late");
        provider.Act = content => Sign(Restated(content, at: Now.AddMinutes(11)).Encode());
        await AssertRefusedAsync("too-late");
    }

    [Fact]
    public async Task RefusesAnActThatWasUsed()
    {
        byte[] used = [];
        provider.Act = content => used = Sign(content);
        Assert.StartsWith("ticket=", await server.SignInAsync(provider, key), StringComparison.Ordinal);
        provider.Act = _ => used;
        Assert.Equal("refused=replayed", await server.SignInAsync(provider, key));
        await AssertRefusedAsync("wrong-statement");
    }

    [Fact]
    public async Task RefusesCertificatesOfOthers()
    {
        var people = TestTown.People;
        using var strangers = TestJpki.Create(TimeProvider.System);
        using var foreign = strangers.IssueSignatureCard(people[0], RSA.Create(2048));
        using var authentication = server.Town.Jpki.IssueAuthenticationCard(people[0], RSA.Create(2048));
        provider.Act = content => foreign.Sign(content, Now);
        await AssertRefusedAsync("wrong-issuer");
        provider.Act = content => authentication.Sign(content, Now);
        await AssertRefusedAsync("wrong-policy");
        provider.Act = content => server.Town.Card(TestTown.NotOnTheRoll).Sign(content, Now);
        await AssertRefusedAsync("not-on-roll");
    }

    [Fact]
    public async Task RefusesAReturnThatIsNotThisBrowsersOwn()
    {
        using var http = server.NewHttp();
        using var other = server.NewHttp();
        var parameters = await server.BeginAsync(http, key);
        provider.Nonce = parameters["nonce"];
        var query = $"code=c&state={parameters["state"]}&iss={Uri.EscapeDataString(provider.Issuer)}";

        Assert.Equal("refused=replayed", await StubbedServer.ReturnAsync(other, query));
        Assert.Equal("refused=replayed", await StubbedServer.ReturnAsync(http, $"code=c&state=x&iss={provider.Issuer}"));
        Assert.Equal("refused=replayed", await StubbedServer.ReturnAsync(http, ""));
    }

    [Fact]
    public async Task TakesAReturnOnce()
    {
        using var http = server.NewHttp();
        var parameters = await server.BeginAsync(http, key);
        provider.Nonce = parameters["nonce"];
        var query = $"code=c&state={parameters["state"]}&iss={Uri.EscapeDataString(provider.Issuer)}";

        Assert.StartsWith("ticket=", await StubbedServer.ReturnAsync(http, query), StringComparison.Ordinal);
        Assert.Equal("refused=replayed", await StubbedServer.ReturnAsync(http, query));
    }

    [Theory]
    [InlineData("error=access_denied", "cancelled")]
    [InlineData("error=server_error", "provider")]
    [InlineData("", "provider")]
    [InlineData("code=a&code=b", "provider")]
    public async Task RefusesAnAnswerWithoutACode(string answer, string reason)
    {
        using var http = server.NewHttp();
        var state = (await server.BeginAsync(http, key))["state"];
        Assert.Equal($"refused={reason}", await StubbedServer.ReturnAsync(http, $"{answer}&state={state}&iss={Uri.EscapeDataString(provider.Issuer)}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&iss=http://localhost:1")]
    public async Task RefusesAnAnswerOfAnotherIssuer(string issuer)
    {
        using var http = server.NewHttp();
        var state = (await server.BeginAsync(http, key))["state"];
        Assert.Equal("refused=provider", await StubbedServer.ReturnAsync(http, $"code=c&state={state}{issuer}"));
    }

    [Fact]
    public async Task AsksForExactlyWhatTheProviderDemands()
    {
        using var http = server.NewHttp();
        var parameters = await server.BeginAsync(http, key);

        Assert.Equal(("code", "openid sign", "S256", "t"), (
            parameters["response_type"], parameters["scope"], parameters["code_challenge_method"], parameters["sign_transaction_id"]));
        Assert.Equal(new Uri(server.Address, "/sign-in/callback").ToString(), parameters["redirect_uri"]);
        Assert.Equal(43, parameters["code_challenge"].Length);
        Assert.True(ActStatement.TryDecode(provider.Content, out var statement));
        Assert.Equal(ActStatement.HashOf(key.Public), statement.Credential);
        Assert.Equal(server.Election.Manifest.Hash.Value, statement.Election.Hash);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"credential\":\"AAAA\"}")]
    [InlineData("{\"credential\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}")]
    public async Task BeginsNothingForWhatIsNoKey(string body)
    {
        using var http = server.NewHttp();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"{server.ElectionPath}/sign-in", content);
        await RefusedRequestTests.AssertProblemAsync(ProblemCode.Malformed, answer);
    }

    [Fact]
    public async Task SaysSoWhenTheProviderIsAway()
    {
        await provider.DisposeAsync();
        using var http = server.NewHttp();
        using var answer = await http.PostAsJsonAsync($"{server.ElectionPath}/sign-in", new { credential = key.Public.ToBase64Url() });
        await RefusedRequestTests.AssertProblemAsync(ProblemCode.Provider, answer);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static ActStatement Restated(
        byte[] content, SignatureKey? credential = null, ActElection? election = null, ActNonce? nonce = null, DateTimeOffset? at = null)
    {
        Assert.True(ActStatement.TryDecode(content, out var said));
        using var fresh = SigningKey.Generate();
        var restated = ActStatement.For(election ?? said.Election, credential ?? fresh.Public, nonce ?? said.Nonce, at ?? said.Time.Value);
        if (credential is not null)
        {
            return restated;
        }

        // The key is known by its hash alone, so the field is put back as it was.
        var text = Encoding.UTF8.GetString(restated.Encode()).Replace(
            ActStatement.HashOf(fresh.Public).ToBase64Url(), said.Credential.ToBase64Url(), StringComparison.Ordinal);
        return ActStatement.TryDecode(Encoding.UTF8.GetBytes(text), out var whole) ? whole : throw new InvalidOperationException("no statement");
    }

    private byte[] Sign(byte[] content) => server.Town.Card(0).Sign(content, Now);

    private async Task AssertRefusedAsync(string reason)
    {
        using var fresh = SigningKey.Generate();
        Assert.Equal($"refused={reason}", await server.SignInAsync(provider, fresh));
        Assert.Null(await server.Election.House.FindPendingAsync(fresh.Public, CancellationToken.None));
    }
}
