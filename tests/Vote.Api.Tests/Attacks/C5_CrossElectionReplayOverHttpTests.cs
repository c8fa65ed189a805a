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

/// <summary>C5 over HTTP: a ballot that another election, of the same town and questions, has accepted: as it is, and put into an entry of this one.</summary>
[Collection(HttpAttackCollection.Name)]
public sealed class C5_CrossElectionReplayOverHttpTests(VotedServer voted) : HttpAttack(voted)
{
    [Fact]
    public async Task RefusesTheBallotOfAnotherElection()
    {
        await using var again = new TestElection(Voted.Server.Town);
        Assert.Equal(Style.PayloadLength, again.Manifest.Election.Style.PayloadLength);
        var (place, previous) = Scene.Next;
        var replayed = TestBallots.Make(again.Manifest, Scene.Key, place, previous);
        await RefusedAsync(
            ("the entry", CastRefusal.ForeignElection, replayed),
            ("its payload", CastRefusal.InvalidProof, TestBallots.Sign(
                Scene.Manifest, Scene.Key, place, previous, ((BallotCast)replayed.Body).Payload.Bytes.ToArray())));
    }
}
