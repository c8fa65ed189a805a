namespace Vote.IdentityProvider.Tests;

/// <summary>What reaches a log.</summary>
[Collection(ProviderGroup.Name)]
public sealed class LogTests(ProviderFixture provider)
{
    [Fact]
    public async Task NeverNamesAPersonOrACredential()
    {
        using var browser = provider.NewBrowser();
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        await browser.ShowAsync(new AuthorizationQuery(provider.City).Address + "&q=searched-name");
        var code = (await browser.AgreeAsync(new AuthorizationQuery(provider.City, transaction), resident: 0))["code"]!;
        var (_, tokens) = await provider.City.RedeemAsync(browser.Http, code);
        await provider.City.RedeemAsync(browser.Http, code);
        await provider.City.TokenAsync(browser.Http, new(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" }, "no.token.at-all");
        using (await browser.Http.GetAsync("/nowhere?code=" + code))
        {
            string[] secrets =
            [
                "佐藤", "天久保", "searched-name", transaction, code, AuthorizationQuery.State, AuthorizationQuery.Nonce,
                tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("id_token").GetString()!, "at-all",
            ];
            Assert.NotEmpty(provider.Log.Lines);
            Assert.All(provider.Log.Lines, line => Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.Ordinal)));
        }
    }
}
