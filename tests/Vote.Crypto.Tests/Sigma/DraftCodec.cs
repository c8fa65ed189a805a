using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>
/// The codecs of the Fiat-Shamir draft for any modulus, on big integers: the slow twin of what the library does for P-256 alone, and the home of
/// those codecs that only the drafts' vectors use.
/// </summary>
internal static class DraftCodec
{
    public static readonly BigInteger P256Order = Parse("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    public static BigInteger Parse(string hex) => BigInteger.Parse("0" + hex[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static int Width(BigInteger modulus) => (modulus - 1).GetByteCount(isUnsigned: true);

    public static byte[] SerializeString(byte[] value)
    {
        var length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)value.Length);
        return [.. length, .. value];
    }

    public static byte[]? DeserializeString(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(uint))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return length > (uint)(bytes.Length - sizeof(uint)) ? null : bytes.Slice(sizeof(uint), (int)length).ToArray();
    }

    public static byte[] SerializeInteger(BigInteger value, BigInteger modulus, bool bigEndian = false)
    {
        var bytes = new byte[Width(modulus)];
        value.TryWriteBytes(bytes, out var written, isUnsigned: true, bigEndian);
        if (bigEndian)
        {
            bytes.AsSpan(0, written).CopyTo(bytes.AsSpan(bytes.Length - written));
            bytes.AsSpan(0, bytes.Length - written).Clear();
        }

        return bytes;
    }

    /// <summary>Coordinates one after the other, each below the modulus; null for anything else.</summary>
    public static BigInteger[]? DeserializeField(ReadOnlySpan<byte> bytes, BigInteger modulus, int degree)
    {
        var width = Width(modulus);
        if (bytes.Length < width * degree)
        {
            return null;
        }

        var coordinates = new BigInteger[degree];
        for (var i = 0; i < degree; i++)
        {
            coordinates[i] = new BigInteger(bytes.Slice(i * width, width), isUnsigned: true);
        }

        return Array.TrueForAll(coordinates, coordinate => coordinate < modulus) ? coordinates : null;
    }

    public static BigInteger DecodeInteger(ReadOnlySpan<byte> bytes, BigInteger modulus) => new BigInteger(bytes, isUnsigned: true) % modulus;

    public static Scalar DecodeScalar(ReadOnlySpan<byte> bytes) => ToScalar(DecodeInteger(bytes, P256Order));

    public static Scalar ToScalar(BigInteger value)
    {
        Assert.True(Scalar.TryDecode(SerializeInteger(value, P256Order, bigEndian: true), out var scalar));
        return scalar;
    }
}
