using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Vote.Canonical.Signatures;
using Vote.Testing;

namespace Vote.Canonical.Tests.Signatures;

public class SignatureTests
{
    private static readonly SignatureDomain Domain = new("tsukuba-vote/test/v1");

    private static readonly BigInteger Order = BigInteger.Parse(
        "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [Fact]
    public void VerifiesWhatItSigned()
    {
        using var key = SigningKey.Generate();

        for (var i = 0; i < 50; i++)
        {
            byte[] message = [(byte)i];
            var signature = key.Sign(Domain, message);

            Assert.True(key.Public.Verify(Domain, message, signature));
            Assert.True(Signature.TryDecode(signature.Bytes, out var decoded) && decoded.Equals(signature));
        }
    }

    [Fact]
    public void RejectsAnotherMessageDomainAndKey()
    {
        using var key = SigningKey.Generate();
        using var other = SigningKey.Generate();
        var signature = key.Sign(Domain, "m"u8);

        Assert.False(key.Public.Verify(Domain, "n"u8, signature));
        Assert.False(key.Public.Verify(new SignatureDomain("tsukuba-vote/test/v2"), "m"u8, signature));
        Assert.False(other.Public.Verify(Domain, "m"u8, signature));
    }

    [Fact]
    public void RejectsTheHighTwinAndZeroParts()
    {
        using var key = SigningKey.Generate();
        var low = key.Sign(Domain, "m"u8).Bytes;
        var s = new BigInteger(low[32..], isUnsigned: true, isBigEndian: true);
        var twin = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);

        Assert.False(Signature.TryDecode([.. low[..32], .. new byte[32 - twin.Length], .. twin], out _));
        Assert.False(Signature.TryDecode([.. low[..32], .. new byte[32]], out _));
        Assert.False(Signature.TryDecode([.. new byte[32], .. low[32..]], out _));
        Assert.False(Signature.TryDecode([.. Order.ToByteArray(isUnsigned: true, isBigEndian: true), .. low[32..]], out _));
        Assert.False(Signature.TryDecode(low[..63], out _));
        Assert.False(Signature.TryDecode([.. low, 0], out _));
    }

    [Fact]
    public void KeepsAKeyThroughItsFile()
    {
        using var key = SigningKey.Generate();
        Assert.True(SigningKey.TryImport(key.ExportSecret(), out var again));
        using (again)
        {
            Assert.Equal(key.Public, again.Public);
            Assert.True(key.Public.Verify(Domain, "m"u8, again.Sign(Domain, "m"u8)));
        }
    }

    [Fact]
    public void RejectsSecretsThatAreNoScalar()
    {
        Assert.False(SigningKey.TryImport(new byte[32], out _));
        Assert.False(SigningKey.TryImport(new byte[31], out _));
        Assert.False(SigningKey.TryImport(Order.ToByteArray(isUnsigned: true, isBigEndian: true), out _));
        Assert.False(SigningKey.TryImport(Enumerable.Repeat((byte)0xff, 32).ToArray(), out _));
    }

    [Fact]
    public void DecompressesToThePointThePlatformHas()
    {
        for (var i = 0; i < 20; i++)
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = ecdsa.ExportParameters(false).Q;
            Assert.True(SignatureKey.TryDecode([(byte)(2 + (point.Y![31] & 1)), .. point.X!], out var key));

            var hash = SHA256.HashData([.. "tsukuba-vote/test/v1"u8, 0, .. "m"u8]);
            byte[] made;
            do
            {
                made = ecdsa.SignHash(hash);
            }
            while (!Signature.TryDecode(made, out _));

            Assert.True(Signature.TryDecode(made, out var signature));
            Assert.True(key.Verify(Domain, "m"u8, signature));
        }
    }

    [Fact]
    public void RejectsKeysOffTheCurveAndOtherEncodings()
    {
        using var key = SigningKey.Generate();
        var good = key.Public.Bytes;
        var random = new Mutator(3);
        var accepted = 0;
        for (var i = 0; i < 400; i++)
        {
            accepted += SignatureKey.TryDecode([2, .. random.Bytes(32)], out _) ? 1 : 0;
        }

        Assert.InRange(accepted, 140, 260);
        Assert.False(SignatureKey.TryDecode([4, .. good[1..]], out _));
        Assert.False(SignatureKey.TryDecode(good[..32], out _));
        Assert.False(SignatureKey.TryDecode([.. good, 0], out _));
        Assert.False(SignatureKey.TryDecode([0], out _));
        Assert.False(SignatureKey.TryDecode([2, .. Enumerable.Repeat((byte)0xff, 32)], out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("日本")]
    [InlineData("zero\0")]
    public void RefusesADomainThatCouldRunIntoItsContent(string name) =>
        Assert.Throws<ArgumentException>(() => new SignatureDomain(name));

    /// <summary>Decoding remembers keys; what it remembers must not answer for another key, nor for bytes that are none.</summary>
    [Fact]
    public void DecodesEachEncodingToItsOwnKeyHoweverOftenAndInWhateverOrder()
    {
        using var secret = SigningKey.Generate();
        byte[] encoded = secret.Public.ToArray();
        byte[] opposite = [(byte)(encoded[0] ^ 1), .. encoded[1..]];
        byte[] none = [4, .. encoded[1..]];
        foreach (var bytes in new[] { encoded, opposite, encoded, none, opposite, none, encoded })
        {
            Assert.Equal(bytes != none, SignatureKey.TryDecode(bytes, out var key));
            Assert.Equal(bytes != none, key is not null && key.Bytes.SequenceEqual(bytes));
        }

        Assert.False(SignatureKey.TryDecode([], out _));
        Assert.False(SignatureKey.TryDecode(encoded.AsSpan(0, 32), out _));
        Assert.False(SignatureKey.TryDecode([.. encoded, 0], out _));
    }

    /// <summary>A key keeps what it verifies with; many may verify with it at once.</summary>
    [Fact]
    public void VerifiesOnManyThreadsAtOnce()
    {
        using var secret = SigningKey.Generate();
        var domain = new SignatureDomain("tsukuba-vote/test/v1");
        var signature = secret.Sign(domain, "content"u8);
        Assert.True(SignatureKey.TryDecode(secret.Public.Bytes, out var key));
        Parallel.For(0, 400, i =>
        {
            Assert.True(key.Verify(domain, "content"u8, signature));
            Assert.False(key.Verify(domain, "contents"u8, signature));
        });
    }
}
