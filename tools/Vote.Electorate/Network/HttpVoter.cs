using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;

namespace Vote.Electorate.Network;

/// <summary>
/// A resident before a server that knows nothing of them: signs in at the provider as a browser does, encrypts, casts, checks the promise.
/// docs/api.md, docs/identity-provider.md
/// </summary>
internal sealed partial class HttpVoter : IDisposable
{
    private readonly HttpClient http;
    private readonly Uri server;
    private readonly Manifest manifest;
    private readonly SigningKey credential = SigningKey.Generate();

    public HttpVoter(Uri server, Manifest manifest)
    {
        (this.server, this.manifest) = (server, manifest);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Where the slot's next ballot stands; nothing before signing in.</summary>
    public BallotPlace? Place { get; private set; }

    private string Election => $"/elections/{manifest.Id.Hex}";

    private EntryHash Previous { get; set; } = EntryHash.None;

    /// <summary>Signs in as the resident at this position of the provider's list, and casts one ballot.</summary>
    public async Task VoteAsync(int resident, IReadOnlyList<int> options, CancellationToken cancellationToken)
    {
        await SignInAsync(resident, cancellationToken);
        await CastAsync(server, Seal(options), cancellationToken);
    }

    /// <summary>Signs in as the resident at this position of the provider's list.</summary>
    public async Task SignInAsync(int resident, CancellationToken cancellationToken)
    {
        var session = await OpenSessionAsync(resident, cancellationToken);
        Place = new(new SlotNumber(session.GetProperty("slot").GetInt32()), session.GetProperty("generation").GetInt32(), session.GetProperty("sequence").GetInt64());
        Previous = Digest.TryParseBase64Url(session.GetProperty("previous").GetString()!, out var digest) ? new(digest) : throw new InvalidOperationException("No hash.");
    }

    /// <summary>The same for an election of one question.</summary>
    public Entry Seal(IReadOnlyList<int> options) => Seal([Choose(manifest.Questions[0], options)]);

    /// <summary>Encrypts and signs the slot's next ballot; the one after it will follow it.</summary>
    public Entry Seal(IReadOnlyList<Selection> selections)
    {
        var place = Place ?? throw new InvalidOperationException("Not signed in.");
        var entry = Encrypt(place, selections);
        (Place, Previous) = (new(place.Slot, place.Generation, place.Sequence + 1), entry.Hash);
        return entry;
    }

    /// <summary>A choice that the question allows.</summary>
    public static Selection Choose(Question question, IReadOnlyList<int> chosen) =>
        Selection.TryParse(question, chosen, out var parsed, out var problem) ? parsed : throw new InvalidOperationException($"{problem}");

    /// <summary>Sends a ballot to a server of the election. The same bytes may be sent again, to any of them.</summary>
    /// <returns>The promise.</returns>
    public async Task<SignedPromise> CastAsync(Uri server, Entry entry, CancellationToken cancellationToken)
    {
        object body = entry.TryGetBlob(out var blob)
            ? new { entry = Base64Url.Encode(entry.Encoded.Span), blob = Base64Url.Encode(blob.Bytes.Span) }
            : new { entry = Base64Url.Encode(entry.Encoded.Span) };
        var answer = await PostAsync(new Uri(server, $"{Election}/ballots"), body, HttpStatusCode.Accepted, cancellationToken);
        return Checked(entry, answer.GetProperty("promise").GetString()!);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        credential.Dispose();
        http.Dispose();
    }

    private async Task<JsonElement> OpenSessionAsync(int resident, CancellationToken cancellationToken)
    {
        var begun = await PostAsync(new Uri(server, $"{Election}/sign-in"), new { credential = credential.Public.ToBase64Url() }, HttpStatusCode.OK, cancellationToken);
        var back = await ConfirmAsync(new Uri(begun.GetProperty("redirect").GetString()!), resident, cancellationToken);
        using var returned = await http.GetAsync(back, cancellationToken);
        var location = returned.Headers.Location?.ToString() ?? "";
        const string Mark = "#ticket=";
        var at = location.IndexOf(Mark, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new InvalidOperationException($"Signing in ended at {location}.");
        }

        var session = await PostAsync(new Uri(server, "/sign-in/tickets"), new { ticket = location[(at + Mark.Length)..] }, HttpStatusCode.OK, cancellationToken);
        http.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("token").GetString());
        return session;
    }

    /// <summary>Reads the statement at the provider and signs; where the provider sends the browser back to.</summary>
    private async Task<Uri> ConfirmAsync(Uri redirect, int resident, CancellationToken cancellationToken)
    {
        var page = await http.GetStringAsync(redirect, cancellationToken);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["csrf"] = WebUtility.HtmlDecode(Csrf().Match(page).Groups["value"].Value),
            ["resident"] = $"{resident}",
            ["action"] = "sign",
        });
        using var answer = await http.PostAsync(new Uri(redirect, WebUtility.HtmlDecode(PostForm().Match(page).Groups["action"].Value)), form, cancellationToken);
        return answer.Headers.Location ?? throw new InvalidOperationException($"The provider answered {answer.StatusCode}.");
    }

    private Entry Encrypt(BallotPlace place, IReadOnlyList<Selection> selections)
    {
        using var seed = BallotSeed.Generate();
        var ballot = new BallotEncryptor(manifest.Election).Encrypt(
            new(credential.Public, new(place.Slot.Value, place.Generation, place.Sequence), Previous.Value), seed, selections);
        var body = new BallotCast(place, Previous, credential.Public, new Payload(ballot.Encode()));
        return new UnsignedEntry(manifest.Hash.Value, body).Sign(credential);
    }

    private SignedPromise Checked(Entry entry, string note) =>
        LogOrigin.TryParse(manifest.Log.Origin, out var origin)
        && Ed25519PublicKey.TryDecode(manifest.Log.Keys.Accept.Bytes, out var key)
        && SignedPromise.TryDecode(Encoding.UTF8.GetBytes(note), out var promise)
        && promise.Verify(origin, key, entry.LeafHash) is LedgerVerdict.Accepted
            ? promise
            : throw new InvalidOperationException("The promise is not for this ballot.");

    private async Task<JsonElement> PostAsync(Uri address, object body, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(address, body, cancellationToken);
        return answer.StatusCode == expected
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
            : throw new ServerRefusal(answer.StatusCode, $"{address.AbsolutePath} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    [GeneratedRegex("""<form[^>]*method="post"[^>]*action="(?<action>[^"]*)"|<form[^>]*action="(?<action>[^"]*)"[^>]*method="post""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PostForm();

    [GeneratedRegex("""name="csrf"\s+value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Csrf();
}

/// <summary>A server answered, and not what was asked for.</summary>
internal sealed class ServerRefusal(HttpStatusCode status, string message) : InvalidOperationException(message)
{
    /// <summary>What it answered.</summary>
    public HttpStatusCode Status => status;
}
