using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Vote.Canonical;

/// <summary>An ordered list of values.</summary>
public sealed class CanonicalArray : CanonicalValue
{
    private readonly CanonicalValue[] items;

    public CanonicalArray(IEnumerable<CanonicalValue> items) => this.items = [.. items];

    /// <summary>The values in order.</summary>
    public IReadOnlyList<CanonicalValue> Items => items;

    internal override void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("["u8);
        for (var i = 0; i < items.Length; i++)
        {
            output.Write(i == 0 ? [] : ","u8);
            items[i].WriteTo(output);
        }

        output.Write("]"u8);
    }
}

/// <summary>A set of named values; names are unique and ordered by their UTF-16 code units. RFC 8785 §3.2.3</summary>
public sealed class CanonicalObject : CanonicalValue
{
    private readonly string[] names;
    private readonly CanonicalValue[] values;

    private CanonicalObject(string[] names, CanonicalValue[] values) => (this.names, this.values) = (names, values);

    /// <summary>The names in canonical order.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Makes an object; the fields may come in any order.</summary>
    /// <exception cref="ArgumentException">A name given twice or not well-formed.</exception>
    public static CanonicalObject Of(params IEnumerable<(string Name, CanonicalValue Value)> fields)
    {
        var sorted = fields.ToArray();
        Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Name, right.Name));

        for (var i = 0; i < sorted.Length; i++)
        {
            CanonicalText.RequireWellFormed(sorted[i].Name);
            if (i > 0 && sorted[i - 1].Name == sorted[i].Name)
            {
                throw new ArgumentException($"The name {sorted[i].Name} stands twice.", nameof(fields));
            }
        }

        return new([.. sorted.Select(field => field.Name)], [.. sorted.Select(field => field.Value)]);
    }

    /// <summary>The value of a name, if there is one.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out CanonicalValue? value)
    {
        var index = Array.BinarySearch(names, name, StringComparer.Ordinal);
        value = index < 0 ? null : values[index];
        return value is not null;
    }

    /// <summary>The same object without one field; the same if it has none of this name.</summary>
    public CanonicalObject Without(string name) => Of(Fields().Where(field => field.Name != name));

    /// <summary>The same object with one more field.</summary>
    /// <exception cref="ArgumentException">The name stands already.</exception>
    public CanonicalObject With(string name, CanonicalValue value) => Of(Fields().Append((name, value)));

    /// <summary>Takes fields whose order and uniqueness the parser has checked.</summary>
    internal static CanonicalObject FromSorted(List<string> names, List<CanonicalValue> values) =>
        new([.. names], [.. values]);

    internal override void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        for (var i = 0; i < names.Length; i++)
        {
            output.Write(i == 0 ? [] : ","u8);
            CanonicalText.Write(names[i], output);
            output.Write(":"u8);
            values[i].WriteTo(output);
        }

        output.Write("}"u8);
    }

    private IEnumerable<(string Name, CanonicalValue Value)> Fields() => names.Zip(values);
}
