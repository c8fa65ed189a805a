using System.Text;

namespace Vote.IdentityProvider.Tests.SignTransactions;

/// <summary>Who may open and read a transaction, how often it is signed, and what may be signed at all.</summary>
[Collection(ProviderGroup.Name)]
public sealed class SignTransactionTests(ProviderFixture provider)
{
    [Fact]
    public async Task ShowsItsResultToNobodyElse()
    {
        using var browser = provider.NewBrowser();
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        await browser.AgreeAsync(new AuthorizationQuery(provider.City, transaction), resident: 0);

        var (status, body) = await provider.Other.ResultAsync(browser.Http, transaction);
        Assert.Equal((404, "unknown_sign_transaction"), (status, body.GetProperty("error").GetString()));
        Assert.Equal(404, (await provider.City.ResultAsync(browser.Http, "unknown")).Status);
        Assert.Equal(200, (await provider.City.ResultAsync(browser.Http, transaction)).Status);
    }

    [Fact]
    public async Task KeepsItsResultForFiveMinutes()
    {
        using var browser = provider.NewBrowser();
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        await browser.AgreeAsync(new AuthorizationQuery(provider.City, transaction), resident: 0);
        var (_, first) = await provider.City.ResultAsync(browser.Http, transaction);

        provider.Clock.Pass(new TimeSpan(0, 4, 59));
        var (_, again) = await provider.City.ResultAsync(browser.Http, transaction);
        Assert.Equal(first.GetProperty("cms").GetString(), again.GetProperty("cms").GetString());
        provider.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(404, (await provider.City.ResultAsync(browser.Http, transaction)).Status);
    }

    [Fact]
    public async Task IsSignedOnce_ThoughManyPressAtOnce()
    {
        using var browser = provider.NewBrowser();
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City, transaction));
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => browser.PressAsync(page, "sign", number % 2)));
        Assert.Single(responses, response => Browser.AnswerOf(response)["code"] is not null);
        Assert.Equal("invalid_request", (await browser.RefusedAsync(new AuthorizationQuery(provider.City, transaction)))["error"]);
    }

    [Fact]
    public async Task NeedsALivingAccessToken()
    {
        using var browser = provider.NewBrowser();
        const string body = """{"content":"QQ"}""";
        Assert.Equal(401, (await RelyingParty.PostAsync(browser.Http, body, token: null)).Status);
        Assert.Equal(401, (await RelyingParty.PostAsync(browser.Http, body, "unknown")).Status);
        using var result = await browser.Http.GetAsync("/api/sign-transactions/unknown/result");
        Assert.Equal(401, (int)result.StatusCode);

        var token = await provider.City.AccessTokenAsync(browser.Http);
        Assert.Equal(200, (await RelyingParty.PostAsync(browser.Http, body, token)).Status);
        provider.Clock.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(401, (await RelyingParty.PostAsync(browser.Http, body, token)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"content":1}""")]
    [InlineData("""{"content":"QQ=="}""")]
    [InlineData("""{"content":"QR"}""")]
    [InlineData("""{"content":""}""")]
    [InlineData("""{"content":"QQ","digest":"QQ"}""")]
    [InlineData("""{"content":"QQ","content":"QQ"}""")]
    [InlineData("""{"content":"QQ"}{}""")]
    [InlineData("""{"content":"_w"}""")] // no UTF-8
    [InlineData("""{"content":"AA"}""")] // a control character
    [InlineData("""{"content":"QeKAriI"}""")] // turns the direction of writing
    public async Task RefusesWhatItCannotReadOrShow(string body)
    {
        using var browser = provider.NewBrowser();
        var (status, answer) = await RelyingParty.PostAsync(browser.Http, body, await provider.City.AccessTokenAsync(browser.Http));
        Assert.Equal((400, "invalid_request"), (status, answer.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task RefusesATextThatIsTooLong()
    {
        using var browser = provider.NewBrowser();
        var token = await provider.City.AccessTokenAsync(browser.Http);
        Assert.Equal(200, (await PostTextAsync(browser.Http, new string('a', 16384), token)).Status);
        Assert.Equal(400, (await PostTextAsync(browser.Http, new string('a', 16385), token)).Status);
        Assert.Equal(400, (await PostTextAsync(browser.Http, new string('a', 40000), token)).Status);
    }

    private static async Task<(int Status, string Body)> PostTextAsync(HttpClient http, string text, string token)
    {
        var (status, body) = await RelyingParty.PostAsync(
            http, $$"""{"content":"{{Canonical.Base64Url.Encode(Encoding.UTF8.GetBytes(text))}}"}""", token);
        return (status, body.ToString());
    }
}
