using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;

namespace Vote.IdentityProvider.Tests;

/// <summary>A page as it arrived. Every page is well-formed XML, or reading it fails.</summary>
internal sealed record Page(int Status, HttpResponseMessage Response, XDocument Markup, string Text)
{
    public XElement Form => Markup.Descendants("form").Single(form => form.Attribute("method")?.Value == "post");

    public Dictionary<string, string> HiddenFields => Form.Descendants("input")
        .Where(input => input.Attribute("type")?.Value == "hidden")
        .ToDictionary(input => input.Attribute("name")!.Value, input => input.Attribute("value")!.Value, StringComparer.Ordinal);
}

/// <summary>An answer sent on to the client.</summary>
internal sealed record Answer(string Address, Dictionary<string, string> Parameters)
{
    public string? this[string name] => Parameters.GetValueOrDefault(name);
}

/// <summary>Signs in as a browser does: fetches the page, fills in the form, follows nothing.</summary>
internal sealed class Browser : IDisposable
{
    private readonly CookieContainer cookies = new();

    public Browser(Uri address) => Http = new HttpClient(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }, disposeHandler: true) { BaseAddress = address };

    public HttpClient Http { get; }

    public CookieCollection Cookies => cookies.GetAllCookies();

    public Task<Page> ShowAsync(AuthorizationQuery query) => ShowAsync(query.Address);

    public async Task<Page> ShowAsync(string address) => await ReadAsync(await Http.GetAsync(address));

    /// <summary>For requests that are answered without a page.</summary>
    public async Task<Answer> RefusedAsync(AuthorizationQuery query)
    {
        using var response = await Http.GetAsync(query.Address);
        return AnswerOf(response);
    }

    /// <summary>Presses a button.</summary>
    public async Task<HttpResponseMessage> PressAsync(Page page, string action, int? resident, Action<Dictionary<string, string>>? change = null)
    {
        var fields = page.HiddenFields;
        fields["action"] = action;
        if (resident is { } number)
        {
            fields["resident"] = number.ToString(CultureInfo.InvariantCulture);
        }

        change?.Invoke(fields);
        using var form = new FormUrlEncodedContent(fields);
        return await Http.PostAsync(page.Form.Attribute("action")!.Value, form);
    }

    /// <summary>Fetches the page, picks a resident and agrees.</summary>
    public async Task<Answer> AgreeAsync(AuthorizationQuery query, int resident)
    {
        using var response = await PressAsync(await ShowAsync(query), "sign", resident);
        return AnswerOf(response);
    }

    public static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("<!DOCTYPE html>\n", text, StringComparison.Ordinal);
        return new Page((int)response.StatusCode, response, XDocument.Parse(text["<!DOCTYPE html>\n".Length..]), text);
    }

    public static Answer AnswerOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var location = response.Headers.Location!.OriginalString;
        var parameters = QueryHelpers.ParseQuery(new Uri(location).Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.Single()!, StringComparer.Ordinal);
        Assert.Equal(ProviderFixture.Issuer, parameters["iss"]);
        return new Answer(location.Split('?')[0], parameters);
    }

    public void Dispose() => Http.Dispose();
}
