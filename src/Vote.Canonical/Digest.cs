using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Canonical;

/// <summary>A SHA-256 output: exactly 32 public bytes, compared by value.</summary>
public sealed class Digest : IEquatable<Digest>, IComparable<Digest>
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    private readonly byte[] bytes;

    private Digest(byte[] bytes) => this.bytes = bytes;

    /// <summary>32 zero bytes: what a slot's first ballot names as its predecessor.</summary>
    public static Digest Zero { get; } = new(new byte[Length]);

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    public static bool operator ==(Digest? left, Digest? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Digest? left, Digest? right) => !(left == right);

    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;

    /// <summary>Takes exactly 32 bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Digest? digest)
    {
        digest = encoded.Length == Length ? new Digest(encoded.ToArray()) : null;
        return digest is not null;
    }

    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    public static bool TryParseHex(string text, [NotNullWhen(true)] out Digest? digest)
    {
        var wellFormed = text.Length == 2 * Length && text.All(char.IsAsciiHexDigit) && !text.Any(char.IsAsciiLetterUpper);
        digest = wellFormed ? new Digest(Convert.FromHexString(text)) : null;
        return digest is not null;
    }

    /// <summary>Reads 43 characters of base64url.</summary>
    public static bool TryParseBase64Url(string text, [NotNullWhen(true)] out Digest? digest)
    {
        digest = null;
        return Base64Url.TryDecode(text, out var decoded) && TryDecode(decoded, out digest);
    }

    /// <summary>SHA-256 of one string of bytes.</summary>
    public static Digest Sha256(ReadOnlySpan<byte> data) => new(SHA256.HashData(data));

    /// <summary>SHA-256 of the concatenation; the caller makes sure that the boundaries are unambiguous.</summary>
    public static Digest Sha256(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => Sha256(first, second, []);

    /// <summary>SHA-256 of the concatenation; the caller makes sure that the boundaries are unambiguous.</summary>
    public static Digest Sha256(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        hash.AppendData(second);
        hash.AppendData(third);
        return new Digest(hash.GetHashAndReset());
    }

    /// <summary>A copy of the 32 bytes.</summary>
    public byte[] ToArray() => (byte[])bytes.Clone();

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string ToHex() => Convert.ToHexStringLower(bytes);

    /// <summary>43 characters, as it stands in a record.</summary>
    public string ToBase64Url() => Base64Url.Encode(bytes);

    /// <summary>Standard padded base64, as C2SP notes print hashes.</summary>
    public string ToBase64() => Convert.ToBase64String(bytes);

    public int CompareTo(Digest? other) => other is null ? 1 : Bytes.SequenceCompareTo(other.Bytes);

    public bool Equals(Digest? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as Digest);

    public override int GetHashCode() => BitConverter.ToInt32(bytes);

    public override string ToString() => ToHex();
}
