using System.Diagnostics.CodeAnalysis;

namespace Vote.IdentityProvider.Tokens;

/// <summary>The parameters of a form or a query. A parameter given twice refuses all; an empty one counts as absent. RFC 6749 §3.1, §3.2</summary>
internal sealed class OAuthForm
{
    private readonly Dictionary<string, string> values;

    private OAuthForm(Dictionary<string, string> values) => this.values = values;

    /// <summary>A parameter's value, or null.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>Reads the body of a request; false for another content type or a parameter given twice.</summary>
    public static async Task<OAuthForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return TryTake(await request.ReadFormAsync(cancellationToken), out var form) ? form : null;
        }
        catch (InvalidDataException)
        {
            return null; // longer than the platform's limits for forms
        }
    }

    /// <summary>Takes a query's or a form's parameters; false when one is given twice.</summary>
    public static bool TryTake(
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> source, [NotNullWhen(true)] out OAuthForm? form)
    {
        form = null;
        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (var (name, given) in source)
        {
            if (given.Count != 1 || !taken.TryAdd(name, given[0] ?? ""))
            {
                return false;
            }
        }

        form = new OAuthForm(taken.Where(pair => pair.Value.Length > 0).ToDictionary(StringComparer.Ordinal));
        return true;
    }
}
