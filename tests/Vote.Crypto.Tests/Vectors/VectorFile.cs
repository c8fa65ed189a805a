using System.Text.Json;
using Vote.Testing;

namespace Vote.Crypto.Tests.Vectors;

/// <summary>Opens the pinned vectors of the repository.</summary>
internal static class VectorFile
{
    public static JsonDocument Open(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root(), "spec", "vectors", name)));

    public static byte[] HexOf(JsonElement parent, string property) => Convert.FromHexString(TextOf(parent, property));

    public static string TextOf(JsonElement parent, string property) => parent.GetProperty(property).GetString()!;

    /// <summary>The root of the repository.</summary>
    public static string Root() => RepositoryRoot.Path;
}
