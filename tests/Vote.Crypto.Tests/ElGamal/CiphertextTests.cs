using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.ElGamal;

public sealed class CiphertextTests
{
    private static readonly Scalar Secret = Scalar.Random();
    private static readonly ElectionKey Key = new(Secret * Point.Generator);

    [Fact]
    public void DecryptsToItsMessage()
    {
        var message = Sample.RandomPoint();
        Assert.Equal(message, Decrypt(Key.Encrypt(message, Scalar.Random())));
        Assert.Equal(Scalar.FromInt64(5) * Point.Generator, Decrypt(Key.EncryptNumber(Scalar.FromInt64(5), Scalar.Random())));
        Assert.Equal(Point.Identity, Decrypt(Key.EncryptNumber(Scalar.Zero, Scalar.Random())));
    }

    [Fact]
    public void IsThePairOfTheSpecification()
    {
        var (message, r) = (Sample.RandomPoint(), Scalar.Random());
        Assert.Equal(new(r * Point.Generator, message + (r * Key.Point)), Key.Encrypt(message, r));
    }

    [Fact]
    public void AddsMessages()
    {
        var (a, b) = (Key.EncryptNumber(Scalar.FromInt64(7), Scalar.Random()), Key.EncryptNumber(Scalar.FromInt64(-3), Scalar.Random()));
        Assert.Equal(Scalar.FromInt64(4) * Point.Generator, Decrypt(a + b));
        Assert.Equal(Scalar.FromInt64(10) * Point.Generator, Decrypt(a - b));
        Assert.Equal(Scalar.FromInt64(21) * Point.Generator, Decrypt(Ciphertext.MultiplyVartime(Scalar.FromInt64(3), a)));
        Assert.Equal(a, a + Ciphertext.Zero);
        Assert.Equal(Ciphertext.Zero, a - a);
    }

    [Fact]
    public void RoundTripsAndRejectsEveryOtherLength()
    {
        var encoded = Key.EncryptNumber(Scalar.One, Scalar.Random()).Encode();
        Assert.Equal(66, encoded.Length);
        Assert.True(Ciphertext.TryDecode(encoded, out var decoded));
        Assert.Equal(encoded, decoded.Encode());
        Assert.False(Ciphertext.TryDecode([], out _));
        Assert.False(Ciphertext.TryDecode(encoded.AsSpan(0, 65), out _));
        Assert.False(Ciphertext.TryDecode(encoded.AsSpan(0, 33), out _));
        Assert.False(Ciphertext.TryDecode([.. encoded, 0], out _));
        Assert.False(Ciphertext.TryDecode([.. encoded, .. encoded], out _));
        Assert.False(Ciphertext.TryDecodeMany(encoded.AsSpan(0, 33), out _));
        Assert.True(Ciphertext.TryDecodeMany([.. encoded, .. encoded], out var two));
        Assert.Equal([decoded, decoded], two);
    }

    [Fact]
    public void HasNoEncodingWithAnIdentityHalf()
    {
        Assert.Throws<InvalidOperationException>(() => Ciphertext.Zero.Encode());
        Assert.Throws<InvalidOperationException>(() => new Ciphertext(Point.Generator, Point.Identity).Encode());
        Assert.False(Ciphertext.TryDecode(new byte[66], out _));
        Assert.False(Ciphertext.TryDecode([.. Point.Generator.Encode(), .. new byte[33]], out _));
    }

    [Fact]
    public void IsNeverMadeWithAZeroScalar() => Assert.Throws<ArgumentException>(() => Key.Encrypt(Point.Generator, Scalar.Zero));

    [Fact]
    public void HasAKeyThatIsNotTheIdentity()
    {
        Assert.Throws<ArgumentException>(() => new ElectionKey(Point.Identity));
        Assert.False(ElectionKey.TryDecode(new byte[33], out _));
        Assert.True(ElectionKey.TryDecode(Key.Encode(), out var decoded));
        Assert.Equal(Key, decoded);
    }

    private static Point Decrypt(Ciphertext ciphertext) => ciphertext.B - (Secret * ciphertext.A);
}
