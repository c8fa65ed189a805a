using System.Text.Json;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>spec/vectors/ballot.json and ballot-mixed.json, made by the TypeScript implementation.</summary>
internal static class BallotVectors
{
    private static readonly string[] Files = ["ballot.json", "ballot-mixed.json", "ballot-kinds.json"];

    private static readonly Dictionary<string, JsonElement> Opened =
        Files.ToDictionary(file => file, file => VectorFile.Open(file).RootElement, StringComparer.Ordinal);

    /// <summary>File and name of every case with a verdict.</summary>
    public static TheoryData<string, string> Cases(string expected) => Names("cases", vector => VectorFile.TextOf(vector, "expected") == expected);

    /// <summary>File and name of every decrypted row.</summary>
    public static TheoryData<string, string> Rows() => Names("rows", _ => true);

    /// <summary>The first accepted case of each manifest of a file.</summary>
    public static IEnumerable<JsonElement> OnePerManifest(string file) => Opened[file].GetProperty("cases").EnumerateArray()
        .Where(vector => VectorFile.TextOf(vector, "expected") == "accept")
        .DistinctBy(vector => VectorFile.TextOf(vector, "manifest"));

    public static JsonElement Find(string file, string list, string name) =>
        Opened[file].GetProperty(list).EnumerateArray().Single(vector => VectorFile.TextOf(vector, "name") == name);

    public static Manifest ManifestOf(string file, JsonElement vector)
    {
        var bytes = VectorFile.HexOf(Opened[file].GetProperty("manifests"), VectorFile.TextOf(vector, "manifest"));
        Assert.True(Manifest.TryDecode(bytes, out var manifest, out var problems), string.Join(", ", problems));
        Assert.Equal(bytes, manifest.Encode());
        return manifest;
    }

    public static BallotContext ContextOf(JsonElement vector)
    {
        Assert.True(SignatureKey.TryDecode(VectorFile.HexOf(vector, "credential"), out var credential));
        Assert.True(Digest.TryDecode(VectorFile.HexOf(vector, "previous"), out var previous));
        return new(credential, new(Number("slot"), Number("generation"), Number("sequence")), previous);

        long Number(string field) => vector.GetProperty(field).GetInt64();
    }

    /// <summary>A list at the top of a file.</summary>
    public static JsonElement Root(string file, string name) => Opened[file].GetProperty(name);

    /// <summary>One selection a question; [0] is the blank of a list, "blank" that of the others.</summary>
    public static Selection[] SelectionsOf(Manifest manifest, JsonElement vector) =>
        [.. vector.GetProperty("choices").EnumerateArray().Select((choice, q) => Decode(manifest.Questions[q], choice))];

    /// <summary>The nonces of all questions, in order.</summary>
    public static IEnumerable<Scalar> NoncesOf(JsonElement vector) =>
        vector.GetProperty("nonces").EnumerateArray().SelectMany(question => Convert.FromHexString(question.GetString()!).Chunk(Scalar.Size).Select(ScalarOf));

    /// <summary>As vectors write it.</summary>
    public static string Spell(Question question, Selection selection) =>
        !selection.IsBlank ? $"[{string.Join(',', selection.Numbers)}]" : question.Choice is IListedRule ? "[0]" : "\"blank\"";

    public static byte[] ChoiceBytes(JsonElement choice) => [.. choice.EnumerateArray().Select(number => number.GetByte())];

    private static Selection Decode(Question question, JsonElement choice) =>
        choice.ValueKind == JsonValueKind.String ? Selection.Blank
        : question.Choice is IListedRule && Selection.TryDecode(question, ChoiceBytes(choice), out var listed) ? listed
        : Selection.TryParse(question, [.. choice.EnumerateArray().Select(number => number.GetInt32())], out var selection, out _) ? selection
        : throw new InvalidOperationException("No choice.");

    private static Scalar ScalarOf(byte[] encoded)
    {
        Assert.True(Scalar.TryDecode(encoded, out var scalar));
        return scalar;
    }

    private static TheoryData<string, string> Names(string list, Func<JsonElement, bool> filter)
    {
        var data = new TheoryData<string, string>();
        foreach (var (file, root) in Opened)
        {
            if (root.TryGetProperty(list, out var vectors))
            {
                foreach (var vector in vectors.EnumerateArray().Where(filter))
                {
                    data.Add(file, VectorFile.TextOf(vector, "name"));
                }
            }
        }

        return data;
    }
}
