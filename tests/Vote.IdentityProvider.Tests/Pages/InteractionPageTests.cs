using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;

namespace Vote.IdentityProvider.Tests.Pages;

/// <summary>What the page says, that it is a page for everybody, and that nothing on it runs.</summary>
[Collection(ProviderGroup.Name)]
public sealed class InteractionPageTests(ProviderFixture provider)
{
    [Fact]
    public async Task SaysOnEveryPageThatItIsAStandIn()
    {
        using var browser = provider.NewBrowser();
        var asked = await browser.ShowAsync(new AuthorizationQuery(provider.City));
        using var stale = await browser.PressAsync(asked, "sign", 0, fields => fields.Remove("csrf"));
        Page[] pages =
        [
            asked,
            await Browser.ReadAsync(stale),
            await browser.ShowAsync(new AuthorizationQuery(provider.City).With("ui_locales", "en")),
            await browser.ShowAsync(new AuthorizationQuery(provider.City).With("client_id", "nobody")),
            await browser.ShowAsync("/"),
        ];
        Assert.All(pages, page =>
        {
            var header = page.Markup.Descendants("header").Single().Value;
            Assert.Contains("これは試験用の代役です", header, StringComparison.Ordinal);
            Assert.Contains("not the Digital Agency, not J-LIS", header, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task RunsNothing_StaysInNoCache_AndSendsFormsOnlyToTheClient()
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City));
        Assert.Equal(
            "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:5999; base-uri 'none'; frame-ancestors 'none'",
            page.Response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(page.Response.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", page.Response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", page.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Empty(page.Markup.Descendants("script"));
        Assert.DoesNotContain(page.Markup.Descendants().Attributes(), attribute => attribute.Name.LocalName is "style" or "onclick" or "src");
        var cookie = Assert.Single(page.Response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "ja", "署名して進む", "やめる")]
    [InlineData("fr de", "ja", "署名して進む", "やめる")]
    [InlineData("fr en-GB ja", "en", "Sign and continue", "Cancel")]
    public async Task SpeaksTheLanguageAskedFor(string? locales, string language, string sign, string cancel)
    {
        using var browser = provider.NewBrowser();
        var page = await ShowStatementAsync(browser, query => query.With("ui_locales", locales));
        Assert.Equal(language, page.Markup.Root!.Attribute("lang")!.Value);
        Assert.Equal([sign, cancel], page.Form.Descendants("button").Select(button => button.Value));
    }

    [Fact]
    public async Task SwitchesTheLanguageAndKeepsTheRequest()
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City));
        var english = await browser.ShowAsync(page.Markup.Descendants("nav").Single().Element("a")!.Attribute("href")!.Value);
        Assert.Equal("en", english.Markup.Root!.Attribute("lang")!.Value);
        using var response = await browser.PressAsync(english, "sign", 0);
        Assert.Equal(AuthorizationQuery.State, Browser.AnswerOf(response)["state"]);
    }

    [Fact]
    public async Task ShowsWhoAsksAndWhatIsSigned()
    {
        using var browser = provider.NewBrowser();
        var statement = provider.Statement();
        var page = await ShowStatementAsync(browser, statement: statement.Encode());
        var main = page.Markup.Descendants("main").Single();
        Assert.Equal("試験用の<投票>サイト", main.Descendants("strong").First().Value);
        Assert.Equal("令和7年度　つくば市の<試験>選挙", main.Descendants("dd").First().Value);
        Assert.Equal("私は、この選挙の投票に使う鍵を、本人として登録します。", main.Descendants("dd").ElementAt(1).Value);
        Assert.Contains("（日本時間）", main.Descendants("dd").ElementAt(2).Value, StringComparison.Ordinal);
        Assert.Equal(System.Text.Encoding.UTF8.GetString(statement.Encode()), main.Descendants("pre").Single().Value);
    }

    [Fact]
    public async Task ShowsAnyOtherTextAsItIs()
    {
        using var browser = provider.NewBrowser();
        var page = await ShowStatementAsync(browser, statement: "</pre><script>alert(1)</script>\nつぎの行"u8.ToArray());
        Assert.Equal("</pre><script>alert(1)</script>\nつぎの行", page.Markup.Descendants("pre").Single().Value);
        Assert.Empty(page.Markup.Descendants("details"));
    }

    [Fact]
    public async Task ListsResidentsWithNameAgeAndAddress()
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(new AuthorizationQuery(provider.City));
        var choices = page.Form.Descendants("label").Where(label => label.Descendants("input").Any()).ToList();
        Assert.Equal(["0", "1", "2"], choices.Select(choice => choice.Element("input")!.Attribute("value")!.Value));
        Assert.Equal(provider.Residents.Select(one => one.Name.Value), choices.Select(choice => Part(choice, "name")));
        Assert.Equal(provider.Residents.Select(one => one.Address.Value), choices.Select(choice => Part(choice, "address")));
        Assert.All(choices, choice => Assert.Matches("^[0-9]{1,3}歳$", Part(choice, "age")));
    }

    [Theory]
    [InlineData("葵", "0")]
    [InlineData("佐藤葵", "0")]
    [InlineData("吾妻 2丁目", "1")]
    [InlineData("つくば市", "0,1,2")]
    [InlineData("<script>", "")]
    public async Task FindsByNameOrAddress(string search, string found)
    {
        using var browser = provider.NewBrowser();
        var page = await browser.ShowAsync(QueryHelpers.AddQueryString(new AuthorizationQuery(provider.City).Address, "q", search));
        var numbers = page.Form.Descendants("input").Where(input => input.Attribute("type")!.Value == "radio").Select(input => input.Attribute("value")!.Value);
        Assert.Equal(found, string.Join(',', numbers));
        Assert.Equal(search, page.Markup.Descendants("input").Single(input => input.Attribute("id")?.Value == "q").Attribute("value")!.Value);
    }

    [Fact]
    public async Task IsBuiltForEverybody()
    {
        using var browser = provider.NewBrowser();
        var page = await ShowStatementAsync(browser);
        Assert.Single(page.Markup.Descendants("h1"));
        Assert.Single(page.Markup.Descendants("main"));
        Assert.NotEmpty(page.Markup.Descendants("title").Single().Value);
        var ids = page.Markup.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.Markup.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
        Assert.All(page.Markup.Descendants("section"), section => Assert.NotNull(section.Attribute("aria-labelledby")));
        Assert.All(page.Markup.Descendants("fieldset"), group => Assert.Equal("legend", group.Elements().First().Name.LocalName));
        Assert.All(VisibleInputs(page), input => Assert.True(HasLabel(page, input), input.ToString()));
    }

    private static IEnumerable<XElement> VisibleInputs(Page page) =>
        page.Markup.Descendants("input").Where(input => input.Attribute("type")!.Value != "hidden");

    private static bool HasLabel(Page page, XElement input) =>
        input.Ancestors("label").Any()
        || page.Markup.Descendants("label").Any(label => label.Attribute("for")?.Value == input.Attribute("id")?.Value);

    private static string Part(XElement choice, string part) =>
        choice.Descendants("span").Single(span => span.Attribute("class")?.Value == part).Value;

    private async Task<Page> ShowStatementAsync(Browser browser, Func<AuthorizationQuery, AuthorizationQuery>? change = null, byte[]? statement = null)
    {
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, statement ?? provider.Statement().Encode());
        var query = new AuthorizationQuery(provider.City, transaction);
        return await browser.ShowAsync(change is null ? query : change(query));
    }
}
