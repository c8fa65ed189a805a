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

/// <summary>C1 over HTTP: the neighbour's ballot, whole, question by question, and with questions exchanged. The neighbour's ballot is on the public board.</summary>
[Collection(HttpAttackCollection.Name)]
public sealed class C1_BallotCopyingOverHttpTests(VotedServer voted) : HttpAttack(voted)
{
    [Fact]
    public Task RefusesEveryCopy()
    {
        var (theirs, split) = (NeighboursPayload, Style.Questions[0].CiphertextCount * Ciphertext.Size);
        var proofs = CiphertextLength + Style.Questions[0].ProofLength;
        return RefusedAsync(
            ("the whole ballot", CastRefusal.RepeatedCiphertext, Sign(theirs)),
            ("question 1 of it", CastRefusal.RepeatedCiphertext, Scene.Altered(mine =>
                [.. theirs[..split], .. mine[split..CiphertextLength], .. theirs[CiphertextLength..proofs], .. mine[proofs..]])),
            ("question 2 of it", CastRefusal.RepeatedCiphertext, Scene.Altered(mine =>
                [.. mine[..split], .. theirs[split..CiphertextLength], .. mine[CiphertextLength..proofs], .. theirs[proofs..]])),
            ("its ciphertexts with proofs of one's own", CastRefusal.RepeatedCiphertext, Scene.Altered(mine =>
                [.. theirs[..CiphertextLength], .. mine[CiphertextLength..]])),
            ("its ciphertexts in another order", CastRefusal.InvalidProof, Sign(
                [.. theirs[66..split], .. theirs[..66], .. Scene.Altered(mine => mine) is { Body: BallotCast own } ? own.Payload.Bytes.ToArray()[split..] : []])),
            ("a ciphertext of question 2 in question 1", CastRefusal.RepeatedCiphertext, Scene.Altered(mine =>
                [.. theirs[split..CiphertextLength], .. mine[66..]])));
    }

    private Entry Sign(byte[] payload) => TestBallots.Sign(Scene.Manifest, Scene.Key, Scene.Next.Place, Scene.Next.Previous, payload);
}
