using Vote.Api.Ballots;
using Vote.Api.Tests.Ballots;
using Vote.Api.Tests.Elections;
using Vote.Api.Tests.Http;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Attacks;

/// <summary>E32 at intake: the voter's own superseded ballot again, by whoever has a copy: the same bytes, or the old payload in a new entry.</summary>
[Collection(HttpAttackCollection.Name)]
public sealed class E32_SupersededOverHttpTests(VotedServer voted) : HttpAttack(voted)
{
    /// <summary>The same bytes get the same promise and no second entry: nothing is added, so nothing is re-activated.</summary>
    [Fact]
    public async Task AddsNothingForTheSameBytes()
    {
        using var voter = await HttpVoter.SignInAsync(Voted.Server, 7);
        var first = voter.Ballot();
        await voter.AcceptedAsync(first);
        await voter.RefreshAsync();
        var (place, previous) = voter.Next();
        await voter.AcceptedAsync(voter.Ballot(2));
        var before = await Voted.Server.Election.TraceAsync();
        await voter.AcceptedAsync(first);
        Assert.Equal(before, await Voted.Server.Election.TraceAsync());

        // The old payload as the next ballot: another sequence, another previous one, and repeated ciphertexts.
        await voter.RefreshAsync();
        var (next, last) = voter.Next();
        var old = ((BallotCast)first.Body).Payload.Bytes.ToArray();
        foreach (var (at, after) in new[] { (next, last), (place, previous) })
        {
            using var answer = await voter.CastAsync(TestBallots.Sign(voter.Manifest, voter.Key, at, after, old));
            Assert.Equal(System.Net.HttpStatusCode.Conflict, answer.StatusCode);
        }

        Assert.Equal(before, await Voted.Server.Election.TraceAsync());
    }
}
