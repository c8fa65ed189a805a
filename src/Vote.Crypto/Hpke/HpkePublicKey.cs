using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;

namespace Vote.Crypto.Hpke;

/// <summary>A receiver's public key: an element other than the identity. Compared by value. spec §9</summary>
public sealed class HpkePublicKey : IEquatable<HpkePublicKey>
{
    /// <summary>Length in bytes of the encoding in our records: a compressed element.</summary>
    public const int Length = Point.Size;

    /// <summary>Length in bytes of the KEM's serialisation: an uncompressed element. RFC 9180 §7.1.1</summary>
    public const int KemLength = 65;

    private const int CoordinateSize = 32;
    private const byte Uncompressed = 4;

    private readonly byte[] encoded;

    internal HpkePublicKey(Point point) => (Point, encoded) = (point, point.Encode());

    /// <summary>The element.</summary>
    public Point Point { get; }

    /// <summary>The 33 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => encoded;

    public static bool operator ==(HpkePublicKey? left, HpkePublicKey? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(HpkePublicKey? left, HpkePublicKey? right) => !(left == right);

    /// <summary>Takes the compressed encoding of an element, nothing else.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out HpkePublicKey? key)
    {
        key = Point.TryDecode(bytes, out var point) ? new HpkePublicKey(point) : null;
        return key is not null;
    }

    /// <summary>A copy of the 33 bytes.</summary>
    public byte[] Encode() => [.. encoded];

    public bool Equals(HpkePublicKey? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as HpkePublicKey);

    public override int GetHashCode() => BitConverter.ToInt32(encoded, 1);

    /// <summary>04 ‖ x ‖ y and a point on the curve; every other input fails. RFC 9180 §7.1.4</summary>
    internal static bool TryDecodeForKem(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out HpkePublicKey? key)
    {
        key = bytes.Length == KemLength
            && bytes[0] == Uncompressed
            && Point.TryFromCoordinates(bytes.Slice(1, CoordinateSize), bytes[(1 + CoordinateSize)..], out var point)
                ? new HpkePublicKey(point)
                : null;
        return key is not null;
    }

    /// <summary>04 ‖ x ‖ y. RFC 9180 §7.1.1</summary>
    internal byte[] EncodeForKem()
    {
        var bytes = new byte[KemLength];
        bytes[0] = Uncompressed;
        Point.TryGetCoordinates(bytes.AsSpan(1, CoordinateSize), bytes.AsSpan(1 + CoordinateSize));
        return bytes;
    }
}
