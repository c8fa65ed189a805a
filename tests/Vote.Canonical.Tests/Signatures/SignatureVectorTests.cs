using System.Text.Json;
using Vote.Canonical.Signatures;
using Vote.Testing;

namespace Vote.Canonical.Tests.Signatures;

/// <summary>spec/vectors/signature.json</summary>
public class SignatureVectorTests
{
    [Fact]
    public void DecidesEveryVectorAsExpected()
    {
        foreach (var vector in SpecVectors.Load("signature.json").GetProperty("cases").EnumerateArray())
        {
            var decided = SignatureKey.TryDecode(Bytes(vector, "key"), out var key)
                && Signature.TryDecode(Bytes(vector, "signature"), out var signature)
                && key.Verify(new SignatureDomain(vector.GetProperty("domain").GetString()!), Bytes(vector, "content"), signature);

            Assert.True(vector.GetProperty("accepted").GetBoolean() == decided, vector.GetProperty("comment").GetString());
        }
    }

    private static byte[] Bytes(JsonElement vector, string name) => Convert.FromHexString(vector.GetProperty(name).GetString()!);
}
