namespace Vote.Tidy.Tests;

/// <summary>Files stay readable: 60–200 lines is the habit, 300 the limit without a reason written here.</summary>
public sealed class SizeTests
{
    private const int Limit = 300;

    /// <summary>Path and reason.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal);

    [Fact]
    public void NoFileIsLongWithoutAReason()
    {
        var files = new[] { "src", "tools", "tests", "bench" }
            .SelectMany(folder => new[] { "*.cs", "*.ts", "*.svelte" }.SelectMany(pattern => Repository.Files(folder, pattern)));
        var tooLong = files.Where(path => File.ReadLines(path).Count() > Limit).Select(Repository.Relative).Where(path => !Reasons.ContainsKey(path));
        Assert.Empty(tooLong);
    }

    [Fact]
    public void NothingNamesARegistryOrThisMachine()
    {
        string[] forbidden = ["/v3/" + "index.json", "\"resolved\": " + "\"http", "/root" + "/"];
        var files = new[] { "*.cs", "*.ts", "*.md", "*.json", "*.props", "*.csproj" }.SelectMany(pattern => Repository.Files(".", pattern));
        Assert.All(files, path => Assert.All(forbidden, word => Assert.DoesNotContain(word, File.ReadAllText(path), StringComparison.Ordinal)));
    }
}
