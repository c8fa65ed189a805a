using Vote.Api.Ballots;
using Vote.Api.Elections;
using Vote.Api.Enrolment;
using Vote.Api.Tests.Elections;
using Vote.Identity.Acts;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Api.Tests.Ballots;

public sealed class BallotBoxTests(TestTown town) : IClassFixture<TestTown>
{
    [Fact]
    public async Task PromisesAnHonestBallotAndPublishesItBehindItsEnrolment()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var ballot = voter.Ballot();

        var accepted = await voter.AcceptedAsync(ballot);

        var terms = election.House.Terms;
        Assert.IsType<LedgerVerdict.Accepted>(accepted.Promise.Verify(terms.Ledger.Log.Origin, terms.AcceptKey, ballot.LeafHash));
        Assert.Equal(ballot.LeafHash, accepted.Leaf);
        var published = await election.PublishedAsync();
        Assert.Equal(voter.Pending.Entry, Assert.IsType<CredentialEnrolled>(published[0].Body));
        Assert.Equal(ballot, published[1]);
    }

    [Fact]
    public async Task RepeatsThePromiseWhateverHasHappenedSince()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var first = voter.Ballot();
        var promise = (await voter.AcceptedAsync(first)).Promise.Encode();

        await voter.AcceptedAsync(voter.Ballot(2));
        await AssertRepeatedAsync();
        election.Clock.Advance(TimeSpan.FromHours(1));
        await election.RestartAsync();
        await AssertRepeatedAsync();
        await election.CloseVotingAsync();
        await AssertRepeatedAsync();
        await election.AcceptAsync(election.Closing());
        await AssertRepeatedAsync();
        Assert.Equal(3, (await election.PublishedAsync(Phase.Closed)).Count(entry => entry.Body is BallotCast or CredentialEnrolled));

        async Task AssertRepeatedAsync()
        {
            var again = await voter.AcceptedAsync(first);
            Assert.Equal(promise, again.Promise.Encode());
        }
    }

    /// <summary>The first process dies after COMMIT: what it would have answered is what the next one answers.</summary>
    [Fact]
    public async Task KeepsThePromiseThatACrashHeldBack()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var ballot = voter.Ballot();
        await Assert.ThrowsAsync<IOException>(() => new CrashingBallotBox(election).CastAsync(ballot, voter.Pending));
        var stored = Assert.Single(await election.StoredAsync(), unit => unit.Unit.Ballot is not null);

        election.Clock.Advance(TimeSpan.FromMinutes(10));
        await election.RestartAsync();
        var retry = await voter.AcceptedAsync(ballot);

        Assert.Equal((stored.AcceptedAt, stored.IncludedBy), (retry.Promise.Promise.AcceptedAt, retry.Promise.Promise.IncludedBy));
        Assert.Equal(2, (await election.PublishedAsync()).Count);
    }

    [Fact]
    public async Task CountsAVoterOnceWhoCastsTwiceAtTheSameTime()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        Entry[] ballots = [.. Enumerable.Range(0, 8).Select(i => voter.Ballot((i % 3) + 1))];

        var results = await Task.WhenAll(ballots.Select(ballot => Task.Run(() => voter.CastAsync(ballot))));

        Assert.Single(results.OfType<CastResult.Accepted>());
        Assert.All(results.OfType<CastResult.Refused>(), refused => Assert.Equal(CastRefusal.WrongSequence, refused.Reason));
        Assert.Equal(2, (await election.PublishedAsync()).Count);
    }

    [Fact]
    public async Task GivesAThousandCopiesOneEntryAndOnePromise()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var ballot = voter.Ballot();

        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => voter.AcceptedAsync(ballot))));

        Assert.Single(results.Select(result => Convert.ToHexString(result.Promise.Encode())).Distinct(StringComparer.Ordinal));
        Assert.Single(await election.StoredAsync(), unit => unit.Unit.Ballot is not null);
    }

    [Fact]
    public async Task LetsTheFirstBallotOfTwoDevicesDecide()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var phone = await TestVoter.SignInAsync(election);
        using var tablet = await TestVoter.SignInAsync(election);
        var late = phone.Ballot();

        await tablet.AcceptedAsync(tablet.Ballot(2));

        Assert.Equal(CastRefusal.Superseded, await phone.RefusedAsync(late));
        Assert.Equal(1, election.House.Find(tablet.Slot)!.Place.Generation);
    }

    [Fact]
    public async Task LetsAnotherDeviceTakeTheSlotOver()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var phone = await TestVoter.SignInAsync(election);
        await phone.AcceptedAsync(phone.Ballot());
        using var tablet = await TestVoter.SignInAsync(election);
        var beforeTakeOver = phone.Ballot();

        await tablet.AcceptedAsync(tablet.Ballot(2));

        Assert.Equal((phone.Slot, 2), (tablet.Slot, election.House.Find(tablet.Slot)!.Place.Generation));
        Assert.Equal(CastRefusal.Superseded, await phone.RefusedAsync(beforeTakeOver));
        var published = await election.PublishedAsync();
        Assert.Equal(4, published.Count);
    }

    [Fact]
    public async Task RefusesTheUsedKeyAtASecondSignIn()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        await voter.AcceptedAsync(voter.Ballot());

        Assert.IsType<EnrolmentResult.CredentialUsed>(await voter.EnrolAsync());
    }

    [Fact]
    public async Task KeepsPendingEnrolmentsAndUsedNoncesOverARestart()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var act = await voter.ActAsync();
        Assert.IsType<EnrolmentResult.Pending>(await voter.EnrolAsync(act));

        await election.RestartAsync();

        var refused = Assert.IsType<EnrolmentResult.StatementRefused>(await voter.EnrolAsync(act));
        Assert.Equal(ActRefusal.NonceReused, refused.Reason);
        var pending = await election.House.FindPendingAsync(voter.Key.Public, CancellationToken.None);
        Assert.IsType<CastResult.Accepted>(await election.House.Ballots.AcceptAsync(
            voter.Ballot().Encoded, default, pending, CancellationToken.None));
        Assert.Equal(pending!.Entry, (await election.PublishedAsync())[0].Body);
    }

    [Fact]
    public async Task EndsVotingAtTheManifestsTimeForGood()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        await voter.AcceptedAsync(voter.Ballot());
        var late = voter.Ballot();

        election.Clock.Advance(TimeSpan.FromHours(6));

        Assert.Equal(HousePhase.Closing, election.House.Phase);
        Assert.Equal(CastRefusal.NotOpen, await voter.RefusedAsync(late));
        await election.House.RunOnceAsync(CancellationToken.None);
        election.Clock.Advance(TimeSpan.FromHours(-6));
        Assert.Equal(CastRefusal.NotOpen, await voter.RefusedAsync(late));
        await election.RestartAsync();
        Assert.Equal(CastRefusal.NotOpen, await voter.RefusedAsync(late));
        await election.AcceptAsync(election.Closing());
        Assert.Equal(HousePhase.Closed, election.House.Phase);
    }

    [Fact]
    public async Task TakesNothingBeforeTheOpeningEntry()
    {
        await using var election = new TestElection(town);
        await election.OpenHouseAsync();
        using var voter = await TestVoter.SignInAsync(election);

        Assert.Equal(HousePhase.Scheduled, election.House.Phase);
        Assert.Equal(CastRefusal.NotOpen, await voter.RefusedAsync(voter.Ballot()));
        Assert.Empty(await election.StoredAsync());
    }
}
