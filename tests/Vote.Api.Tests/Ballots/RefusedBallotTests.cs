using Vote.Api.Ballots;
using Vote.Api.Tests.Elections;

namespace Vote.Api.Tests.Ballots;

/// <summary>One election in which a voter and the neighbour have voted.</summary>
public sealed class VotedElection : IAsyncLifetime, IDisposable
{
    private readonly TestTown town = new();
    private TestVoter neighbour = null!;

    internal TestElection Election { get; private set; } = null!;

    internal TestVoter Voter { get; private set; } = null!;

    internal BadBallotScene Scene { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Election = await TestElection.OpenAsync(town);
        Voter = await TestVoter.SignInAsync(Election);
        neighbour = await TestVoter.SignInAsync(Election, 1);
        var theirs = neighbour.Ballot();
        await neighbour.AcceptedAsync(theirs);
        await Voter.AcceptedAsync(Voter.Ballot());
        Scene = new(Election, Voter.Key, Voter.Next(), theirs, neighbour.Next());
    }

    public Task DisposeAsync() => Election.DisposeAsync().AsTask();

    public void Dispose()
    {
        Voter.Dispose();
        neighbour.Dispose();
        town.Dispose();
    }
}

/// <summary>Each bad ballot has its own refusal and leaves no trace.</summary>
public sealed class RefusedBallotTests(VotedElection voted) : IClassFixture<VotedElection>
{
    public static TheoryData<string> Names => [.. BadBallot.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RefusesEachByItsReasonWithoutATrace(string name)
    {
        var bad = BadBallot.All[name];
        var before = await voted.Election.TraceAsync();
        var (entry, blob) = bad.Make(voted.Scene);

        var result = await voted.Election.House.Ballots.AcceptAsync(entry, blob, voted.Voter.Pending, CancellationToken.None);

        Assert.Equal(bad.Reason, Assert.IsType<CastResult.Refused>(result).Reason);
        Assert.Equal(before, await voted.Election.TraceAsync());
    }

    /// <summary>Otherwise the refusals above might have another cause than what is wrong.</summary>
    [Fact]
    public async Task WouldTakeTheHonestOne()
    {
        await using var election = await TestElection.OpenAsync(voted.Election.Town);
        using var voter = await TestVoter.SignInAsync(election);
        await voter.AcceptedAsync(voter.Ballot());
        var (place, previous) = voter.Next();

        var scene = new BadBallotScene(election, voter.Key, (place, previous), voted.Scene.Neighbours, (place, previous));

        await voter.AcceptedAsync(scene.Honest());
    }
}
