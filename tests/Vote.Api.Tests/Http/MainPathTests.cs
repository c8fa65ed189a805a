using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Vote.Api.Tests.Elections;
using Vote.Canonical;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;

namespace Vote.Api.Tests.Http;

/// <summary>An election over HTTP from opening to result, and its record downloaded by a stranger.</summary>
public sealed class MainPathTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task LeadsFromSignInToAVerifiedRecord()
    {
        using var voter = await HttpVoter.SignInAsync(server, 0);
        Assert.False(voter.Session.GetProperty("votedBefore").GetBoolean());
        var first = voter.Ballot();
        await AssertPromisedAsync(voter, first);
        await AssertReceiptAsync(voter, first);

        await voter.RefreshAsync();
        Assert.Equal(2, voter.Session.GetProperty("sequence").GetInt64());
        Assert.True(voter.Session.GetProperty("votedBefore").GetBoolean());
        var second = voter.Ballot(2);
        await AssertPromisedAsync(voter, second);
        using var neighbour = await HttpVoter.SignInAsync(server, 1);
        await AssertPromisedAsync(neighbour, neighbour.Ballot(3));

        using var http = server.NewHttp();
        Assert.Equal("voting", await PhaseAsync(http));
        await server.House.CloseIntakeAsync(CancellationToken.None);
        Assert.Equal("closing", await PhaseAsync(http));
        await PostAsync(http, server.Election.Closing());
        await PostAsync(http, server.Election.Sign(new OverridesClosed()));
        await PostAsync(http, server.Election.Sign(new TallyInput(new(new byte[10]))));
        using var early = await http.GetAsync($"{server.ElectionPath}/result");
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        await PostAsync(http, server.Election.Sign(new Result(new("{\"counted\":2}"u8.ToArray()))));
        Assert.Equal("{\"counted\":2}", await http.GetStringAsync($"{server.ElectionPath}/result"));
        Assert.Equal("finished", await PhaseAsync(http));

        var entries = await DownloadAsync(http);
        Assert.Equal([first, second], entries.Where(entry => entry.Body is BallotCast ballot && ballot.Credential == voter.Key.Public));
        await AssertPromisedAsync(voter, first);
    }

    private async Task AssertPromisedAsync(HttpVoter voter, Entry ballot)
    {
        var answer = await voter.AcceptedAsync(ballot);
        var terms = server.House.Terms;
        Assert.True(SignedPromise.TryDecode(Encoding.UTF8.GetBytes(answer.GetProperty("promise").GetString()!), out var promise));
        Assert.IsType<LedgerVerdict.Accepted>(promise.Verify(terms.Ledger.Log.Origin, terms.AcceptKey, ballot.LeafHash));
        Assert.Equal(ballot.LeafHash.Value.ToBase64Url(), answer.GetProperty("leafHash").GetString());
        Assert.Matches("^([2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}$", answer.GetProperty("tracker").GetString());
    }

    private async Task AssertReceiptAsync(HttpVoter voter, Entry ballot)
    {
        var address = $"{server.ElectionPath}/receipts/{ballot.LeafHash.Value.ToBase64Url()}";
        for (var tries = 0; ; tries++)
        {
            using var answer = await voter.Http.GetAsync(address);
            if (answer.StatusCode == HttpStatusCode.Accepted && tries < 50)
            {
                Assert.NotNull(answer.Headers.RetryAfter);
                await Task.Delay(100);
                continue;
            }

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
            Assert.True(Receipt.TryDecode(await answer.Content.ReadAsByteArrayAsync(), out var receipt));
            var log = server.House.Terms.Ledger.Log;
            Assert.IsType<LedgerVerdict.Accepted>(receipt.Verify(log.Origin, log.Key, log.Policy));
            Assert.True(receipt.Entry.Span.SequenceEqual(ballot.Encoded.Span));
            return;
        }
    }

    private async Task PostAsync(HttpClient http, Entry entry)
    {
        using var answer = await http.PostAsJsonAsync($"{server.ElectionPath}/entries", new { entry = Base64Url.Encode(entry.Encoded.Span) });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await server.House.DrainAsync(CancellationToken.None);
    }

    private async Task<string?> PhaseAsync(HttpClient http)
    {
        var view = await http.GetFromJsonAsync<JsonElement>(server.ElectionPath);
        Assert.Equal(server.Election.Manifest.Hash.Value.ToBase64Url(), view.GetProperty("electionHash").GetString());
        Assert.Equal(Base64Url.Encode(server.Election.Manifest.Encode()), view.GetProperty("manifest").GetString());
        return view.GetProperty("phase").GetString();
    }

    private async Task<IReadOnlyList<Entry>> DownloadAsync(HttpClient http)
    {
        using var folder = new TestFolder();
        await RecordExport.CopyAsync(new HttpLog(http, $"/log/{server.Election.Manifest.Id.Hex}"), folder.Root, CancellationToken.None);
        var record = await RecordFolder.OpenAsync(folder.Root, CancellationToken.None);
        Assert.NotNull(record);
        var audit = await LedgerAuditor.RunAsync(record, server.House.Terms.Ledger, Phase.Finished, null, CancellationToken.None);
        Assert.All(audit.Checks, check => Assert.IsType<LedgerVerdict.Accepted>(check.Verdict));
        return audit.Entries;
    }
}
