using System.Text.Json;
using Vote.Ledger.Entries;
using Vote.Testing;

namespace Vote.Ledger.Tests.Entries;

/// <summary>spec/vectors/entry.json</summary>
public class EntryVectorTests
{
    [Fact]
    public void ReadsEveryAcceptedVector()
    {
        foreach (var vector in SpecVectors.Load("entry.json").GetProperty("accepted").EnumerateArray())
        {
            Assert.True(TryDecode(vector, out var entry, out _), vector.GetProperty("comment").GetString());
            Assert.Equal(vector.GetProperty("hash").GetString(), entry!.Hash.Value.ToHex());
            Assert.Equal(vector.GetProperty("leaf").GetString(), entry.LeafHash.Value.ToHex());
            Assert.Equal(vector.GetProperty("type").GetString(), entry.Body.Type.Name());
            Assert.All(entry.Signatures, signature => Assert.True(signature.Key.Verify(entry.Hash.Value, signature.Signature)));
        }
    }

    [Fact]
    public void RefusesEveryOtherVectorForItsReason()
    {
        foreach (var vector in SpecVectors.Load("entry.json").GetProperty("rejected").EnumerateArray())
        {
            Assert.False(TryDecode(vector, out _, out var refusal), vector.GetProperty("comment").GetString());
            Assert.Equal(vector.GetProperty("reason").GetString(), refusal.ToString());
        }
    }

    private static bool TryDecode(JsonElement vector, out Entry? entry, out LedgerRefusal refusal)
    {
        var blob = vector.TryGetProperty("blob_zeros", out var length) ? new byte[length.GetInt32()] : [];
        return Entry.TryDecode(Convert.FromHexString(vector.GetProperty("entry").GetString()!), blob, out entry, out refusal);
    }
}
