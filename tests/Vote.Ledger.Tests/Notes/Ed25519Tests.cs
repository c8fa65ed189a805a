using Vote.Ledger.Notes;
using Vote.Testing;

namespace Vote.Ledger.Tests.Notes;

public class Ed25519Tests
{
    [Fact]
    public void MatchesTheVectorsOfRfc8032()
    {
        foreach (var vector in SpecVectors.Load("ed25519.json").GetProperty("cases").EnumerateArray())
        {
            byte[] Of(string name) => Convert.FromHexString(vector.GetProperty(name).GetString()!);
            Assert.True(Ed25519SecretKey.TryImport(Of("seed"), out var secret));
            using (secret)
            {
                Assert.Equal(Of("key"), secret.Public.Bytes.ToArray());
                Assert.Equal(Of("signature"), secret.Sign(Of("message")));
                Assert.True(secret.Public.Verify(Of("message"), Of("signature")));
            }
        }
    }

    [Fact]
    public void RejectsEveryChangedSignatureAndMessage()
    {
        using var secret = TestLog.SecretOf(9);
        var message = "a message"u8.ToArray();
        var signature = secret.Sign(message);
        for (var i = 0; i < signature.Length * 8; i++)
        {
            var changed = signature.ToArray();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            Assert.False(secret.Public.Verify(message, changed));
        }

        Assert.False(secret.Public.Verify("a massage"u8, signature));
        Assert.False(secret.Public.Verify(message, signature.AsSpan(0, 63)));
        Assert.False(secret.Public.Verify(message, [.. signature, 0]));
    }

    [Fact]
    public void RejectsUnderAnyOtherKeyEvenOnesThatAreNoPoint()
    {
        using var secret = TestLog.SecretOf(9);
        var random = new Mutator(8);
        var signature = secret.Sign("m"u8);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(Ed25519PublicKey.TryDecode(random.Bytes(32), out var key));
            Assert.False(key.Verify("m"u8, signature));
        }
    }

    [Fact]
    public void RefusesSeedsOfAnotherLength()
    {
        Assert.False(Ed25519SecretKey.TryImport(new byte[31], out _));
        Assert.False(Ed25519SecretKey.TryImport(new byte[33], out _));
        Assert.False(Ed25519PublicKey.TryDecode(new byte[31], out _));
    }
}
