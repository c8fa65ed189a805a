using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vote.Tally.Rolls;

/// <summary>
/// Comma-separated values as RFC 4180 has them: fields may stand in quotes, a quote inside is doubled. A quote anywhere else, an
/// unclosed one, or a row of another length than the first is refused.
/// </summary>
internal static class CsvRows
{
    /// <summary>Reads all rows, the head among them.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<string[]>? rows)
    {
        List<string[]> read = [];
        rows = null;
        for (var at = 0; at < text.Length;)
        {
            if (!TryReadRow(text, ref at, out var row) || (read.Count > 0 && row.Length != read[0].Length))
            {
                return false;
            }

            read.Add(row);
        }

        rows = read;
        return true;
    }

    private static bool TryReadRow(string text, ref int at, [NotNullWhen(true)] out string[]? row)
    {
        row = null;
        List<string> fields = [];
        while (true)
        {
            if (!TryReadField(text, ref at, out var field))
            {
                return false;
            }

            fields.Add(field);
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            row = [.. fields];
            return TrySkipLineEnd(text, ref at);
        }
    }

    private static bool TryReadField(string text, ref int at, [NotNullWhen(true)] out string? field)
    {
        if (at < text.Length && text[at] == '"')
        {
            at++;
            return TryReadQuoted(text, ref at, out field);
        }

        var end = text.AsSpan(at).IndexOfAny(",\r\n");
        field = end < 0 ? text[at..] : text.Substring(at, end);
        at += field.Length;
        return !field.Contains('"', StringComparison.Ordinal);
    }

    private static bool TryReadQuoted(string text, ref int at, [NotNullWhen(true)] out string? field)
    {
        var content = new StringBuilder();
        field = null;
        while (text.IndexOf('"', at) is var quote and >= 0)
        {
            content.Append(text, at, quote - at);
            at = quote + 1;
            if (at == text.Length || text[at] != '"')
            {
                field = content.ToString();
                return true;
            }

            content.Append('"');
            at++;
        }

        return false;
    }

    private static bool TrySkipLineEnd(string text, ref int at)
    {
        if (at < text.Length && text[at] == '\r')
        {
            at++;
        }

        if (at < text.Length && text[at] != '\n')
        {
            return false;
        }

        at = Math.Min(at + 1, text.Length);
        return true;
    }
}
