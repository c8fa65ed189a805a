using System.Buffers.Binary;
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

    private const int RecentCount = 1 << 12;

    // A key stands in several places of a record, and finding the second coordinate is the dearest part of reading one. Public keys only.
    private static readonly SignatureKey?[] Recent = new SignatureKey?[RecentCount];

    private readonly byte[] bytes;
    private readonly ECPoint point;
    private ECDsa? verifier;
    private volatile bool hasVerified;

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
        ref var recent = ref Recent[encoded.Length == Length ? BinaryPrimitives.ReadUInt32LittleEndian(encoded[1..]) % RecentCount : 0];
        key = Volatile.Read(ref recent);
        if (key is not null && key.Bytes.SequenceEqual(encoded))
        {
            return true;
        }

        key = P256.TryDecompressVartime(encoded, out var point) ? new SignatureKey(point.Value) : null;
        if (key is not null)
        {
            Volatile.Write(ref recent, key);
        }

        return key is not null;
    }

    /// <summary>Whether the holder of this key signed the content for this purpose.</summary>
    public bool Verify(SignatureDomain domain, ReadOnlySpan<byte> content, Signature signature) =>
        Verify(domain.Digest(content), signature);

    /// <summary>The same, with what <see cref="SignatureDomain.Digest"/> gave for the content.</summary>
    public bool Verify(Digest message, Signature signature)
    {
        // OpenSSL checks a key as long as it verifies a signature. A key of an office verifies many; a voter's is let go after its first.
        var ecdsa = Interlocked.Exchange(ref verifier, null) ?? ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        var holds = ecdsa.VerifyHash(message.Bytes, signature.Bytes);
        if (!hasVerified || Interlocked.CompareExchange(ref verifier, ecdsa, null) is not null)
        {
            ecdsa.Dispose();
        }

        hasVerified = true;
        return holds;
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
