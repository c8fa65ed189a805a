using System.Net.Http.Headers;
using System.Text.Json;

namespace Vote.IdentityProvider.Tests.Tokens;

/// <summary>A code is good once, soon, and for whom and what it was made.</summary>
[Collection(ProviderGroup.Name)]
public sealed class CodeTests(ProviderFixture provider)
{
    [Theory]
    [InlineData("a-verifier-of-43-characters-or-more.~_012345678X")]
    [InlineData("short")]
    [InlineData("")]
    public async Task RefusesAnotherVerifier_AndIsUsedUp(string verifier)
    {
        using var browser = provider.NewBrowser();
        var code = await CodeAsync(browser);
        AssertInvalidGrant(await provider.City.RedeemAsync(browser.Http, code, verifier: verifier));
        AssertInvalidGrant(await provider.City.RedeemAsync(browser.Http, code));
    }

    [Fact]
    public async Task RefusesAnotherRedirectUri()
    {
        using var browser = provider.NewBrowser();
        AssertInvalidGrant(await provider.City.RedeemAsync(browser.Http, await CodeAsync(browser), redirectUri: provider.Other.RedirectUri));
    }

    [Fact]
    public async Task IsWorthNothingToAnotherClient_AndStaysGoodForItsOwn()
    {
        using var browser = provider.NewBrowser();
        var code = await CodeAsync(browser);
        AssertInvalidGrant(await provider.Other.RedeemAsync(browser.Http, code, redirectUri: provider.City.RedirectUri));
        Assert.Equal(200, (await provider.City.RedeemAsync(browser.Http, code)).Status);
    }

    [Fact]
    public async Task ExpiresAfterSixtySeconds()
    {
        using var browser = provider.NewBrowser();
        var (good, late) = (await CodeAsync(browser), await CodeAsync(browser));
        provider.Clock.Pass(TimeSpan.FromSeconds(59));
        Assert.Equal(200, (await provider.City.RedeemAsync(browser.Http, good)).Status);
        provider.Clock.Pass(TimeSpan.FromSeconds(1));
        AssertInvalidGrant(await provider.City.RedeemAsync(browser.Http, late));
    }

    [Fact]
    public async Task RevokesWhatItGaveWhenItComesAgain()
    {
        using var browser = provider.NewBrowser();
        var code = await CodeAsync(browser);
        var (_, first) = await provider.City.RedeemAsync(browser.Http, code);
        var token = first.GetProperty("access_token").GetString()!;
        Assert.Equal(200, (int)(await UserInfoAsync(browser.Http, token)).StatusCode);

        AssertInvalidGrant(await provider.City.RedeemAsync(browser.Http, code));
        var refused = await UserInfoAsync(browser.Http, token);
        Assert.Equal(401, (int)refused.StatusCode);
        Assert.Equal("Bearer error=\"invalid_token\"", refused.Headers.WwwAuthenticate.Single().ToString());
    }

    [Fact]
    public async Task GivesItsTokensOnceToTwoAtOnce()
    {
        using var browser = provider.NewBrowser();
        var code = await CodeAsync(browser);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => provider.City.RedeemAsync(browser.Http, code)));
        Assert.Single(answers, answer => answer.Status == 200);
    }

    [Fact]
    public async Task TellsTwoSectorsTwoSubjects_AndOneSectorAlwaysTheSame()
    {
        using var browser = provider.NewBrowser();
        var first = await SubjectAsync(browser, provider.City, resident: 0);
        Assert.Equal(43, first.Length);
        Assert.Equal(first, await SubjectAsync(browser, provider.City, resident: 0));
        Assert.NotEqual(first, await SubjectAsync(browser, provider.City, resident: 1));
        Assert.NotEqual(first, await SubjectAsync(browser, provider.Other, resident: 0));
    }

    [Fact]
    public async Task GivesATokenThatOpensNoSignTransaction()
    {
        using var browser = provider.NewBrowser();
        var (_, body) = await provider.City.RedeemAsync(browser.Http, await CodeAsync(browser));
        var (status, _) = await RelyingParty.PostAsync(browser.Http, """{"content":"QQ"}""", body.GetProperty("access_token").GetString());
        Assert.Equal(401, status);
    }

    private static void AssertInvalidGrant((int Status, JsonElement Body) answer) =>
        Assert.Equal((400, "invalid_grant"), (answer.Status, answer.Body.GetProperty("error").GetString()));

    private static async Task<HttpResponseMessage> UserInfoAsync(HttpClient http, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }

    private static async Task<string> SubjectAsync(Browser browser, RelyingParty party, int resident)
    {
        var answer = await browser.AgreeAsync(new AuthorizationQuery(party), resident);
        var (_, body) = await party.RedeemAsync(browser.Http, answer["code"]!);
        using var response = await UserInfoAsync(browser.Http, body.GetProperty("access_token").GetString()!);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("sub").GetString()!;
    }

    private async Task<string> CodeAsync(Browser browser) =>
        (await browser.AgreeAsync(new AuthorizationQuery(provider.City), resident: 0))["code"]!;
}
