using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Api.Tests.Elections;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Http;

/// <summary>A resident before a browser: knows the server's address and nothing else of it.</summary>
internal sealed partial class HttpVoter : IDisposable
{
    private readonly TestServer server;

    internal HttpVoter(TestServer server) => (this.server, Http) = (server, server.NewHttp());

    internal SigningKey Key { get; } = SigningKey.Generate();

    internal HttpClient Http { get; }

    internal Manifest Manifest => server.Election.Manifest;

    internal JsonElement Session { get; private set; }

    public void Dispose()
    {
        Key.Dispose();
        Http.Dispose();
    }

    internal static async Task<HttpVoter> SignInAsync(TestServer server, int person)
    {
        var voter = new HttpVoter(server);
        var fragment = await voter.ReturnAsync(await voter.ConfirmAsync(await voter.BeginAsync(), person));
        Assert.StartsWith("ticket=", fragment, StringComparison.Ordinal);
        using var answer = await voter.RedeemAsync(fragment["ticket=".Length..]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        voter.Session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        voter.Http.DefaultRequestHeaders.Authorization = new("Bearer", voter.Session.GetProperty("token").GetString());
        return voter;
    }

    /// <summary>The provider's address to go to.</summary>
    internal async Task<string> BeginAsync()
    {
        using var answer = await Http.PostAsJsonAsync($"{server.ElectionPath}/sign-in", new { credential = Key.Public.ToBase64Url() });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("redirect").GetString()!;
    }

    /// <summary>Reads the statement at the provider and presses a button; the address that the provider sends back to.</summary>
    internal async Task<string> ConfirmAsync(string redirect, int person, string action = "sign")
    {
        var page = await Http.GetStringAsync(redirect);
        var form = PostForm().Match(page);
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["csrf"] = WebUtility.HtmlDecode(Csrf().Match(page).Groups["value"].Value),
            ["resident"] = $"{person}",
            ["action"] = action,
        });
        using var answer = await Http.PostAsync(new Uri(new Uri(redirect), WebUtility.HtmlDecode(form.Groups["action"].Value)), fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Comes back to the server; what stands behind the number sign.</summary>
    internal async Task<string> ReturnAsync(string address)
    {
        using var answer = await Http.GetAsync(address);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var location = answer.Headers.Location!.ToString();
        Assert.StartsWith("/#", location, StringComparison.Ordinal);
        return location[2..];
    }

    internal Task<HttpResponseMessage> RedeemAsync(string ticket) => Http.PostAsJsonAsync("/sign-in/tickets", new { ticket });

    /// <summary>The place of the next ballot, as the server says.</summary>
    internal (BallotPlace Place, EntryHash Previous) Next() => (
        new(new(Session.GetProperty("slot").GetInt32()), Session.GetProperty("generation").GetInt32(), Session.GetProperty("sequence").GetInt64()),
        Digest.TryParseBase64Url(Session.GetProperty("previous").GetString()!, out var previous) ? new(previous) : throw new InvalidOperationException());

    internal async Task RefreshAsync() => Session = await Http.GetFromJsonAsync<JsonElement>($"{server.ElectionPath}/session");

    internal Entry Ballot(int option = 1)
    {
        var (place, previous) = Next();
        return TestBallots.Make(Manifest, Key, place, previous, option);
    }

    internal Task<HttpResponseMessage> CastAsync(Entry ballot) => CastAsync(ballot.Encoded, default);

    internal Task<HttpResponseMessage> CastAsync(ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> blob) => Http.PostAsJsonAsync(
        $"{server.ElectionPath}/ballots",
        blob.IsEmpty
            ? (object)new { entry = Base64Url.Encode(entry.Span) }
            : new { entry = Base64Url.Encode(entry.Span), blob = Base64Url.Encode(blob.Span) });

    internal async Task<JsonElement> AcceptedAsync(Entry ballot)
    {
        using var answer = await CastAsync(ballot);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    [GeneratedRegex("""<form[^>]*method="post"[^>]*action="(?<action>[^"]*)"|<form[^>]*action="(?<action>[^"]*)"[^>]*method="post""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PostForm();

    [GeneratedRegex("""name="csrf"\s+value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Csrf();
}
