using System.Text.Json;
using Vote.Api.Ballots;
using Vote.Api.Tests.Elections;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Ballots;

/// <summary>Opening a ballot instead of casting it. spec §4.7</summary>
public sealed class ChallengeTests(TestTown town) : IClassFixture<TestTown>
{
    [Fact]
    public async Task RefusesABallotThatWasOpenedAndTakesAFreshOne()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var opened = voter.Ballot();
        var tracker = TrackerOf(election, voter, opened);

        var accepted = await ChallengeAsync(election, voter, tracker);
        var terms = election.House.Terms;
        Assert.IsType<LedgerVerdict.Accepted>(
            Assert.IsType<ChallengeResult.Accepted>(accepted).Promise.Verify(terms.Ledger.Log.Origin, terms.AcceptKey, ((ChallengeResult.Accepted)accepted).Leaf));
        Assert.Equal(CastRefusal.RepeatedTracker, await voter.RefusedAsync(opened));
        await voter.AcceptedAsync(voter.Ballot());

        // What is public of it: the tracker, under the registrar's signature, and nothing of the slot.
        var published = await election.PublishedAsync();
        var challenge = Assert.Single(published, entry => entry.Body is BallotChallenged);
        Assert.Equal(tracker, ((BallotChallenged)challenge.Body).Tracker);
        Assert.Equal(terms.Manifest.Registrar, Assert.Single(challenge.Signatures).Key);
        Assert.Equal(["election", "signatures", "tracker", "type"], Names(challenge));
    }

    [Fact]
    public async Task RefusesTheTrackerOfACastBallotAndOneTwice()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var ballot = voter.Ballot();
        await voter.AcceptedAsync(ballot);
        Assert.Equal(CastRefusal.RepeatedTracker, RefusedBy(await ChallengeAsync(election, voter, TrackerOf(election, voter, ballot))));

        var other = TrackerOf(election, voter, voter.Ballot());
        Assert.IsType<ChallengeResult.Accepted>(await ChallengeAsync(election, voter, other));
        await election.RestartAsync();
        Assert.Equal(CastRefusal.RepeatedTracker, RefusedBy(await ChallengeAsync(election, voter, other)));
    }

    [Fact]
    public async Task LetsOnlyOneOfCastingAndOpeningHappenAtTheSameTime()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var ballot = voter.Ballot();
        var tracker = TrackerOf(election, voter, ballot);

        var cast = Task.Run(() => voter.CastAsync(ballot));
        var challenged = Task.Run(() => ChallengeAsync(election, voter, tracker));
        Assert.NotEqual(await cast is CastResult.Accepted, await challenged is ChallengeResult.Accepted);
    }

    [Fact]
    public async Task EndsWithVotingAndAfterTwenty()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        for (var i = 0; i < ChallengeDesk.MaximumPerCredential; i++)
        {
            Assert.IsType<ChallengeResult.Accepted>(await ChallengeAsync(election, voter, Numbered(i)));
        }

        Assert.IsType<ChallengeResult.TooMany>(await ChallengeAsync(election, voter, Numbered(31)));
        using var neighbour = await TestVoter.SignInAsync(election, 1);
        Assert.IsType<ChallengeResult.Accepted>(await ChallengeAsync(election, neighbour, Numbered(31)));
        await election.CloseVotingAsync();
        Assert.Equal(CastRefusal.NotOpen, RefusedBy(await ChallengeAsync(election, neighbour, Numbered(30))));
    }

    /// <summary>A ranking of all of 13 options, whose ballot is too long for its entry, from box to published record.</summary>
    [Fact]
    public async Task TakesABallotThatStandsBesideTheLog()
    {
        Option[] options = [.. Enumerable.Range(1, 13).Select(i => new Option(LocalizedText.InJapanese($"案{i}"), 0))];
        var ranking = new ChoiceRule.Ranking(13, 13, [.. Enumerable.Range(1, 13).Select(r => 14 - r)]);
        await using var election = await TestElection.OpenAsync(town, new HomomorphicQuestion(new(1, LocalizedText.InJapanese("順位"), ranking, options)));
        using var voter = await TestVoter.SignInAsync(election);
        var ballot = voter.Ballot(4);
        Assert.True(ballot.TryGetBlob(out var blob));
        Assert.Equal((294 * 170) + (33 * 26), blob.Bytes.Length);

        var accepted = await voter.AcceptedAsync(ballot);
        Assert.Equal(accepted.Promise.Encode(), (await voter.AcceptedAsync(ballot)).Promise.Encode());
        var bare = await election.House.Ballots.AcceptAsync(voter.Ballot(5).Encoded, default, voter.Pending, CancellationToken.None);
        Assert.Equal(CastRefusal.BlobMismatch, Assert.IsType<CastResult.Refused>(bare).Reason);
        Assert.Equal(ballot, (await election.PublishedAsync())[1]);
    }

    internal static TrackerText TrackerOf(TestElection election, TestVoter voter, Entry ballot)
    {
        var terms = election.Manifest.Election;
        Assert.True(EncryptedBallot.TryDecode(terms.Style, ((BallotCast)ballot.Body).Payload.Bytes.Span, out var encrypted));
        Assert.True(TrackerText.TryParse(Tracker.Of(terms.Hash, voter.Key.Public, encrypted).Text, out var tracker));
        return tracker;
    }

    private static Task<ChallengeResult> ChallengeAsync(TestElection election, TestVoter voter, TrackerText tracker) =>
        election.House.Challenges.AcceptAsync(voter.Key.Public, tracker, CancellationToken.None);

    private static CastRefusal RefusedBy(ChallengeResult result) => Assert.IsType<ChallengeResult.Refused>(result).Reason;

    private static TrackerText Numbered(int i)
    {
        var letter = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[i];
        Assert.True(TrackerText.TryParse(string.Join('-', Enumerable.Repeat(new string(letter, 4), 8)), out var tracker));
        return tracker;
    }

    private static IEnumerable<string> Names(Entry entry) =>
        JsonDocument.Parse(entry.Encoded).RootElement.EnumerateObject().Select(field => field.Name);
}
