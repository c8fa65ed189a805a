using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

public sealed class PointEncodingTests
{
    private static readonly byte[] GeneratorBytes =
        Convert.FromHexString("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");

    [Fact]
    public void RoundTripsPoints()
    {
        Assert.Equal(GeneratorBytes, Point.Generator.Encode());
        for (var i = 0; i < 200; i++)
        {
            var point = Scalar.Random() * Point.Generator;
            var bytes = point.Encode();
            Assert.True(Point.TryDecode(bytes, out var decoded));
            Assert.Equal(point, decoded);
            Assert.Equal(bytes, decoded.Encode());
            Assert.Equal(Twin.ToAffine(point), Twin.ToAffine(decoded));
        }
    }

    [Fact]
    public void AcceptsExactlyTheTwoCompressedPrefixes()
    {
        for (var prefix = 0; prefix < 256; prefix++)
        {
            byte[] bytes = [(byte)prefix, .. GeneratorBytes[1..]];
            Assert.Equal(prefix is 2 or 3, Point.TryDecode(bytes, out var point));
            Assert.Equal(prefix switch { 2 => -Point.Generator, 3 => Point.Generator, _ => null }, point);
        }
    }

    [Fact]
    public void RefusesEveryOtherLength()
    {
        for (var length = 0; length <= 70; length++)
        {
            var bytes = new byte[length];
            GeneratorBytes.AsSpan(0, Math.Min(length, Point.Size)).CopyTo(bytes);
            Assert.Equal(length == Point.Size, Point.TryDecode(bytes, out _));
        }

        var uncompressed = new byte[65];
        uncompressed[0] = 4;
        Assert.True(Point.Generator.TryGetCoordinates(uncompressed.AsSpan(1), uncompressed.AsSpan(33)));
        Assert.False(Point.TryDecode(uncompressed, out _));
    }

    [Fact]
    public void RefusesCoordinatesFromThePrimeUp()
    {
        // p + x for the small x of points: the same residue, spelt a second time.
        var seen = 0;
        for (var x = 0; x < 60; x++)
        {
            var decodes = Point.TryDecode([2, .. Twin.ToBytes(x)], out var point);
            seen += decodes ? 1 : 0;
            Assert.False(Point.TryDecode([2, .. Twin.ToBytes(Twin.P + x)], out _));
            if (decodes)
            {
                var y = new byte[32];
                Assert.True(point!.TryGetCoordinates(new byte[32], y));
                Assert.False(Point.TryFromCoordinates(Twin.ToBytes(Twin.P + x), y, out _));
            }
        }

        Assert.InRange(seen, 15, 45);
        Assert.False(Point.TryDecode([3, .. Enumerable.Repeat((byte)0xFF, 32)], out _));
    }

    [Fact]
    public void DecodesExactlyWhatIsOnTheCurve()
    {
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])[(byte)(2 + (i & 1)), .. RandomNumberGenerator.GetBytes(32)];
            var x = Twin.ToInteger(bytes.AsSpan(1));
            var square = Twin.Mod(x * x * x - 3 * x + Twin.B, Twin.P);
            var isSquare = System.Numerics.BigInteger.ModPow(square, (Twin.P - 1) / 2, Twin.P).IsOne;
            Assert.Equal(isSquare && x < Twin.P, Point.TryDecode(bytes, out var point));
            Assert.True(point is null || bytes.AsSpan().SequenceEqual(point.Encode()));
        }
    }

    [Fact]
    public void MutatedEncodingsAreRefusedOrSpellAnotherPoint()
    {
        // A seeded walk: SHA-256 of a counter chooses the edit, so that a failure can be run again.
        for (var i = 0; i < 3000; i++)
        {
            var choice = SHA256.HashData(BitConverter.GetBytes(i));
            var bytes = Mutate(GeneratorBytes, choice);
            if (Point.TryDecode(bytes, out var point))
            {
                Assert.Equal(bytes, point.Encode());
            }
        }
    }

    [Fact]
    public void TheIdentityHasNoEncoding()
    {
        Assert.Throws<InvalidOperationException>(() => Point.Identity.Encode());
        Assert.Throws<InvalidOperationException>(() => Point.EncodeMany([Point.Generator, Point.Identity]));
        Assert.False(Point.Identity.TryGetCoordinates(new byte[32], new byte[32]));
        Assert.False(Point.TryDecode(new byte[33], out _));
        Assert.False(Point.TryDecode([0], out _));
        Assert.False(Point.TryFromCoordinates(new byte[32], new byte[32], out _));
        Assert.Throws<ArgumentException>(() => Point.Generator.EncodeTo(new byte[32]));
    }

    [Fact]
    public void CoordinatesMustSatisfyTheEquation()
    {
        var x = new byte[32];
        var y = new byte[32];
        Assert.True(Point.Generator.TryGetCoordinates(x, y));
        Assert.True(Point.TryFromCoordinates(x, y, out var same));
        Assert.Equal(Point.Generator, same);
        Assert.False(Point.TryFromCoordinates(y, x, out _));
        Assert.False(Point.TryFromCoordinates(x, y.AsSpan(1), out _));
        Assert.False(Point.TryFromCoordinates([0, .. x], y, out _));
        y[31] ^= 1;
        Assert.False(Point.TryFromCoordinates(x, y, out _));
    }

    [Fact]
    public void EncodesAndDecodesManyAsOneByOne()
    {
        for (var count = 0; count < 12; count++)
        {
            var points = Enumerable.Range(0, count).Select(i => Scalar.Random() * Point.Generator + Point.Generator).ToArray();
            var bytes = Point.EncodeMany(points);
            Assert.Equal(points.SelectMany(point => point.Encode()), bytes);
            Assert.True(Point.TryDecodeMany(bytes, out var decoded));
            Assert.Equal(points, decoded);
            Assert.False(Point.TryDecodeMany([.. bytes, 2], out _));
            if (count > 0)
            {
                bytes[^33] ^= 4;
                Assert.False(Point.TryDecodeMany(bytes, out _));
            }
        }
    }

    private static byte[] Mutate(byte[] original, byte[] choice)
    {
        var bytes = (byte[])original.Clone();
        var position = choice[1] % bytes.Length;
        switch (choice[0] % 5)
        {
            case 0:
                bytes[position] ^= (byte)(1 << (choice[2] & 7));
                return bytes;
            case 1:
                bytes[position] = choice[2];
                bytes[choice[3] % bytes.Length] = choice[4];
                return bytes;
            case 2:
                return bytes[..position];
            case 3:
                return [.. bytes[..position], choice[2], .. bytes[position..]];
            default:
                choice.AsSpan(0, 32).CopyTo(bytes.AsSpan(1));
                return bytes;
        }
    }
}
