using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Canonical.Signatures;

/// <summary>
/// A public key for ECDSA on P-256 with SHA-256: 33 bytes, compressed SEC 1, of a point on the curve. Compared by value.
/// </summary>
public sealed class SignatureKey : IEquatable<SignatureKey>, IComparable<SignatureKey>
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 33;

    private readonly byte[] bytes;
    private readonly ECPoint point;

    internal SignatureKey(ECPoint point) => (this.point, bytes) = (point, P256.Compress(point));

    /// <summary>The 33 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    public static bool operator ==(SignatureKey? left, SignatureKey? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(SignatureKey? left, SignatureKey? right) => !(left == right);

    public static bool operator <(SignatureKey left, SignatureKey right) => left.CompareTo(right) < 0;

    public static bool operator >(SignatureKey left, SignatureKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(SignatureKey left, SignatureKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SignatureKey left, SignatureKey right) => left.CompareTo(right) >= 0;

    /// <summary>Takes the compressed encoding of a point on the curve, nothing else.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out SignatureKey? key)
    {
        key = P256.TryDecompressVartime(encoded, out var point) ? new SignatureKey(point.Value) : null;
        return key is not null;
    }

    /// <summary>Whether the holder of this key signed the content for this purpose.</summary>
    public bool Verify(SignatureDomain domain, ReadOnlySpan<byte> content, Signature signature) =>
        Verify(domain.Digest(content), signature);

    /// <summary>The same, with what <see cref="SignatureDomain.Digest"/> gave for the content.</summary>
    public bool Verify(Digest message, Signature signature)
    {
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        return ecdsa.VerifyHash(message.Bytes, signature.Bytes);
    }

    /// <summary>A copy of the 33 bytes.</summary>
    public byte[] ToArray() => (byte[])bytes.Clone();

    /// <summary>44 characters, as it stands in a record.</summary>
    public string ToBase64Url() => Base64Url.Encode(bytes);

    public int CompareTo(SignatureKey? other) => other is null ? 1 : Bytes.SequenceCompareTo(other.Bytes);

    public bool Equals(SignatureKey? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as SignatureKey);

    public override int GetHashCode() => BitConverter.ToInt32(bytes, 1);

    public override string ToString() => ToBase64Url();
}
