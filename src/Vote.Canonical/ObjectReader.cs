using System.Diagnostics.CodeAnalysis;

namespace Vote.Canonical;

/// <summary>Decodes the bytes of one field; false when they are no encoding of <typeparamref name="T"/>.</summary>
public delegate bool FieldDecoder<T>(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out T? value)
    where T : class;

/// <summary>
/// Reads the fields of an object from a closed set. A missing, ill-typed or out-of-range field yields a harmless stand-in
/// and is remembered; <see cref="Finish"/> then says false, as it does when a field was never asked for.
/// </summary>
/// <remarks>So a decoder reads every field, asks <see cref="Finish"/> once, and only then uses what it read.</remarks>
public sealed class ObjectReader
{
    private readonly CanonicalObject source;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly List<ObjectReader> children = [];
    private bool failed;

    public ObjectReader(CanonicalObject source) => this.source = source;

    /// <summary>Opens canonical bytes that must hold one object.</summary>
    public static bool TryParse(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out ObjectReader? reader)
    {
        reader = CanonicalValue.TryParse(encoded, out var value) && value is CanonicalObject found ? new(found) : null;
        return reader is not null;
    }

    /// <summary>Whether an optional field stands.</summary>
    public bool Has(string name) => source.TryGet(name, out _);

    /// <summary>Whether a field that may be of two kinds is an object.</summary>
    public bool HasObject(string name) => source.TryGet(name, out var value) && value is CanonicalObject;

    /// <summary>A string of at most <paramref name="maximumLength"/> UTF-16 code units.</summary>
    public string Text(string name, int maximumLength = int.MaxValue)
    {
        var text = Field<CanonicalString>(name)?.Value ?? "";
        Require(text.Length <= maximumLength);
        return text;
    }

    /// <summary>A string that must be exactly this one: a format's name, say.</summary>
    public void Literal(string name, string expected) => Require(Text(name) == expected);

    /// <summary>An integer between two bounds, both allowed.</summary>
    public long Number(string name, long minimum = CanonicalInteger.Minimum, long maximum = CanonicalInteger.Maximum) =>
        InRange(Field<CanonicalInteger>(name), minimum, maximum);

    /// <summary>An <see cref="int"/> between two bounds, both allowed.</summary>
    public int Count(string name, int minimum, int maximum) => (int)Number(name, minimum, maximum);

    /// <summary>true or false.</summary>
    public bool Truth(string name) => Field<CanonicalBoolean>(name)?.Value ?? false;

    /// <summary>Bytes spelled as base64url.</summary>
    public byte[] Bytes(string name) => BytesOf(Field<CanonicalString>(name));

    /// <summary>Exactly <paramref name="length"/> bytes spelled as base64url.</summary>
    public byte[] Bytes(string name, int length)
    {
        var bytes = Bytes(name);
        Require(bytes.Length == length);
        return bytes.Length == length ? bytes : new byte[length];
    }

    /// <summary>32 bytes spelled as base64url.</summary>
    public Digest Hash(string name) => Digest.TryDecode(Bytes(name, Digest.Length), out var digest) ? digest : Digest.Zero;

    /// <summary>Bytes spelled as base64url that another type decodes; null only after a failure.</summary>
    public T? Decode<T>(string name, FieldDecoder<T> decoder)
        where T : class
    {
        Require(decoder(Bytes(name), out var value));
        return value;
    }

    /// <summary>A nested object; its own unread fields fail this reader's <see cref="Finish"/> too.</summary>
    public ObjectReader Nested(string name) => Adopt(Field<CanonicalObject>(name));

    /// <summary>A nested object that another type reads to its end.</summary>
    public CanonicalObject NestedSource(string name) => Field<CanonicalObject>(name) ?? CanonicalObject.Of();

    /// <summary>An array of values, its length between two bounds, both allowed.</summary>
    public IReadOnlyList<CanonicalValue> List(string name, int minimum = 0, int maximum = int.MaxValue)
    {
        var items = Field<CanonicalArray>(name)?.Items ?? [];
        Require(items.Count >= minimum && items.Count <= maximum);
        return items;
    }

    /// <summary>An array of objects; each must be read to its end like a nested one.</summary>
    public IReadOnlyList<ObjectReader> Objects(string name, int minimum = 0, int maximum = int.MaxValue) =>
        [.. List(name, minimum, maximum).Select(item => Adopt(item as CanonicalObject))];

    /// <summary>An array of strings.</summary>
    public IReadOnlyList<string> Texts(string name, int minimum = 0, int maximum = int.MaxValue) =>
        [.. List(name, minimum, maximum).Select(item => Check(item as CanonicalString)?.Value ?? "")];

    /// <summary>An array of integers, each between two bounds, both allowed.</summary>
    public IReadOnlyList<long> Numbers(string name, long minimum, long maximum) =>
        [.. List(name).Select(item => InRange(Check(item as CanonicalInteger), minimum, maximum))];

    /// <summary>An array of byte strings.</summary>
    public IReadOnlyList<byte[]> ByteStrings(string name, int minimum = 0, int maximum = int.MaxValue) =>
        [.. List(name, minimum, maximum).Select(item => BytesOf(Check(item as CanonicalString)))];

    /// <summary>Remembers a failure unless the condition holds.</summary>
    public void Require(bool condition) => failed |= !condition;

    /// <summary>True when every field asked for was there and right, and every field there was asked for.</summary>
    public bool Finish() => !failed && source.Names.All(asked.Contains) && children.TrueForAll(child => child.Finish());

    private T? Field<T>(string name)
        where T : CanonicalValue
    {
        asked.Add(name);
        return Check(source.TryGet(name, out var value) ? value as T : null);
    }

    private T? Check<T>(T? value)
        where T : CanonicalValue
    {
        Require(value is not null);
        return value;
    }

    private long InRange(CanonicalInteger? value, long minimum, long maximum)
    {
        var inRange = value is not null && value.Value >= minimum && value.Value <= maximum;
        Require(inRange);
        return inRange ? value!.Value : minimum;
    }

    private byte[] BytesOf(CanonicalString? value)
    {
        Require(Base64Url.TryDecode(value?.Value ?? "", out var bytes));
        return bytes ?? [];
    }

    private ObjectReader Adopt(CanonicalObject? value)
    {
        var child = new ObjectReader(Check(value) ?? CanonicalObject.Of());
        children.Add(child);
        return child;
    }
}
