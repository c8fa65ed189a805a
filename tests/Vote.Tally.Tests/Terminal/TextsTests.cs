using System.Reflection;
using System.Text.RegularExpressions;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Terminal;

public sealed partial class TextsTests
{
    [Fact]
    public void SayEverythingInEveryLanguageWithTheSameGaps()
    {
        var phrases = typeof(Texts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Phrase)field.GetValue(null)!).ToArray();
        Assert.NotEmpty(phrases);
        Assert.All(phrases, phrase =>
        {
            Assert.NotEmpty(phrase.Japanese);
            Assert.NotEmpty(phrase.English);
            Assert.Equal(Gaps(phrase.English), Gaps(phrase.Japanese));
        });
    }

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}
