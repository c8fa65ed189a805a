using System.Text.Json;
using Vote.Testing;

namespace Vote.Identity.Tests;

/// <summary>Reads pinned answers from <c>spec/vectors</c>.</summary>
internal static class Vectors
{
    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryRoot.Of("spec", "vectors", name)));
        return document.RootElement.Clone();
    }

    public static byte[] Bytes(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
