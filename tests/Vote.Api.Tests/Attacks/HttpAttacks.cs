using System.Text.Json;
using Vote.Api.Ballots;
using Vote.Api.Http;
using Vote.Api.Tests.Ballots;
using Vote.Api.Tests.Http;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Attacks;

[CollectionDefinition(Name)]
public sealed class HttpAttackCollection : ICollectionFixture<VotedServer>
{
    public const string Name = "attacks over HTTP";
}

/// <summary>
/// Attacks through the real way: a running server, a session from the provider, entries signed by the session's key, POST /ballots. The election has a homomorphic
/// and a mixed question. Each is refused by its own reason and leaves the board as it was.
/// </summary>
public abstract class HttpAttack(VotedServer voted)
{
    internal VotedServer Voted => voted;

    internal BadBallotScene Scene => voted.Scene;

    internal BallotStyle Style => voted.Scene.Manifest.Election.Style;

    /// <summary>Bytes of all ciphertexts; behind them the proofs.</summary>
    internal int CiphertextLength => Style.CiphertextCount * Ciphertext.Size;

    internal byte[] NeighboursPayload => ((BallotCast)Scene.Neighbours.Body).Payload.Bytes.ToArray();

    /// <summary>Casts each and expects its refusal; nothing of any of them is on the board afterwards.</summary>
    internal async Task RefusedAsync(params (string What, CastRefusal Reason, Entry Entry)[] attacks)
    {
        Assert.NotEmpty(attacks);
        var before = await voted.Server.Election.TraceAsync();
        foreach (var (what, reason, entry) in attacks)
        {
            using var answer = await voted.Voter.CastAsync(entry);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.True(!answer.IsSuccessStatusCode, what);
            Assert.Equal((what, Problems.NameOf(Problems.CodeOf(reason))), (what, problem.GetProperty("code").GetString()));
        }

        Assert.Equal(before, await voted.Server.Election.TraceAsync());
    }
}
