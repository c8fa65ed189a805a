using System.Text.Json;

namespace Vote.Testing;

/// <summary>Known answers under <c>spec/vectors</c>, found from the test's own place upwards.</summary>
internal static class SpecVectors
{
    internal static JsonElement Load(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TsukubaVote.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no repository above the tests");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, "spec", "vectors", name)));
        return document.RootElement.Clone();
    }
}
