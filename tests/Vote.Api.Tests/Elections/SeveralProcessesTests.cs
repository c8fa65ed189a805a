using Vote.Api.Ballots;
using Vote.Api.Ceremony;
using Vote.Api.Elections;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Api.Tests.Elections;

/// <summary>Two servers of one election, here as two houses that share nothing but store and folder.</summary>
public abstract class SeveralProcessesTests(TestTown town, bool inPostgres) : IClassFixture<TestTown>
{
    /// <summary>Attack C10: a race through two servers.</summary>
    [Fact]
    public async Task GiveTheCopiesOfOneBallotOneEntryAndOnePromise()
    {
        await using var first = await OpenAsync();
        await using var second = await first.BesideAsync();
        using var voter = await TestVoter.SignInAsync(first);
        var ballot = voter.Ballot();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => CastAsync(i % 2 == 0 ? first : second, voter, ballot))));

        var promises = results.Select(result => Convert.ToHexString(Assert.IsType<CastResult.Accepted>(result).Promise.Encode()));
        Assert.Single(promises.Distinct(StringComparer.Ordinal));
        Assert.Equal(2, (await first.PublishedAsync()).Count);
    }

    [Fact]
    public async Task CountAVoterOnceWhoCastsOneBallotAtEach()
    {
        await using var first = await OpenAsync();
        await using var second = await first.BesideAsync();
        using var voter = await TestVoter.SignInAsync(first);
        Entry[] ballots = [.. Enumerable.Range(0, 8).Select(i => voter.Ballot((i % 3) + 1))];

        var results = await Task.WhenAll(ballots.Select((ballot, i) => Task.Run(() => CastAsync(i % 2 == 0 ? first : second, voter, ballot))));

        Assert.Single(results.OfType<CastResult.Accepted>());
        Assert.All(results.OfType<CastResult.Refused>(), refused => Assert.Equal(CastRefusal.WrongSequence, refused.Reason));
        Assert.Equal(2, (await first.PublishedAsync()).Count);
    }

    [Fact]
    public async Task ContinueASlotWhereTheOtherLeftIt()
    {
        await using var first = await OpenAsync();
        await using var second = await first.BesideAsync();
        using var voter = await TestVoter.SignInAsync(first);
        var one = voter.Ballot();
        var two = voter.Ballot(new(voter.Slot, 1, 2), one.Hash, 2);
        var three = voter.Ballot(new(voter.Slot, 1, 3), two.Hash, 3);

        Assert.IsType<CastResult.Accepted>(await CastAsync(first, voter, one));
        Assert.IsType<CastResult.Accepted>(await CastAsync(second, voter, two));
        Assert.IsType<CastResult.Accepted>(await CastAsync(first, voter, three));
        Assert.IsType<CastResult.Accepted>(await CastAsync(second, voter, one));
        Assert.Equal(4, (await first.PublishedAsync()).Count);
    }

    /// <summary>The one whose view is old must not keep a superseded device's ballot.</summary>
    [Fact]
    public async Task RefuseADeviceThatWasSupersededAtTheOther()
    {
        await using var first = await OpenAsync();
        await using var second = await first.BesideAsync();
        using var phone = await TestVoter.SignInAsync(first);
        await phone.AcceptedAsync(phone.Ballot());
        var late = phone.Ballot(2);
        using var tablet = await TestVoter.SignInAsync(second);
        Assert.Equal(2, tablet.Pending.Entry.Generation);
        await tablet.AcceptedAsync(tablet.Ballot(3));

        Assert.Equal(CastRefusal.Superseded, Assert.IsType<CastResult.Refused>(await CastAsync(first, phone, late)).Reason);
        Assert.Equal(4, (await first.PublishedAsync()).Count);
    }

    [Fact]
    public async Task EndVotingForOneAnother()
    {
        await using var first = await OpenAsync();
        await using var second = await first.BesideAsync();
        using var voter = await TestVoter.SignInAsync(first);
        var ballot = voter.Ballot();
        await first.CloseVotingAsync();

        Assert.Equal(CastRefusal.NotOpen, Assert.IsType<CastResult.Refused>(await CastAsync(second, voter, ballot)).Reason);
        await second.House.RunOnceAsync(CancellationToken.None);
        Assert.Equal(HousePhase.Closing, second.House.Phase);
        await second.AcceptAsync(first.Closing());
        await first.House.RunOnceAsync(CancellationToken.None);
        Assert.Equal(HousePhase.Closed, first.House.Phase);
        Assert.IsType<VotingClosed>((await first.PublishedAsync(Phase.Closed))[^1].Body);
    }

    [Fact]
    public async Task TakeOfficersEntriesInOneOrder()
    {
        await using var first = await OpenAsync();
        await using var second = await first.BesideAsync();
        Entry[] acts = [.. Enumerable.Range(0, 10).Select(i => first.Sign(new AdministratorAct($"act {i}")))];

        await Task.WhenAll(acts.Select((act, i) => Task.Run(async () => Assert.IsType<EntryResult.Accepted>(
            await (i % 2 == 0 ? first : second).House.Entries.AcceptAsync(act.Encoded, default, CancellationToken.None)))));

        var published = await first.PublishedAsync();
        Assert.Equal(acts.Select(act => act.LeafHash).Order(), published.Select(entry => entry.LeafHash).Order());
    }

    [Fact]
    public async Task TakeTheSequencersTurnWhenItsHolderEnds()
    {
        await using var first = await OpenAsync();
        await using var second = await first.BesideAsync();
        using var voter = await TestVoter.SignInAsync(second);
        await voter.AcceptedAsync(voter.Ballot());
        if (inPostgres)
        {
            first.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(0, await second.House.RunOnceAsync(CancellationToken.None));
        }

        await first.CloseHouseAsync();

        first.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, await second.House.RunOnceAsync(CancellationToken.None));
        Assert.Equal(2, (await second.PublishedAsync()).Count);
        await first.OpenHouseAsync();
        Assert.Equal(second.House.Head, first.House.Head);
    }

    [Fact]
    public async Task UseANonceOnce()
    {
        await using var first = await OpenAsync();
        await using var second = await first.BesideAsync();
        using var voter = await TestVoter.SignInAsync(first);
        var act = await voter.ActAsync();

        Assert.IsType<Vote.Api.Enrolment.EnrolmentResult.Pending>(await second.House.Enrolment.EnrolAsync(act, voter.Key.Public, CancellationToken.None));
        Assert.IsType<Vote.Api.Enrolment.EnrolmentResult.StatementRefused>(await voter.EnrolAsync(act));
    }

    private static async Task<CastResult> CastAsync(TestElection election, TestVoter voter, Entry ballot)
    {
        var pending = await election.House.FindPendingAsync(voter.Key.Public, CancellationToken.None);
        return await election.House.Ballots.AcceptAsync(ballot.Encoded, default, pending, CancellationToken.None);
    }

    private Task<TestElection> OpenAsync() => inPostgres ? TestElection.OpenInPostgresAsync(town) : TestElection.OpenAsync(town);
}

public sealed class SeveralProcessesOnSqliteTests(TestTown town) : SeveralProcessesTests(town, inPostgres: false);

public sealed class SeveralProcessesOnPostgresTests(TestTown town) : SeveralProcessesTests(town, inPostgres: true);
