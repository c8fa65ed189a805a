using System.Text.Json;

namespace Vote.Testing;

/// <summary>Known answers under <c>spec/vectors</c>.</summary>
internal static class SpecVectors
{
    internal static JsonElement Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryRoot.Of("spec", "vectors", name)));
        return document.RootElement.Clone();
    }
}
