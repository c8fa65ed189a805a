using System.Globalization;

namespace Vote.Tally.Terminal;

/// <summary>A language people read messages in.</summary>
public enum Language
{
    Japanese,
    English,
}

/// <summary>One sentence in every language; {0}, {1} … stand for what the moment adds.</summary>
public sealed record Phrase(string Japanese, string English)
{
    /// <summary>The sentence in this language with its gaps filled.</summary>
    public string In(Language language, params ReadOnlySpan<object> arguments) =>
        string.Format(CultureInfo.InvariantCulture, language == Language.Japanese ? Japanese : English, arguments);
}
