using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vote.Crypto.Ballots;
using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>Takes and refuses the manifests that the second implementation takes and refuses. spec/vectors/manifest.json</summary>
public sealed partial class ManifestVectorTests
{
    private static readonly JsonElement[] Vectors = [.. VectorFile.Open("manifest.json").RootElement.GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Accepted() => Names("accept");

    public static TheoryData<string> Rejected() => Names("reject");

    [Theory, MemberData(nameof(Accepted))]
    public void TakesThePinnedManifest(string name)
    {
        var vector = Find(name);
        Assert.True(Manifest.TryDecode(VectorFile.HexOf(vector, "manifest"), out var manifest, out var problems), string.Join(", ", problems));
        Assert.Equal(VectorFile.TextOf(vector, "election"), manifest.Hash.ToString());
        Assert.Equal(VectorFile.TextOf(vector, "manifest"), Convert.ToHexStringLower(manifest.Encode()));
        Assert.Equal(vector.GetProperty("payload_length").GetInt32(), manifest.Election.Style.PayloadLength);
        Assert.Equal(
            vector.GetProperty("patterns").EnumerateArray().Select(patterns => patterns.GetString()),
            manifest.Questions.Select(question => (question.Choice as IListedRule)?.Patterns(question.OptionCount).ToString() ?? ""));
    }

    [Theory, MemberData(nameof(Rejected))]
    public void RefusesThePinnedManifestByName(string name)
    {
        var vector = Find(name);
        var text = Encoding.UTF8.GetString(VectorFile.HexOf(Find(VectorFile.TextOf(vector, "base")), "manifest"));
        var (from, to) = (VectorFile.TextOf(vector, "from"), VectorFile.TextOf(vector, "to"));
        Assert.Equal(2, text.Split(from).Length);

        Assert.False(Manifest.TryDecode(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)), out _, out var problems));
        Assert.Contains(OurName(VectorFile.TextOf(vector, "field")), problems.Select(problem => problem.Field));
    }

    /// <summary>The same field as we name it: places count from 1, and what is not canonical has none.</summary>
    private static string OurName(string field) => field switch
    {
        "canonical encoding" => "",
        _ => Place().Replace(field, place => $"[{int.Parse(place.ValueSpan[1..^1]) + 1}]"),
    };

    private static JsonElement Find(string name) => Vectors.Single(vector => VectorFile.TextOf(vector, "name") == name);

    private static TheoryData<string> Names(string expected) =>
        [.. Vectors.Where(vector => VectorFile.TextOf(vector, "expected") == expected).Select(vector => VectorFile.TextOf(vector, "name"))];

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
