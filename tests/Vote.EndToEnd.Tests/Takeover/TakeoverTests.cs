using System.Collections.Concurrent;
using Vote.Electorate.Network;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Xunit.Abstractions;

namespace Vote.EndToEnd.Tests.Takeover;

/// <summary>
/// Two server processes of one election on one PostgreSQL, voters who cast at both, and what docs/operations.md says of their deaths. The
/// nightly run also counts the election and verifies the record.
/// </summary>
public sealed class TakeoverTests(ITestOutputHelper output)
{
    private const int Voters = 8;
    private readonly ConcurrentDictionary<LeafHash, SignedPromise> promises = new();

    [Fact]
    public async Task KeepsEveryPromiseWhenTheSequencerIsKilledAndTheDatabaseCrashes()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(30));
        await using var town = await TwoServerTown.PrepareAsync(Voters, output.WriteLine, patience.Token);
        var voters = await SignInAsync(town, patience.Token);
        var isOver = false;
        var voting = Task.WhenAll(voters.Select(voter => voter.VoteAsync(town.Options, () => Volatile.Read(ref isOver), patience.Token)));

        for (var round = 0; round < Rounds; round++)
        {
            await SomePromisesAsync(voting, patience.Token);
            var killed = await town.KillSequencerAsync(patience.Token);
            await SomePromisesAsync(voting, patience.Token);
            await killed.StartAsync();
            await town.Cluster.CrashAsync();
        }

        await SomePromisesAsync(voting, patience.Token);
        Volatile.Write(ref isOver, true);
        await voting;
        output.WriteLine($"{promises.Count} promises; {voters.Sum(voter => voter.Failures)} requests without one, sent again");
        await AssertSamePromisesAsync(town, voters, patience.Token);
        await town.AssertKeptAsync(promises, patience.Token);
        if (!IsNightly)
        {
            return;
        }

        var totals = await town.CountAsync(promises, patience.Token);
        Assert.Equal(Enumerable.Range(1, town.Options).Select(option => (long)voters.Count(voter => voter.Option == option)), totals.Take(town.Options));
    }

    private static bool IsNightly => Environment.GetEnvironmentVariable("TSUKUBA_NIGHTLY") == "1";

    private static int Rounds => IsNightly ? 5 : 2;

    private async Task<PersistentVoter[]> SignInAsync(TwoServerTown town, CancellationToken cancellationToken)
    {
        var voters = new PersistentVoter[Voters];
        await Parallel.ForAsync(0, Voters, cancellationToken, async (number, token) =>
        {
            var voter = new HttpVoter(town.Public, town.Manifest);
            await voter.SignInAsync(number, token);
            voters[number] = new(voter, [.. town.Servers.Select(server => server.Address)], promises);
        });
        return voters;
    }

    /// <summary>Until one voter in two has got another promise: so both servers are in the middle of things.</summary>
    private async Task SomePromisesAsync(Task voting, CancellationToken cancellationToken)
    {
        var enough = promises.Count + (Voters / 2);
        while (promises.Count < enough)
        {
            await Task.WhenAny(voting, Task.Delay(20, cancellationToken));
            await (voting.IsCompleted ? voting : Task.CompletedTask);
        }
    }

    /// <summary>Whoever took a ballot, and whatever has died since: both servers say the same.</summary>
    private async Task AssertSamePromisesAsync(TwoServerTown town, PersistentVoter[] voters, CancellationToken cancellationToken)
    {
        foreach (var (voter, server) in voters.SelectMany(voter => town.Servers.Select(server => (voter, server))))
        {
            var again = await voter.AskAsync(server.Address, cancellationToken);
            Assert.Equal(promises[voter.Last!.LeafHash].Encode(), again.Encode());
        }
    }
}
