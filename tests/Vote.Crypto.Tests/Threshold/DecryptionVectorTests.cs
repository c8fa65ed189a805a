using System.Text.Json;
using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;
using Vote.Crypto.Tests.Vectors;
using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>spec/vectors/decryption.json, made by the TypeScript implementation.</summary>
public sealed class DecryptionVectorTests : IDisposable
{
    private readonly JsonDocument file = VectorFile.Open("decryption.json");

    private IEnumerable<JsonElement> Cases => file.RootElement.GetProperty("cases").EnumerateArray();

    [Fact]
    public void ReproducesAndJudgesEveryPinnedShare()
    {
        var (accepted, rejected) = (0, 0);
        foreach (var vector in Cases)
        {
            var name = VectorFile.TextOf(vector, "name");
            var expected = VectorFile.TextOf(vector, "expected") == "accept";
            Assert.True(expected == Judge(vector), name);
            (accepted, rejected) = expected ? (accepted + 1, rejected) : (accepted, rejected + 1);
            if (expected)
            {
                Reproduce(vector);
            }
        }

        Assert.True(accepted >= 9 && rejected >= 20, $"{accepted} accepts and {rejected} rejects were seen");
    }

    [Fact]
    public void InterpolatesAsPinned()
    {
        foreach (var vector in file.RootElement.GetProperty("lagrange").EnumerateArray())
        {
            var trustees = vector.GetProperty("trustees").EnumerateArray().Select(trustee => new TrusteeIndex(trustee.GetInt32())).ToArray();
            Assert.Equal(Scalars(vector, "coefficients"), Lagrange.AtZero(trustees));
        }
    }

    [Fact]
    public void CombinesAsPinned()
    {
        var shares = Cases.Where(vector => VectorFile.TextOf(vector, "expected") == "accept")
            .ToDictionary(vector => VectorFile.TextOf(vector, "name"), StringComparer.Ordinal);
        foreach (var vector in file.RootElement.GetProperty("combinations").EnumerateArray())
        {
            var used = vector.GetProperty("shares").EnumerateArray().Select(name => shares[name.GetString()!]).ToArray();
            var input = StatementOf(used[0]).Input;
            var decoded = used.Select(share => Decode(share, input)!).ToArray();
            var elements = Decryption.CombineVartime(input, decoded, new ThresholdPolicy(2, 3), CancellationToken.None);
            Assert.Equal(
                vector.GetProperty("elements").EnumerateArray().Select(element => element.GetString()),
                elements.Select(element => element.IsIdentity ? "" : Convert.ToHexStringLower(element.Encode())));
        }
    }

    public void Dispose() => file.Dispose();

    private static bool Judge(JsonElement vector)
    {
        var statement = StatementOf(vector);
        Assert.True(Point.TryDecode(VectorFile.HexOf(vector, "verification"), out var key));
        return Decode(vector, statement.Input)?.Verify(statement, key) is Verdict.Accepted;
    }

    private static void Reproduce(JsonElement vector)
    {
        var statement = StatementOf(vector);
        Assert.True(SecretShare.TryDecode(TrusteeOf(vector), VectorFile.HexOf(vector, "secret"), out var secret));
        using (secret)
        {
            Assert.Equal(VectorFile.HexOf(vector, "verification"), secret.VerificationKey().Encode());
            var nonces = new FixedNonces(Scalars(vector, "nonces"));
            var share = DecryptionShare.Create(statement, secret, nonces, null, CancellationToken.None);
            Assert.Equal(VectorFile.HexOf(vector, "payload"), share.Encode());
            Assert.Equal(Scalars(vector, "weights"), statement.Weights(share.Trustee, secret.VerificationKey(), share.Values));
            Assert.Equal(VectorFile.TextOf(vector, "tag"), System.Text.Encoding.ASCII.GetString(statement.Tag(ProofPurpose.Decryption, share.Trustee).Encode()));
        }
    }

    private static DecryptionShare? Decode(JsonElement vector, DecryptionInput input) =>
        DecryptionShare.TryDecode(TrusteeOf(vector), VectorFile.HexOf(vector, "payload"), input.SharedCount, out var share) ? share : null;

    private static TrusteeIndex TrusteeOf(JsonElement vector) => new(vector.GetProperty("trustee").GetInt32());

    private static DecryptionStatement StatementOf(JsonElement vector)
    {
        Assert.True(Digest.TryDecode(VectorFile.HexOf(vector, "election"), out var election));
        Assert.True(Digest.TryDecode(VectorFile.HexOf(vector, "tally_input"), out var tallyInput));
        var ciphertexts = vector.GetProperty("ciphertexts").EnumerateArray().Select(pair => new Ciphertext(Half(pair[0]), Half(pair[1])));
        return new(new ElectionHash(election), tallyInput, new DecryptionInput(ciphertexts));
    }

    private static Point Half(JsonElement text)
    {
        if (text.GetString() is "")
        {
            return Point.Identity;
        }

        Assert.True(Point.TryDecode(Convert.FromHexString(text.GetString()!), out var point));
        return point;
    }

    private static Scalar[] Scalars(JsonElement vector, string name)
    {
        Assert.True(ProofLayout.TryDecodeScalars(VectorFile.HexOf(vector, name), out var scalars));
        return scalars;
    }
}
