using System.Text.Json;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>The parts a ballot is made of, as the second implementation computes them.</summary>
public sealed class SmallPartVectorTests
{
    [Fact]
    public void DerivesThePinnedRandomness() => ForEach("ballot-randomness.json", vector =>
    {
        Assert.True(BallotSeed.TryDecode(VectorFile.HexOf(vector, "seed"), out var seed));
        using (seed)
        {
            var r = seed.EncryptionScalar(
                ElectionOf(vector),
                CredentialOf(vector),
                vector.GetProperty("sequence").GetInt64(),
                vector.GetProperty("question").GetInt32(),
                unchecked((int)vector.GetProperty("index").GetUInt32()));
            Assert.Equal(VectorFile.TextOf(vector, "r"), Convert.ToHexStringLower(r.Encode()));
        }
    });

    [Fact]
    public void SpellsThePinnedTracker() => ForEach("tracker.json", vector => Assert.Equal(
        VectorFile.TextOf(vector, "tracker"),
        Tracker.Of(ElectionOf(vector), CredentialOf(vector), VectorFile.HexOf(vector, "ciphertexts")).Text));

    [Fact]
    public void DerivesThePinnedGenerators() => ForEach("generators.json", vector =>
    {
        var generators = new ElectionGenerators(ElectionOf(vector), new(Sample.RandomPoint()));
        var expected = vector.GetProperty("generators").EnumerateArray().Select(point => point.GetString()!).ToArray();
        Point[] derived = [generators.ChainBase, .. generators.CommitmentBases(expected.Length - 1, CancellationToken.None)];
        Assert.Equal(expected, derived.Select(point => Convert.ToHexStringLower(point.Encode())));
    });

    [Fact]
    public void EncodesThePinnedMessages() => ForEach("message-encoding.json", vector =>
    {
        var encoded = VectorFile.HexOf(vector, "element");
        var element = Point.TryDecode(encoded, out var point) ? point : Point.Identity;
        Assert.Equal(encoded.Length == 0, element.IsIdentity);
        var decodes = MessageEncoding.TryDecodeVartime(element, out var message);
        Assert.Equal(VectorFile.TextOf(vector, "expected") == "accept", decodes);
        if (decodes)
        {
            Assert.Equal(VectorFile.HexOf(vector, "data"), message);
            Assert.Equal(element, MessageEncoding.EncodeVartime(message));
        }
    });

    private static void ForEach(string file, Action<JsonElement> check)
    {
        JsonElement[] vectors = [.. VectorFile.Open(file).RootElement.GetProperty("cases").EnumerateArray()];
        Assert.NotEmpty(vectors);
        Assert.All(vectors, check);
    }

    private static ElectionHash ElectionOf(JsonElement vector)
    {
        Assert.True(Digest.TryDecode(VectorFile.HexOf(vector, "election"), out var election));
        return new(election);
    }

    private static SignatureKey CredentialOf(JsonElement vector)
    {
        Assert.True(SignatureKey.TryDecode(VectorFile.HexOf(vector, "credential"), out var credential));
        return credential;
    }
}
