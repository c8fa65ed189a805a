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
/// E24 at intake: how much one request can ask for. Length before anything is parsed, and one length of a payload, so a ballot has as many proofs as the election
/// has questions. What grows with the number of ballots: E24 of the cryptography's tests.
/// </summary>
[Collection(HttpAttackCollection.Name)]
public sealed class E24_SizeLimitsTests(VotedServer voted) : HttpAttack(voted)
{
    /// <summary>Ten and a hundred times the ciphertexts and proofs that a ballot has.</summary>
    [Fact]
    public Task RefusesMoreProofsThanQuestions() => RefusedAsync(
        ("twice", CastRefusal.Undecodable, Scene.Altered(payload => [.. payload, .. payload])),
        ("ten times", CastRefusal.Undecodable, Scene.Altered(payload => [.. Enumerable.Repeat(payload, 10).SelectMany(part => part)])));

    [Fact]
    public async Task RefusesLongBodiesBeforeReadingThem()
    {
        var before = await Voted.Server.Election.TraceAsync();
        foreach (var length in new[] { 200_000, 1_000_000, 20_000_000 })
        {
            using var answer = await Voted.Voter.CastAsync(new byte[length], default);
            Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }

        Assert.Equal(before, await Voted.Server.Election.TraceAsync());
    }
}
