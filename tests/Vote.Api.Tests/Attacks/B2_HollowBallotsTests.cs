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

/// <summary>
/// B2: a ballot with an identity or zero in it stopped the shuffle of others. Here none gets in, whatever it holds; and after all of them the honest voters'
/// ballots are on the board as they were, the next one is accepted, and the log verifies. (The tally over hollow sums: B2 of the cryptography's tests.)
/// </summary>
[Collection(HttpAttackCollection.Name)]
public sealed class B2_HollowBallotsTests(VotedServer voted) : HttpAttack(voted)
{
    [Fact]
    public async Task NoneGetsInAndTheElectionGoesOn()
    {
        byte[] zeros = new byte[Point.Size];
        var points = Enumerable.Range(0, 2 * Style.CiphertextCount).Select(half => ($"half {half}", CastRefusal.Undecodable, Scene.WithPoint(half * Point.Size, zeros)));
        await RefusedAsync(
        [
            .. points,
            ("all ciphertexts zero", CastRefusal.Undecodable, Scene.Altered(payload => [.. new byte[CiphertextLength], .. payload[CiphertextLength..]])),
            ("all zero", CastRefusal.Undecodable, Scene.Altered(payload => new byte[payload.Length])),
            ("the generator everywhere", CastRefusal.InvalidProof, Scene.Altered(payload => [.. Repeated(CiphertextLength), .. payload[CiphertextLength..]])),
            ("proofs zero", CastRefusal.InvalidProof, Scene.Altered(payload => [.. payload[..CiphertextLength], .. new byte[payload.Length - CiphertextLength]])),
        ]);

        using var another = await HttpVoter.SignInAsync(Voted.Server, 5);
        await another.AcceptedAsync(another.Ballot());
    }

    private static byte[] Repeated(int length) => [.. Enumerable.Range(0, length / Point.Size).SelectMany(_ => Point.Generator.Encode())];
}
