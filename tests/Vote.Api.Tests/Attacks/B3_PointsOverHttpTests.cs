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

/// <summary>B3 over HTTP: every kind of wrong point in every place of a ballot where one stands, ciphertexts and commitments of both questions.</summary>
[Collection(HttpAttackCollection.Name)]
public sealed class B3_PointsOverHttpTests(VotedServer voted) : HttpAttack(voted)
{
    private static readonly (string Kind, byte[] Bytes)[] Wrong =
    [
        ("a point of the twist", [2, .. new byte[31], 1]),
        ("x = p", [2, .. Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF")]),
        ("x = p + 5", [3, .. Convert.FromHexString("FFFFFFFF00000001000000000000000000000001000000000000000000000004")]),
        ("2²⁵⁶ − 1", [3, .. Enumerable.Repeat((byte)0xFF, 32)]),
        ("the identity", new byte[33]),
        ("uncompressed", [4, .. Point.Generator.Encode()[1..]]),
        ("hybrid", [7, .. Point.Generator.Encode()[1..]]),
        ("no prefix that exists", [0x82, .. Point.Generator.Encode()[1..]]),
    ];

    [Fact]
    public Task RefusesEachInEveryHalfOfACiphertext() => RefusedAsync(
        [.. Enumerable.Range(0, 2 * Style.CiphertextCount).SelectMany(half => Wrong.Select(wrong =>
            ($"{wrong.Kind}, half {half}", CastRefusal.Undecodable, Scene.WithPoint(half * Point.Size, wrong.Bytes))))]);

    [Fact]
    public Task RefusesEachInEveryCommitmentOfAProof()
    {
        var homomorphic = (HomomorphicQuestion)Style.Questions[0];
        var equations = (4 * homomorphic.Shape.BitCount) + homomorphic.Shape.Constraints.Count;
        int[] places =
            [.. Enumerable.Range(0, equations).Select(i => CiphertextLength + (Point.Size * i)), Style.PayloadLength - Scalar.Size - Point.Size];
        return RefusedAsync([.. places.SelectMany((place, i) => Wrong.Where((_, kind) => kind % 4 == i % 4).Select(wrong =>
            ($"{wrong.Kind} at {place}", CastRefusal.InvalidProof, Scene.WithPoint(place, wrong.Bytes))))]);
    }
}
