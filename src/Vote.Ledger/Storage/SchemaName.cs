using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Vote.Ledger.Storage;

/// <summary>A name of PostgreSQL's that needs no quotes: a schema or a role. Lower-case letters, digits and underscores, at most 63.</summary>
public sealed partial record SchemaName
{
    private SchemaName(string text) => Text = text;

    /// <summary>The name.</summary>
    public string Text { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out SchemaName? name)
    {
        name = Shape().IsMatch(text) ? new(text) : null;
        return name is not null;
    }

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
