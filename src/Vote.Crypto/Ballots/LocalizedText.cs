using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Vote.Canonical;

namespace Vote.Crypto.Ballots;

/// <summary>A text for people in one or more languages, Japanese always among them. spec §3.2</summary>
public sealed partial class LocalizedText
{
    /// <summary>The language every text has.</summary>
    public const string Japanese = "ja";

    private readonly SortedDictionary<string, string> texts;

    private LocalizedText(SortedDictionary<string, string> texts) => this.texts = texts;

    /// <summary>The languages, in ordinal order.</summary>
    public IReadOnlyCollection<string> Languages => texts.Keys;

    /// <summary>The text in a language, or in Japanese where it has none.</summary>
    public string this[string language] => texts.TryGetValue(language, out var text) ? text : texts[Japanese];

    /// <summary>A text in Japanese only.</summary>
    /// <exception cref="ArgumentException">An empty text.</exception>
    public static LocalizedText InJapanese(string text) =>
        TryCreate([new(Japanese, text)], out var created) ? created : throw new ArgumentException("Empty.", nameof(text));

    /// <summary>False without Japanese, for an empty text, a language given twice, or what is not shaped like a language tag.</summary>
    public static bool TryCreate(IEnumerable<KeyValuePair<string, string>> texts, [NotNullWhen(true)] out LocalizedText? created)
    {
        created = null;
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, text) in texts)
        {
            if (!IsLanguage(language) || text.Length == 0 || !sorted.TryAdd(language, text))
            {
                return false;
            }
        }

        created = sorted.ContainsKey(Japanese) ? new(sorted) : null;
        return created is not null;
    }

    /// <summary>Whether this is shaped like a language tag.</summary>
    internal static bool IsLanguage(string tag) => LanguageTag().IsMatch(tag);

    internal CanonicalObject ToCanonical() =>
        CanonicalObject.Of(texts.Select(text => (text.Key, (CanonicalValue)CanonicalValue.Text(text.Value))));

    // RFC 5646 §2.1: subtags of letters and digits joined by hyphens, the first of letters.
    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageTag();
}
