namespace Vote.IdentityProvider.Tests.Authorization;

/// <summary>Which requests are answered with the page, which with an error at the client, which with an error on the screen.</summary>
[Collection(ProviderGroup.Name)]
public sealed class AuthorizationRequestTests(ProviderFixture provider)
{
    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFV", "invalid_request")] // trailing bits set
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", "s256", "invalid_request")]
    [InlineData("nonce", null, "invalid_request")]
    [InlineData("nonce", "", "invalid_request")]
    [InlineData("nonce", "日本", "invalid_request")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("scope", "sign", "invalid_scope")]
    [InlineData("scope", "openid name", "invalid_scope")]
    [InlineData("scope", "openid openid", "invalid_scope")]
    [InlineData("scope", "openid  sign", "invalid_scope")]
    [InlineData("scope", "openid sign", "invalid_request")] // no transaction
    [InlineData("sign_transaction_id", "unknown", "invalid_request")] // no scope
    [InlineData("prompt", "none", "login_required")]
    [InlineData("request", "e30.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://client.example/request", "request_uri_not_supported")]
    public async Task TellsTheClientWhatIsWrong(string parameter, string? value, string error)
    {
        using var browser = provider.NewBrowser();
        var answer = await browser.RefusedAsync(new AuthorizationQuery(provider.City).With(parameter, value));
        Assert.Equal(provider.City.RedirectUri, answer.Address);
        Assert.Equal((error, AuthorizationQuery.State), (answer["error"], answer["state"]));
        Assert.Null(answer["code"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tab\there")]
    public async Task RequiresAState(string? state)
    {
        using var browser = provider.NewBrowser();
        var answer = await browser.RefusedAsync(new AuthorizationQuery(provider.City).With("state", state));
        Assert.Equal(("invalid_request", null), (answer["error"], answer["state"]));
    }

    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "CITY")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "http://127.0.0.1:5999/city/callback/")]
    [InlineData("redirect_uri", "http://127.0.0.1:5999/city/callback?x=1")]
    [InlineData("redirect_uri", "http://127.0.0.1:5999/other/callback")]
    [InlineData("redirect_uri", "HTTP://127.0.0.1:5999/city/callback")]
    public async Task SendsNothingToAnAddressThatIsNotRegistered(string parameter, string? value)
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City).With(parameter, value));
        Assert.Equal(400, page.Status);
        Assert.Null(page.Response.Headers.Location);
        Assert.Contains("この要求は受けつけられません", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendsNothingWhenAParameterStandsTwice()
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City).Address + "&nonce=second");
        Assert.Equal(400, page.Status);
    }

    [Fact]
    public async Task RefusesTheTransactionOfAnotherClient()
    {
        using var browser = provider.NewBrowser();
        var transaction = await provider.Other.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        Assert.Equal("invalid_request", (await browser.RefusedAsync(new AuthorizationQuery(provider.City, transaction)))["error"]);
    }

    [Fact]
    public async Task RefusesATransactionThatNobodyOpened()
    {
        using var browser = provider.NewBrowser();
        Assert.Equal("invalid_request", (await browser.RefusedAsync(new AuthorizationQuery(provider.City, "unknown")))["error"]);
    }

    [Fact]
    public async Task RefusesATransactionAfterTenMinutes()
    {
        using var browser = provider.NewBrowser();
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City, transaction));
        provider.Clock.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal("invalid_request", (await browser.RefusedAsync(new AuthorizationQuery(provider.City, transaction)))["error"]);
        using var late = await browser.PressAsync(page, "sign", resident: 0);
        Assert.Equal("invalid_request", Browser.AnswerOf(late)["error"]);
        Assert.Equal(404, (await provider.City.ResultAsync(browser.Http, transaction)).Status);
    }
}
