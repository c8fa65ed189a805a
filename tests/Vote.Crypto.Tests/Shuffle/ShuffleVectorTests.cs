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
    private static readonly Dictionary<string, JsonElement> Cases = Read();

    public static TheoryData<string> Accepted => [.. Named("accept")];

    public static TheoryData<string> Rejected => [.. Named("reject")];

    [Theory, MemberData(nameof(Accepted))]
    public void ReproducesThePinnedShuffle(string name)
    {
        Assert.True(Judge(Cases[name]));
        Assert.Equal(VectorFile.TextOf(Cases[name], "payload"), Convert.ToHexStringLower(Reproduce(Cases[name])));
    }

    [Theory, MemberData(nameof(Rejected))]
    public void RefusesThePinnedForgery(string name) => Assert.False(Judge(Cases[name]));

    private static IEnumerable<string> Named(string expected) =>
        Cases.Where(named => VectorFile.TextOf(named.Value, "expected") == expected).Select(named => named.Key);

    private static Dictionary<string, JsonElement> Read()
    {
        using var file = VectorFile.Open("shuffle.json");
        return file.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(vector => VectorFile.TextOf(vector, "name"), vector => vector.Clone());
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
