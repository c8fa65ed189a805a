using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Vote.Api.Http;
using Vote.Api.Tests.Ballots;
using Vote.Canonical;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Http;

/// <summary>A server on whose election a voter and the neighbour have voted over HTTP.</summary>
public sealed class VotedServer : IAsyncLifetime, IDisposable
{
    private HttpVoter neighbour = null!;

    internal TestServer Server { get; } = new();

    internal HttpVoter Voter { get; private set; } = null!;

    internal BadBallotScene Scene { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        neighbour = await HttpVoter.SignInAsync(Server, 1);
        Voter = await HttpVoter.SignInAsync(Server, 0);
        var theirs = neighbour.Ballot();
        await neighbour.AcceptedAsync(theirs);
        await Voter.AcceptedAsync(Voter.Ballot());
        await Voter.RefreshAsync();
        await neighbour.RefreshAsync();
        Scene = new(Server.Election, Voter.Key, Voter.Next(), theirs, neighbour.Next());
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    public void Dispose()
    {
        Voter.Dispose();
        neighbour.Dispose();
        Server.Dispose();
    }
}

/// <summary>Bad input through the real way: its own clear refusal, no trace on the board. Attacks B1 to B4</summary>
public sealed class RefusedRequestTests(VotedServer voted) : IClassFixture<VotedServer>
{
    public static TheoryData<string> Ballots => [.. BadBallot.All.Keys];

    private string Path => $"{voted.Server.ElectionPath}/ballots";

    [Theory]
    [MemberData(nameof(Ballots))]
    public async Task RefusesEachBadBallotByItsReasonWithoutATrace(string name)
    {
        var bad = BadBallot.All[name];
        var (entry, blob) = bad.Make(voted.Scene);
        var before = await voted.Server.Election.TraceAsync();

        using var answer = await voted.Voter.CastAsync(entry, blob);

        await AssertProblemAsync(Problems.CodeOf(bad.Reason), answer);
        Assert.Equal(before, await voted.Server.Election.TraceAsync());
    }

    [Theory]
    [InlineData("", ProblemCode.Malformed)]
    [InlineData("null", ProblemCode.Malformed)]
    [InlineData("[]", ProblemCode.Malformed)]
    [InlineData("{}", ProblemCode.Malformed)]
    [InlineData("{\"entry\":null}", ProblemCode.Malformed)]
    [InlineData("{\"entry\":1}", ProblemCode.Malformed)]
    [InlineData("{\"entry\":\"AA==\"}", ProblemCode.Malformed)]
    [InlineData("{\"entry\":\"A\"}", ProblemCode.Malformed)]
    [InlineData("{\"Entry\":\"AAAA\"}", ProblemCode.Malformed)]
    [InlineData("{\"entry\":\"AAAA\",\"entry\":\"AAAA\"}", ProblemCode.Malformed)]
    [InlineData("{\"entry\":\"AAAA\",\"more\":1}", ProblemCode.Malformed)]
    [InlineData("{\"entry\":\"AAAA\"}{}", ProblemCode.Malformed)]
    [InlineData("{\"entry\":\"AAAA\"} // x", ProblemCode.Malformed)]
    [InlineData("{\"entry\":\"AAAA\"}", ProblemCode.Malformed)]
    public async Task RefusesABodyThatIsNotItsJson(string body, ProblemCode code)
    {
        using var answer = await PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"));
        await AssertProblemAsync(code, answer);
    }

    [Fact]
    public async Task RefusesOtherMediaTypesAndTooLongBodies()
    {
        using var form = await PostAsync(Path, new StringContent("{}", Encoding.UTF8, "text/plain"));
        await AssertProblemAsync(ProblemCode.UnsupportedMediaType, form);
        using var huge = await PostAsync(Path, new StringContent(new string(' ', 1 << 20), Encoding.UTF8, "application/json"));
        await AssertProblemAsync(ProblemCode.Oversized, huge);
        using var unknownLength = await PostAsync(Path, new Endless());
        await AssertProblemAsync(ProblemCode.Oversized, unknownLength);
    }

    [Fact]
    public async Task RefusesAnEntryThatTheSessionsKeyDidNotSign()
    {
        using var answer = await voted.Voter.CastAsync(voted.Scene.Neighbours);
        await AssertProblemAsync(ProblemCode.SessionForeign, answer);
    }

    [Theory]
    [InlineData("GET", "/elections/00000000000000000000000000000000", ProblemCode.UnknownElection)]
    [InlineData("POST", "/elections/00000000000000000000000000000000/ballots", ProblemCode.UnknownElection)]
    [InlineData("POST", "/elections/00000000000000000000000000000000/entries", ProblemCode.UnknownElection)]
    [InlineData("POST", "/elections/00000000000000000000000000000000/sign-in", ProblemCode.UnknownElection)]
    [InlineData("GET", "/log/00000000000000000000000000000000/checkpoint", ProblemCode.UnknownElection)]
    [InlineData("GET", "/nowhere", ProblemCode.NotFound)]
    [InlineData("DELETE", "/elections", ProblemCode.MethodNotAllowed)]
    public async Task AnswersWithAProblemWhereThereIsNothing(string method, string path, ProblemCode code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = JsonContent.Create(new { entry = "AAAA" });
        }

        using var answer = await voted.Voter.Http.SendAsync(request);
        await AssertProblemAsync(code, answer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/../../entries.sqlite")]
    [InlineData("/..%2fentries.sqlite")]
    [InlineData("/..%5centries.sqlite")]
    [InlineData("//etc/passwd")]
    [InlineData("/tile/0/1")]
    [InlineData("/tile/0/000.p/0")]
    [InlineData("/tile/64/000")]
    [InlineData("/Checkpoint")]
    [InlineData("/blob/00/00")]
    [InlineData("/nothing")]
    public async Task ServesNoFileButTheLogs(string path)
    {
        using var answer = await voted.Voter.Http.GetAsync($"/log/{voted.Scene.Manifest.Id.Hex}{path}");
        await AssertProblemAsync(ProblemCode.NotFound, answer);
    }

    [Fact]
    public async Task RefusesReceiptsOfUnknownOrMisspelledEntries()
    {
        foreach (var name in new[] { Digest.Sha256("x"u8).ToBase64Url(), "x", new string('a', 64) })
        {
            using var answer = await voted.Voter.Http.GetAsync($"{voted.Server.ElectionPath}/receipts/{name}");
            await AssertProblemAsync(ProblemCode.UnknownEntry, answer);
        }
    }

    [Fact]
    public async Task RefusesEntriesThatOfficersDidNotSignAndBallotsPastTheBox()
    {
        var path = $"{voted.Server.ElectionPath}/entries";
        var before = await voted.Server.Election.TraceAsync();
        (Entry, ProblemCode)[] cases =
        [
            (voted.Scene.Honest(), ProblemCode.OutOfOrder),
            (voted.Server.Election.Sign(new AdministratorAct("x"), voted.Scene.Key), ProblemCode.WrongAuthors),
            (voted.Server.Election.Sign(new OverridesClosed()), ProblemCode.OutOfOrder),
            (voted.Server.Election.Closing(), ProblemCode.OutOfOrder),
            (voted.Server.Election.Opening(), ProblemCode.OutOfOrder),
        ];
        foreach (var (entry, code) in cases)
        {
            using var answer = await PostAsync(path, JsonContent.Create(new { entry = Base64Url.Encode(entry.Encoded.Span) }));
            await AssertProblemAsync(code, answer);
        }

        Assert.Equal(before, await voted.Server.Election.TraceAsync());
    }

    internal static async Task AssertProblemAsync(ProblemCode code, HttpResponseMessage answer)
    {
        Assert.Equal((HttpStatusCode)Problems.StatusOf(code), answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var name = Problems.NameOf(code);
        Assert.Equal(["type", "title", "status", "code"], problem.EnumerateObject().Select(member => member.Name));
        Assert.Equal((name, $"urn:tsukuba-vote:problem:{name}"), (problem.GetProperty("code").GetString(), problem.GetProperty("type").GetString()));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, HttpContent content)
    {
        using (content)
        {
            return await voted.Voter.Http.PostAsync(path, content);
        }
    }

    /// <summary>A body that does not say how long it is.</summary>
    private sealed class Endless : HttpContent
    {
        public Endless() => Headers.ContentType = new("application/json");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var i = 0; i < 256; i++)
            {
                await stream.WriteAsync(new byte[4096]);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
