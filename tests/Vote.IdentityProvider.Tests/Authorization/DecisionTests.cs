using System.Net;

namespace Vote.IdentityProvider.Tests.Authorization;

/// <summary>The two buttons, and forms that somebody else sends.</summary>
[Collection(ProviderGroup.Name)]
public sealed class DecisionTests(ProviderFixture provider)
{
    [Fact]
    public async Task TellsTheClientThatThePersonDeclined()
    {
        using var browser = provider.NewBrowser();
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City, transaction));

        using var response = await browser.PressAsync(page, "cancel", resident: null);
        var answer = Browser.AnswerOf(response);
        Assert.Equal(("access_denied", AuthorizationQuery.State), (answer["error"], answer["state"]));
        var (_, result) = await provider.City.ResultAsync(browser.Http, transaction);
        Assert.Equal("cancelled", result.GetProperty("status").GetString());

        using var regret = await browser.PressAsync(page, "sign", resident: 0);
        Assert.Equal("invalid_request", Browser.AnswerOf(regret)["error"]);
    }

    [Fact]
    public async Task AsksAgainWhenNobodyIsChosen()
    {
        using var browser = provider.NewBrowser();
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        using var response = await browser.PressAsync(await browser.ShowAsync(new AuthorizationQuery(provider.City, transaction)), "sign", resident: null);
        var again = await Browser.ReadAsync(response);
        Assert.Equal(422, again.Status);
        Assert.Single(again.Markup.Descendants("div"), element => element.Attribute("role")?.Value == "alert");
        Assert.StartsWith("エラー：", again.Markup.Descendants("title").Single().Value, StringComparison.Ordinal);

        using var second = await browser.PressAsync(again, "sign", resident: 2);
        Assert.NotNull(Browser.AnswerOf(second)["code"]);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("-1")]
    [InlineData("01")]
    [InlineData(" 1")]
    [InlineData("99999999999")]
    public async Task KnowsOnlyTheListedResidents(string resident)
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City));
        using var response = await browser.PressAsync(page, "sign", resident: null, fields => fields["resident"] = resident);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64url!")]
    public async Task RefusesAFormWithoutItsToken(string? token)
    {
        using var browser = provider.NewBrowser();
        await AssertRefusedAsync(browser, await browser.ShowAsync(new AuthorizationQuery(provider.City)), fields =>
        {
            fields.Remove("csrf");
            if (token is not null)
            {
                fields["csrf"] = token;
            }
        });
    }

    [Fact]
    public async Task RefusesAFormThatAnotherBrowserFetched()
    {
        using var attacker = provider.NewBrowser();
        using var victim = provider.NewBrowser();
        var page = await attacker.ShowAsync(new AuthorizationQuery(provider.City));
        await AssertRefusedAsync(victim, page); // no cookie
        await victim.ShowAsync(new AuthorizationQuery(provider.City));
        await AssertRefusedAsync(victim, page); // its own cookie
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("state")]
    public async Task RefusesATokenThatWasMadeForAnotherRequest(string parameter)
    {
        using var browser = provider.NewBrowser();
        var token = (await browser.ShowAsync(new AuthorizationQuery(provider.City))).HiddenFields["csrf"];
        var other = await browser.ShowAsync(new AuthorizationQuery(provider.City).With(parameter, "another"));
        await AssertRefusedAsync(browser, other, fields => fields["csrf"] = token);
    }

    [Fact]
    public async Task RefusesAFormOfTwentyMinutesAgo()
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City));
        provider.Clock.Pass(TimeSpan.FromMinutes(20));
        await AssertRefusedAsync(browser, page);
    }

    [Fact]
    public async Task RefusesAButtonThatIsNotThere()
    {
        using var browser = provider.NewBrowser();
        await AssertRefusedAsync(browser, await browser.ShowAsync(new AuthorizationQuery(provider.City)), fields => fields["action"] = "approve");
    }

    [Fact]
    public async Task TakesNothingFromTheForm_ButWhatItAsksFor()
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City));
        using var response = await browser.PressAsync(page, "sign", 0, fields => fields["redirect_uri"] = "https://evil.example/");
        Assert.Equal(provider.City.RedirectUri, Browser.AnswerOf(response).Address);
    }

    [Fact]
    public async Task AnswersAFormThatIsNoFormWithAPage()
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City));
        using var body = new StringContent("{}", null, "application/json");
        using var response = await browser.Http.PostAsync(page.Form.Attribute("action")!.Value, body);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static async Task AssertRefusedAsync(Browser browser, Page page, Action<Dictionary<string, string>>? change = null)
    {
        using var response = await browser.PressAsync(page, "sign", resident: 0, change);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("何も署名されていません", (await Browser.ReadAsync(response)).Text, StringComparison.Ordinal);
    }
}
