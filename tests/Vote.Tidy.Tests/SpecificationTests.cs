using System.Text.RegularExpressions;

namespace Vote.Tidy.Tests;

/// <summary>Code cites the specification, and what it cites exists.</summary>
public sealed partial class SpecificationTests
{
    private static readonly string[] Books = ["protocol", "ledger", "identity"];

    [Fact]
    public void EveryCitedSectionExists()
    {
        var sections = Books.ToDictionary(book => book, Sections, StringComparer.Ordinal);
        var cited = 0;
        foreach (var path in Sources())
        {
            foreach (Match match in Citation().Matches(File.ReadAllText(path)))
            {
                cited++;
                var book = match.Groups["book"].Success ? match.Groups["book"].Value : "protocol";
                Assert.True(
                    sections[book].Contains(match.Groups["section"].Value),
                    $"{Repository.Relative(path)} cites spec/{book}.md §{match.Groups["section"].Value}, which does not exist");
            }
        }

        Assert.True(cited > 0, "nothing cites the specification");
    }

    [Fact]
    public void EveryVectorFileSaysWhereItComesFrom()
    {
        foreach (var path in Repository.Files("spec/vectors", "*.json"))
        {
            Assert.Matches("\"comment\"", File.ReadAllText(path));
        }
    }

    private static IEnumerable<string> Sources() =>
        new[] { "src", "tools", "tests" }.SelectMany(folder => Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.ts")));

    private static HashSet<string> Sections(string book)
    {
        var file = Path.Combine(Repository.Root, "spec", book + ".md");
        return File.Exists(file)
            ? Heading().Matches(File.ReadAllText(file)).Select(match => match.Groups["number"].Value).ToHashSet(StringComparer.Ordinal)
            : [];
    }

    [GeneratedRegex(@"\bspec(?:/(?<book>protocol|ledger|identity)(?:\.md)?)? §(?<section>\d+(?:\.\d+)*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Citation();

    [GeneratedRegex(@"^#{2,4} (?<number>\d+(?:\.\d+)*)\.? ", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
