using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vote.Crypto.Ballots;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Http;

/// <summary>Opening a ballot over HTTP. docs/api.md</summary>
public sealed class ChallengeApiTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task TakesATrackerFromAVoterAndThenRefusesItsBallot()
    {
        using var voter = await HttpVoter.SignInAsync(server, 0);
        var ballot = voter.Ballot();
        var tracker = TrackerOf(voter, ballot);

        using var stranger = server.NewHttp();
        Assert.Equal(HttpStatusCode.Unauthorized, (await ChallengeAsync(stranger, tracker)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ChallengeAsync(voter.Http, tracker.ToLowerInvariant())).StatusCode);
        using var accepted = await ChallengeAsync(voter.Http, tracker);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var answer = await accepted.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("tsukuba-vote/accept/v1", answer.GetProperty("promise").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(answer.GetProperty("leafHash").GetString()!, accepted.Headers.Location!.ToString(), StringComparison.Ordinal);

        await AssertProblemAsync(await ChallengeAsync(voter.Http, tracker), "repeated-tracker");
        await AssertProblemAsync(await voter.CastAsync(ballot), "repeated-tracker");
        await voter.AcceptedAsync(voter.Ballot());
    }

    private Task<HttpResponseMessage> ChallengeAsync(HttpClient http, string tracker) =>
        http.PostAsJsonAsync($"{server.ElectionPath}/challenges", new { tracker });

    private static async Task AssertProblemAsync(HttpResponseMessage answer, string code)
    {
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        answer.Dispose();
    }

    private string TrackerOf(HttpVoter voter, Entry ballot)
    {
        var election = server.Election.Manifest.Election;
        Assert.True(EncryptedBallot.TryDecode(election.Style, ((BallotCast)ballot.Body).Payload.Bytes.Span, out var encrypted));
        return Tracker.Of(election.Hash, voter.Key.Public, encrypted).Text;
    }
}
