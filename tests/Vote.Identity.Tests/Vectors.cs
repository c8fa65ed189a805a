using System.Text.Json;

namespace Vote.Identity.Tests;

/// <summary>Reads pinned answers from <c>spec/vectors</c>.</summary>
internal static class Vectors
{
    public static JsonElement Read(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "TsukubaVote.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        Assert.NotNull(folder);
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "spec", "vectors", name)));
        return document.RootElement.Clone();
    }

    public static byte[] Bytes(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
