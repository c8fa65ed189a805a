using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Vote.Crypto.Tests.Vectors;
using Xunit.Abstractions;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>The drafts' own vector files, in a folder beside the repository. Where it is there, every record in it must run.</summary>
internal static class CfrgVectors
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(VectorFile.Root(), "..", "shared", "vectors", "cfrg"));

    /// <summary>False, and says so, when the folder is absent. A missing file in a folder that is there throws.</summary>
    public static bool TryOpen(string name, ITestOutputHelper output, [NotNullWhen(true)] out IReadOnlyList<JsonElement>? records)
    {
        records = null;
        if (!Directory.Exists(Folder))
        {
            output.WriteLine("The drafts' vectors are not beside the repository: only our own vectors ran.");
            return false;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name)));
        records = [.. document.RootElement.EnumerateArray().Select(record => record.Clone())];
        return true;
    }

    public static string Text(this JsonElement record, string property) => record.GetProperty(property).GetString()!;

    public static byte[] Hex(this JsonElement record, string property) => Convert.FromHexString(record.Text(property));
}
