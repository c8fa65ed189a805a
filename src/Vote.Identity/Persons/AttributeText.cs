using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Vote.Identity.Persons;

/// <summary>
/// A name or an address as its source wrote it: 1..512 UTF-16 units, well formed, without control characters.
/// spec/identity §2 (1)
/// </summary>
/// <remarks>Personal data: no <c>ToString</c>, so that it does not reach a log by accident.</remarks>
public sealed class AttributeText : IEquatable<AttributeText>
{
    /// <summary>Greatest length in UTF-16 code units.</summary>
    public const int MaxLength = 512;

    private AttributeText(string value) => Value = value;

    /// <summary>The text, unchanged.</summary>
    public string Value { get; }

    /// <summary>Accepts a text of the shape above; false for any other.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AttributeText? value)
    {
        value = text is { Length: > 0 and <= MaxLength } && IsPrintable(text) ? new AttributeText(text) : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public bool Equals(AttributeText? other) => other is not null && string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributeText);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    private static bool IsPrintable(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done
                || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}
