using System.Text;
using Vote.Canonical;

namespace Vote.Tally.Commands;

/// <summary>What `--json` prints: one line, canonical like everything else of the record.</summary>
internal static class JsonLine
{
    public static string Of(params IEnumerable<(string Name, string Value)> fields) =>
        Of(CanonicalObject.Of(fields.Select(field => (field.Name, (CanonicalValue)CanonicalValue.Text(field.Value)))));

    public static string Of(CanonicalValue value) => Encoding.UTF8.GetString(value.Encode());
}
