using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Vote.Canonical;

/// <summary>
/// A value of the record's JSON: the subset of RFC 8785 without floats and null. spec/ledger.md §1
/// </summary>
public abstract class CanonicalValue : IEquatable<CanonicalValue>
{
    /// <summary>How deep arrays and objects may nest.</summary>
    public const int MaximumDepth = 32;

    private protected CanonicalValue()
    {
    }

    /// <summary>A string of well-formed Unicode.</summary>
    /// <exception cref="ArgumentException">An unpaired surrogate.</exception>
    public static CanonicalString Text(string value) => new(value);

    /// <summary>An integer of magnitude below 2^53.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A greater magnitude.</exception>
    public static CanonicalInteger Number(long value) => new(value);

    /// <summary>true or false.</summary>
    public static CanonicalBoolean Truth(bool value) => value ? CanonicalBoolean.True : CanonicalBoolean.False;

    /// <summary>Bytes, spelled as unpadded base64url.</summary>
    public static CanonicalString Bytes(ReadOnlySpan<byte> value) => new(Base64Url.Encode(value));

    /// <summary>A digest, spelled as 43 characters of base64url.</summary>
    public static CanonicalString Hash(Digest value) => new(value.ToBase64Url());

    /// <summary>An array in the given order.</summary>
    public static CanonicalArray List(IEnumerable<CanonicalValue> items) => new(items);

    /// <summary>
    /// Reads the only encoding of a value: no white space, sorted unique keys, shortest escapes and integers, well-formed
    /// UTF-8, nothing behind the value. The caller limits the size first.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out CanonicalValue? value)
    {
        var parser = new CanonicalParser(encoded);
        return parser.TryReadDocument(out value) && encoded.SequenceEqual(value.Encode());
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var output = new ArrayBufferWriter<byte>();
        WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    public bool Equals(CanonicalValue? other) => other is not null && Encode().AsSpan().SequenceEqual(other.Encode());

    public override bool Equals(object? obj) => Equals(obj as CanonicalValue);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Encode());
        return hash.ToHashCode();
    }

    internal abstract void WriteTo(IBufferWriter<byte> output);
}
