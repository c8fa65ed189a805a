using System.Security.Cryptography;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;

namespace Vote.Crypto.Tests.Hpke;

public sealed class HpkeBaseTests
{
    private static readonly byte[] Info = [1, 2, 3];
    private static readonly byte[] Aad = [4, 5];
    private static readonly byte[] Message = [6, 7, 8, 9];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(10_000)]
    public void OpensWhatItSealed(int length)
    {
        using var key = HpkePrivateKey.Generate();
        var message = RandomNumberGenerator.GetBytes(length);
        var sealedBytes = HpkeBase.Seal(key.Public, Info, Aad, message);

        Assert.Equal(length + HpkeBase.Overhead, sealedBytes.Length);
        Assert.True(HpkeBase.TryOpen(key, Info, Aad, sealedBytes, out var opened));
        Assert.Equal(message, opened);
    }

    [Fact]
    public void SealsTheSameMessageDifferentlyEachTime()
    {
        using var key = HpkePrivateKey.Generate();
        Assert.NotEqual(HpkeBase.Seal(key.Public, Info, Aad, Message), HpkeBase.Seal(key.Public, Info, Aad, Message));
    }

    [Fact]
    public void RefusesEveryChangedByte()
    {
        using var key = HpkePrivateKey.Generate();
        var sealedBytes = HpkeBase.Seal(key.Public, Info, Aad, Message);
        for (var i = 0; i < sealedBytes.Length; i++)
        {
            byte[] changed = [.. sealedBytes];
            changed[i] ^= 1;
            Assert.False(HpkeBase.TryOpen(key, Info, Aad, changed, out _), $"byte {i}");
        }
    }

    [Fact]
    public void RefusesEveryOtherLength()
    {
        using var key = HpkePrivateKey.Generate();
        var sealedBytes = HpkeBase.Seal(key.Public, Info, Aad, Message);
        for (var length = 0; length < sealedBytes.Length; length++)
        {
            Assert.False(HpkeBase.TryOpen(key, Info, Aad, sealedBytes.AsSpan(0, length), out _), $"length {length}");
        }

        Assert.False(HpkeBase.TryOpen(key, Info, Aad, [.. sealedBytes, 0], out _));
    }

    [Fact]
    public void RefusesAnotherInfoAadOrKey()
    {
        using var key = HpkePrivateKey.Generate();
        using var other = HpkePrivateKey.Generate();
        var sealedBytes = HpkeBase.Seal(key.Public, Info, Aad, Message);

        Assert.False(HpkeBase.TryOpen(key, [1, 2], Aad, sealedBytes, out _));
        Assert.False(HpkeBase.TryOpen(key, [.. Info, 0], Aad, sealedBytes, out _));
        Assert.False(HpkeBase.TryOpen(key, Info, [], sealedBytes, out _));
        Assert.False(HpkeBase.TryOpen(key, [.. Info, .. Aad], [], sealedBytes, out _));
        Assert.False(HpkeBase.TryOpen(other, Info, Aad, sealedBytes, out _));
    }

    /// <summary>Attack B4: an encapsulation off the curve would leak the secret piece by piece.</summary>
    [Fact]
    public void RefusesAnEncapsulationThatIsNoElement()
    {
        using var key = HpkePrivateKey.Generate();
        var sealedBytes = HpkeBase.Seal(key.Public, Info, Aad, Message);
        foreach (var encapsulation in NoElements(sealedBytes[..HpkeBase.EncapsulationLength]))
        {
            Assert.False(HpkePublicKey.TryDecodeForKem(encapsulation, out _));
            byte[] changed = [.. encapsulation, .. sealedBytes.AsSpan(encapsulation.Length)];
            Assert.False(HpkeBase.TryOpen(key, Info, Aad, changed, out _));
        }
    }

    [Fact]
    public void RefusesSecretKeysOutOfRange()
    {
        var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        Assert.False(HpkePrivateKey.TryDecode(new byte[32], out _));
        Assert.False(HpkePrivateKey.TryDecode(order, out _));
        Assert.False(HpkePrivateKey.TryDecode(new byte[31], out _));
        Assert.False(HpkePrivateKey.TryDecode([0, .. Scalar.One.Encode()], out _));
    }

    [Fact]
    public void KeepsOneEncodingOfEachKey()
    {
        using var key = HpkePrivateKey.Generate();
        Assert.True(HpkePublicKey.TryDecode(key.Public.Encode(), out var decoded));
        Assert.Equal(key.Public, decoded);
        Assert.True(HpkePublicKey.TryDecodeForKem(key.Public.EncodeForKem(), out var fromKem));
        Assert.Equal(key.Public, fromKem);
        Assert.False(HpkePublicKey.TryDecode(key.Public.EncodeForKem(), out _));
        Assert.False(HpkePublicKey.TryDecodeForKem(key.Public.Encode(), out _));

        Assert.True(HpkePrivateKey.TryDecode(key.Encode(), out var again));
        using (again)
        {
            Assert.Equal(key.Public, again.Public);
        }
    }

    [Fact]
    public void GivesNothingAfterDisposal()
    {
        var key = HpkePrivateKey.Generate();
        var sealedBytes = HpkeBase.Seal(key.Public, Info, Aad, Message);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Encode());
        Assert.Throws<ObjectDisposedException>(() => HpkeBase.TryOpen(key, Info, Aad, sealedBytes, out _));
    }

    private static IEnumerable<byte[]> NoElements(byte[] honest)
    {
        byte[] hybrid = [6, .. honest[1..]];
        byte[] otherY = [.. honest];
        otherY[^1] ^= 2;
        var prime = Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
        return [new byte[65], [4, .. new byte[64]], hybrid, otherY, [4, .. prime, .. honest[33..]], [4, .. honest[1..33], .. prime]];
    }
}
