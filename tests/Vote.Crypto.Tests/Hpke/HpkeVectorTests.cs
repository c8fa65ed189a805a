using System.Text.Json;
using Vote.Crypto.Hpke;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Hpke;

/// <summary>Agrees with RFC 9180 Appendix A.3.1, intermediate values included.</summary>
public sealed class HpkeVectorTests : IDisposable
{
    private readonly JsonDocument document = VectorFile.Open("hpke.json");

    private JsonElement Base => document.RootElement.GetProperty("base");

    [Theory]
    [InlineData("ikmE", "skEm", "pkEm")]
    [InlineData("ikmR", "skRm", "pkRm")]
    public void DerivesThePinnedKeyPairs(string material, string secret, string publicKey)
    {
        using var key = HpkePrivateKey.Derive(Bytes(material));
        Assert.Equal(Bytes(secret), key.Encode());
        Assert.Equal(Bytes(publicKey), key.Public.EncodeForKem());
    }

    [Fact]
    public void EncapsulatesToThePinnedSharedSecret()
    {
        using var ephemeral = Key("skEm");
        using var receiver = Key("skRm");
        Assert.Equal(Bytes("enc"), ephemeral.Public.EncodeForKem());
        Assert.Equal(Bytes("shared_secret"), DhKem.Encapsulate(ephemeral, receiver.Public));
        Assert.True(DhKem.TryDecapsulate(receiver, Bytes("enc"), out var sharedSecret));
        Assert.Equal(Bytes("shared_secret"), sharedSecret);
    }

    [Fact]
    public void DerivesThePinnedKeyAndBaseNonce()
    {
        using var context = HpkeContext.Derive(Bytes("shared_secret"), Bytes("info"));
        Assert.Equal(Bytes("key"), context.Key.ToArray());
        Assert.Equal(Bytes("base_nonce"), context.BaseNonce.ToArray());
    }

    [Fact]
    public void SealsAndOpensEveryPinnedMessage()
    {
        using var context = HpkeContext.Derive(Bytes("shared_secret"), Bytes("info"));
        foreach (var message in document.RootElement.GetProperty("encryptions").EnumerateArray())
        {
            var sequence = message.GetProperty("sequence").GetUInt64();
            var aad = VectorFile.HexOf(message, "aad");
            var plaintext = VectorFile.HexOf(message, "plaintext");
            var ciphertext = VectorFile.HexOf(message, "ciphertext");

            Assert.Equal(VectorFile.HexOf(message, "nonce"), context.NonceOf(sequence));
            Assert.Equal(ciphertext, context.Seal(sequence, aad, plaintext));
            Assert.True(context.TryOpen(sequence, aad, ciphertext, out var opened));
            Assert.Equal(plaintext, opened);
        }
    }

    [Fact]
    public void SealsTheFirstMessageInOneShot()
    {
        var first = document.RootElement.GetProperty("encryptions")[0];
        using var ephemeral = Key("skEm");
        using var receiver = Key("skRm");
        byte[] expected = [.. Bytes("enc"), .. VectorFile.HexOf(first, "ciphertext")];
        var aad = VectorFile.HexOf(first, "aad");
        var plaintext = VectorFile.HexOf(first, "plaintext");

        Assert.Equal(expected, HpkeBase.Seal(receiver.Public, Bytes("info"), aad, plaintext, ephemeral));
        Assert.True(HpkeBase.TryOpen(receiver, Bytes("info"), aad, expected, out var opened));
        Assert.Equal(plaintext, opened);
    }

    public void Dispose() => document.Dispose();

    private byte[] Bytes(string name) => VectorFile.HexOf(Base, name);

    private HpkePrivateKey Key(string name)
    {
        Assert.True(HpkePrivateKey.TryDecode(Bytes(name), out var key));
        return key;
    }
}
