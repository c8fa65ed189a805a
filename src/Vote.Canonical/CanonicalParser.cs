using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Vote.Canonical;

/// <summary>
/// Recursive descent over canonical bytes. It refuses most other spellings at once; what it lets through
/// <see cref="CanonicalValue.TryParse"/> compares with the re-encoding.
/// </summary>
internal ref struct CanonicalParser(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> rest = rest;

    internal bool TryReadDocument([NotNullWhen(true)] out CanonicalValue? value) =>
        TryReadValue(CanonicalValue.MaximumDepth, out value) && rest.IsEmpty;

    private bool TryReadValue(int depth, [NotNullWhen(true)] out CanonicalValue? value)
    {
        value = null;
        if (rest.IsEmpty)
        {
            return false;
        }

        return rest[0] switch
        {
            (byte)'{' => depth > 0 && TryReadObject(depth - 1, out value),
            (byte)'[' => depth > 0 && TryReadArray(depth - 1, out value),
            (byte)'"' => TryReadString(out value),
            (byte)'t' => TryReadLiteral("true"u8, CanonicalBoolean.True, out value),
            (byte)'f' => TryReadLiteral("false"u8, CanonicalBoolean.False, out value),
            _ => TryReadInteger(out value),
        };
    }

    private bool TryReadLiteral(ReadOnlySpan<byte> literal, CanonicalBoolean meaning, [NotNullWhen(true)] out CanonicalValue? value)
    {
        value = Skip(literal) ? meaning : null;
        return value is not null;
    }

    private bool TryReadObject(int depth, [NotNullWhen(true)] out CanonicalValue? value)
    {
        value = null;
        List<string> names = [];
        List<CanonicalValue> values = [];

        for (Skip("{"u8); !Skip("}"u8);)
        {
            if ((names.Count > 0 && !Skip(","u8))
                || !TryReadText(out var name)
                || (names.Count > 0 && string.CompareOrdinal(names[^1], name) >= 0)
                || !Skip(":"u8)
                || !TryReadValue(depth, out var field))
            {
                return false;
            }

            names.Add(name);
            values.Add(field);
        }

        value = CanonicalObject.FromSorted(names, values);
        return true;
    }

    private bool TryReadArray(int depth, [NotNullWhen(true)] out CanonicalValue? value)
    {
        value = null;
        List<CanonicalValue> items = [];

        for (Skip("["u8); !Skip("]"u8);)
        {
            if ((items.Count > 0 && !Skip(","u8)) || !TryReadValue(depth, out var item))
            {
                return false;
            }

            items.Add(item);
        }

        value = new CanonicalArray(items);
        return true;
    }

    private bool TryReadInteger([NotNullWhen(true)] out CanonicalValue? value)
    {
        value = null;
        if (!Utf8Parser.TryParse(rest, out long number, out var length)
            || number is < CanonicalInteger.Minimum or > CanonicalInteger.Maximum)
        {
            return false;
        }

        rest = rest[length..];
        value = new CanonicalInteger(number);
        return true;
    }

    private bool TryReadString([NotNullWhen(true)] out CanonicalValue? value)
    {
        value = TryReadText(out var text) ? new CanonicalString(text) : null;
        return value is not null;
    }

    private bool TryReadText([NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!Skip("\""u8))
        {
            return false;
        }

        // UTF-8's bytes for other characters never contain a quote or a backslash, so bytes can be searched.
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
        {
            return false;
        }

        return rest[end] == (byte)'"' ? TryTakePlain(end, out text) : TryReadEscaped(out text);
    }

    private bool TryTakePlain(int length, [NotNullWhen(true)] out string? text)
    {
        var characters = rest[..length];
        text = Utf8.IsValid(characters) ? Encoding.UTF8.GetString(characters) : null;
        rest = rest[(length + 1)..];
        return text is not null;
    }

    private bool TryReadEscaped([NotNullWhen(true)] out string? text)
    {
        text = null;
        var unescaped = new ArrayBufferWriter<byte>();

        while (rest.IndexOfAny((byte)'"', (byte)'\\') is var next and >= 0)
        {
            unescaped.Write(rest[..next]);
            var closes = rest[next] == (byte)'"';
            rest = rest[(next + 1)..];

            if (closes)
            {
                text = Utf8.IsValid(unescaped.WrittenSpan) ? Encoding.UTF8.GetString(unescaped.WrittenSpan) : null;
                return text is not null;
            }

            if (!TryReadEscape(unescaped))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryReadEscape(ArrayBufferWriter<byte> unescaped)
    {
        // \u stands only for control characters in canonical text; everything else is written as itself.
        if (Skip("u00"u8))
        {
            var digits = rest[..Math.Min(2, rest.Length)];
            rest = rest[digits.Length..];
            if (!Utf8Parser.TryParse(digits, out byte code, out var read, 'x') || read != 2 || code >= 0x20)
            {
                return false;
            }

            unescaped.Write([code]);
            return true;
        }

        var meaning = rest.IsEmpty ? -1 : "\"\\btnfr"u8.IndexOf(rest[0]);
        if (meaning < 0)
        {
            return false;
        }

        unescaped.Write("\"\\\b\t\n\f\r"u8.Slice(meaning, 1));
        rest = rest[1..];
        return true;
    }

    private bool Skip(ReadOnlySpan<byte> expected)
    {
        var found = rest.StartsWith(expected);
        rest = found ? rest[expected.Length..] : rest;
        return found;
    }
}
