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

/// <summary>C2 over HTTP: what can be computed from the neighbour's published ciphertexts without knowing what is in them.</summary>
[Collection(HttpAttackCollection.Name)]
public sealed class C2_RelatedBallotsOverHttpTests(VotedServer voted) : HttpAttack(voted)
{
    [Fact]
    public Task RefusesEveryRelatedCiphertext()
    {
        var (theirs, key, k) = (NeighboursPayload, Scene.Manifest.ElectionKey, Scalar.Random());
        Assert.True(Ciphertext.TryDecodeMany(theirs.AsSpan(0, CiphertextLength), out var cells));
        (string, Func<Ciphertext, Ciphertext>)[] relations =
        [
            ("(A + r·G, B + r·Y)", cell => cell + key.Encrypt(Point.Identity, k)),
            ("(k·A, k·B)", cell => Ciphertext.MultiplyVartime(k, cell)),
            ("−", cell => Ciphertext.MultiplyVartime(-Scalar.One, cell)),
        ];
        return RefusedAsync([.. relations.SelectMany(relation => new[]
        {
            ($"{relation.Item1} of all, their proofs", CastRefusal.InvalidProof, Sign(
                [.. Ciphertext.EncodeMany([.. cells.Select(relation.Item2)]), .. theirs[CiphertextLength..]])),
            ($"{relation.Item1} in the mixed question", CastRefusal.InvalidProof, Scene.Altered(mine =>
                [.. mine[..(CiphertextLength - 66)], .. relation.Item2(cells[^1]).Encode(), .. mine[CiphertextLength..]])),
        })]);
    }

    /// <summary>(A, B + m): the first A is the neighbour's, and that alone is enough.</summary>
    [Fact]
    public Task RefusesANumberAddedToTheirs() => RefusedAsync(("B + G", CastRefusal.RepeatedCiphertext, Scene.Altered(mine =>
    {
        Assert.True(Ciphertext.TryDecode(NeighboursPayload.AsSpan(CiphertextLength - 66, 66), out var cell));
        return [.. mine[..(CiphertextLength - 66)], .. (cell with { B = cell.B + Point.Generator }).Encode(), .. mine[CiphertextLength..]];
    })));

    private Entry Sign(byte[] payload) => TestBallots.Sign(Scene.Manifest, Scene.Key, Scene.Next.Place, Scene.Next.Previous, payload);
}
