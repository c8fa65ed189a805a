using System.Text.Json;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Identity.Acts;

namespace Vote.Identity.Tests.Acts;

public sealed class ActStatementTests
{
    private static readonly JsonElement Pinned = Vectors.Read("identity.json").GetProperty("act_statement");

    [Fact]
    public void MatchesThePinnedEncoding()
    {
        Assert.True(SignatureKey.TryDecode(Pinned.Bytes("credential"), out var credential));
        Assert.True(Digest.TryDecode(Pinned.Bytes("election"), out var election));
        Assert.True(ActNonce.TryDecode(Pinned.Bytes("nonce"), out var nonce));
        var at = DateTimeOffset.FromUnixTimeSeconds(Pinned.GetProperty("unix_time").GetInt64()).AddMilliseconds(999);

        var statement = ActStatement.For(new ActElection(election, Pinned.Text("title")), credential, nonce, at);

        Assert.Equal(Pinned.Bytes("encoding"), statement.Encode());
    }

    [Fact]
    public void ReadsBackWhatItWrote()
    {
        Assert.True(ActStatement.TryDecode(Pinned.Bytes("encoding"), out var statement));

        Assert.Equal(Pinned.Bytes("encoding"), statement.Encode());
        Assert.Equal(Pinned.Text("title"), statement.Election.Title);
        Assert.Equal(Pinned.GetProperty("unix_time").GetInt64(), statement.Time.Value.ToUnixTimeSeconds());
    }

    [Fact]
    public void RefusesEveryPinnedRejection() =>
        Assert.All(Pinned.GetProperty("rejected").EnumerateArray(), vector =>
            Assert.False(ActStatement.TryDecode(vector.Bytes("encoding"), out _), vector.Text("why")));

    [Fact]
    public void DecodesEachMutantToItselfOrNotAtAll() =>
        Assert.All(Mutator.Mutants(Pinned.Bytes("encoding"), 20_000), mutant =>
        {
            if (ActStatement.TryDecode(mutant, out var statement))
            {
                Assert.Equal(mutant, statement.Encode());
            }
        });
}
