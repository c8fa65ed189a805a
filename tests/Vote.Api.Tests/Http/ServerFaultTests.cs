using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vote.Api.Http;
using Vote.Api.Operations;
using Vote.Api.Tests.Ballots;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;

namespace Vote.Api.Tests.Http;

/// <summary>Crowds, deaths and restarts, over HTTP.</summary>
public sealed class ServerFaultTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task GivesAThousandCopiesAtOnceOneEntryAndOnePromise()
    {
        using var voter = await HttpVoter.SignInAsync(server, 0);
        var ballot = voter.Ballot();

        var promises = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(async () =>
            (await voter.AcceptedAsync(ballot)).GetProperty("promise").GetString())));

        Assert.Single(promises.Distinct(StringComparer.Ordinal));
        Assert.Single(await server.Election.StoredAsync(), unit => unit.Unit.Ballot?.Credential == voter.Key.Public);
        await server.House.DrainAsync(CancellationToken.None);
        Assert.Single(await server.Election.PublishedAsync(), entry => entry.Equals(ballot));
    }

    /// <summary>The process dies between COMMIT and answer; the voter sends the same bytes to the next one, with the same session.</summary>
    [Fact]
    public async Task GivesTheRetryThePromiseThatADeathHeldBack()
    {
        using var voter = await HttpVoter.SignInAsync(server, 1);
        var ballot = voter.Ballot();
        var pending = await server.House.FindPendingAsync(voter.Key.Public, CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => new CrashingBallotBox(server.Election).CastAsync(ballot, pending!));
        await server.StopAsync();
        await server.StartAsync();
        var stored = Assert.Single(await server.Election.StoredAsync(), unit => unit.Unit.Ballot?.Credential == voter.Key.Public);

        await Task.Delay(1100);
        var first = (await voter.AcceptedAsync(ballot)).GetProperty("promise").GetString()!;
        var second = (await voter.AcceptedAsync(ballot)).GetProperty("promise").GetString()!;

        Assert.Equal(first, second);
        Assert.True(SignedPromise.TryDecode(Encoding.UTF8.GetBytes(first), out var promise));
        Assert.Equal((stored.AcceptedAt, stored.IncludedBy), (promise.Promise.AcceptedAt, promise.Promise.IncludedBy));
        Assert.Single(await server.Election.PublishedAsync(), entry => entry.Equals(ballot));
    }

    [Fact]
    public async Task KeepsASignInOnItsWayOverARestart()
    {
        using var voter = new HttpVoter(server);
        var redirect = await voter.BeginAsync();
        await server.StopAsync();
        await server.StartAsync();

        Assert.StartsWith("ticket=", await voter.ReturnAsync(await voter.ConfirmAsync(redirect, 2)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TellsTheVoterWhoDeclines()
    {
        using var voter = new HttpVoter(server);
        Assert.Equal("refused=cancelled", await voter.ReturnAsync(await voter.ConfirmAsync(await voter.BeginAsync(), 3, "cancel")));
    }

    [Fact]
    public async Task ShedsBallotsBeforeVerifyingThem()
    {
        using var voter = await HttpVoter.SignInAsync(server, 4);
        var ballot = voter.Ballot();
        var before = await server.Election.TraceAsync();
        var gate = server.Services.GetRequiredService<LoadGates>().Ballots;
        var leases = Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => gate.AttemptAcquire()).ToArray();
        Assert.All(leases, lease => Assert.True(lease.IsAcquired));
        using var stop = new CancellationTokenSource();
        Task[] waiting = [.. Enumerable.Range(0, 2000).Select(_ => gate.AcquireAsync(1, stop.Token).AsTask())];

        using (var shed = await voter.CastAsync(ballot))
        {
            await RefusedRequestTests.AssertProblemAsync(ProblemCode.Overloaded, shed);
            Assert.NotNull(shed.Headers.RetryAfter);
            Assert.Equal(before, await server.Election.TraceAsync());
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        Array.ForEach(leases, lease => lease.Dispose());
        await voter.AcceptedAsync(ballot);
    }

    /// <summary>Whoever reads the log learns how much is refused and why, and nothing about anybody.</summary>
    [Fact]
    public async Task LogsNothingAboutAnybody()
    {
        using var voter = await HttpVoter.SignInAsync(server, 5);
        var ballot = voter.Ballot();
        await voter.AcceptedAsync(ballot);
        using var refused = await voter.CastAsync(voter.Ballot());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using var nowhere = await voter.Http.GetAsync("/sign-in/callback?state=secret-state&code=secret-code");
        using var malformed = await voter.Http.PostAsJsonAsync($"{server.ElectionPath}/ballots", new { entry = "secret-bytes" });

        var log = server.Log.Text;
        Assert.Contains("ballot refused: WrongSequence", log, StringComparison.Ordinal);
        string[] secrets =
        [
            "secret-", "127.0.0.1", "花子", "ticket", "token", "Bearer",
            Base64Url.Encode(voter.Key.Public.Bytes), ballot.LeafHash.Value.ToBase64Url(), ballot.LeafHash.Value.ToHex(),
            voter.Session.GetProperty("token").GetString()!,
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
    }
}
