using System.Text.RegularExpressions;

namespace Vote.Tidy.Tests;

/// <summary>Every attack that the cryptography must withstand has a test named after its number, and docs/attacks.md says where.</summary>
public sealed partial class AttackTests
{
    private const string Table = "docs/attacks.md";

    /// <summary>Sections A, B, C1–C5, E1–E13, E17–E19, E24–E28, E31–E35 of the list of attacks.</summary>
    private static readonly string[] Numbers =
    [
        .. Section('A', 1, 21), .. Section('B', 1, 13), .. Section('C', 1, 5), .. Section('E', 1, 13), .. Section('E', 17, 19), .. Section('E', 24, 28), .. Section('E', 31, 35),
    ];

    [Fact]
    public void EveryNumberHasATest()
    {
        var tested = Tests().Select(test => test.Number).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Numbers.Except(tested, StringComparer.Ordinal));
    }

    [Fact]
    public void TheTableNamesEveryTestAndNoOther()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, Table));
        var named = Named().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var tests = Tests().Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(tests.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        var rows = Row().Matches(text).Select(match => match.Groups["number"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Numbers.Except(rows, StringComparer.Ordinal));
    }

    /// <summary>C# classes and TypeScript files below the folders of attacks, by their names.</summary>
    private static IEnumerable<(string Number, string Name)> Tests()
    {
        var classes = Repository.Files("tests", "*.cs").Where(path => Repository.Relative(path).Split('/').Contains("Attacks", StringComparer.Ordinal))
            .SelectMany(path => Class().Matches(File.ReadAllText(path)));
        var files = Repository.Files("src/Vote.Web/test/attacks", "*.test.ts").Select(path => ScriptName().Match(Path.GetFileName(path)));
        return classes.Concat(files).Where(match => match.Success).Select(match => (match.Groups["number"].Value, match.Groups["name"].Value)).Distinct();
    }

    private static IEnumerable<string> Section(char letter, int first, int last) => Enumerable.Range(first, last - first + 1).Select(number => $"{letter}{number}");

    [GeneratedRegex(@"\bclass (?<name>(?<number>[A-E]\d+)_\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Class();

    [GeneratedRegex(@"^(?<name>(?<number>[A-E]\d+)_\w+)\.test\.ts$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScriptName();

    [GeneratedRegex(@"`(?<name>[A-E]\d+_\w+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| (?<number>[A-E]\d+) \|", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
