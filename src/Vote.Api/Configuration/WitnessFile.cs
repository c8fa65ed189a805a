using System.Text.Json;

namespace Vote.Api.Configuration;

/// <summary>
/// <c>witnesses.json</c>: where the manifest's witnesses are, <c>{"name": "address"}</c>. Not in the manifest, since addresses change.
/// docs/server.md
/// </summary>
internal static class WitnessFile
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The addresses by name; none when there is no file.</summary>
    /// <exception cref="InvalidDataException">A name that the manifest does not have, or no address.</exception>
    public static IReadOnlyDictionary<string, Uri> Load(string path, IEnumerable<string> names)
    {
        var found = new Dictionary<string, Uri>(StringComparer.Ordinal);
        var known = names.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, text) in File.Exists(path) ? Read(path) : [])
        {
            var isWitness = known.Contains(name)
                && Uri.TryCreate(text, UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                && found.TryAdd(name, address);
            if (!isWitness)
            {
                throw new InvalidDataException($"{path}: '{name}' is no witness of the manifest, or '{text}' no http or https address");
            }
        }

        return found;
    }

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path), Strict)
                ?? throw new InvalidDataException($"{path} holds null");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }
}
