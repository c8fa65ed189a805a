using System.Text.Json;
using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Shuffle;

/// <summary>spec/vectors/shuffle.json, made by the TypeScript implementation.</summary>
public sealed class ShuffleVectorTests
{
    [Fact]
    public void ReproducesAndJudgesEveryPinnedShuffle()
    {
        using var file = VectorFile.Open("shuffle.json");
        var accepted = 0;
        var rejected = 0;
        foreach (var vector in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = VectorFile.TextOf(vector, "name");
            var expected = VectorFile.TextOf(vector, "expected") == "accept";
            Assert.True(expected == Judge(vector), name);
            if (expected)
            {
                Assert.True(VectorFile.TextOf(vector, "payload") == Convert.ToHexStringLower(Reproduce(vector)), name);
                accepted++;
            }
            else
            {
                rejected++;
            }
        }

        Assert.True(accepted >= 9 && rejected >= 40, $"{accepted} accepts and {rejected} rejects were seen");
    }

    private static bool Judge(JsonElement vector) =>
        TryState(vector, out var statement)
        && ShuffledRows.TryDecode(Number(vector, "rows"), Number(vector, "width"), VectorFile.HexOf(vector, "payload"), out var shuffled)
        && ShuffleVerifier.VerifyRelation(statement, shuffled) is Verdict.Accepted;

    private static byte[] Reproduce(JsonElement vector)
    {
        Assert.True(TryState(vector, out var statement));
        var reencryption = string.Concat(vector.GetProperty("reencryption").EnumerateArray().Select(row => row.GetString()));
        using var secrets = new ShuffleSecrets(
            Permutation.Of([.. vector.GetProperty("permutation").EnumerateArray().Select(image => image.GetInt32() - 1)]),
            Scalars(VectorFile.TextOf(vector, "commitment_randomness")),
            Scalars(reencryption),
            Scalars(VectorFile.TextOf(vector, "chain_randomness")));
        return Shuffler.Shuffle(statement, secrets, new FixedNonces(Scalars(VectorFile.TextOf(vector, "nonces")))).Encode();
    }

    private static bool TryState(JsonElement vector, out ShuffleStatement statement)
    {
        statement = null!;
        if (!ElectionKey.TryDecode(VectorFile.HexOf(vector, "key"), out var key)
            || !Digest.TryDecode(VectorFile.HexOf(vector, "election"), out var hash)
            || !CiphertextRows.TryDecode(Number(vector, "rows"), Number(vector, "width"), VectorFile.HexOf(vector, "input"), out var input))
        {
            return false;
        }

        var election = new ElectionHash(hash);
        var place = new ShufflePlace(Number(vector, "question"), Number(vector, "round"), Number(vector, "trustee"));
        statement = new(election, (key, new ElectionGenerators(election, key)), place, input);
        return true;
    }

    private static Scalar[] Scalars(string hex)
    {
        Assert.True(ProofLayout.TryDecodeScalars(Convert.FromHexString(hex), out var scalars));
        return scalars;
    }

    private static int Number(JsonElement vector, string name) => vector.GetProperty(name).GetInt32();
}
