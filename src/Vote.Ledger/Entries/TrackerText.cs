using System.Diagnostics.CodeAnalysis;

namespace Vote.Ledger.Entries;

/// <summary>
/// The spelling of a ballot's tracker: 8 groups of 4 characters joined by hyphens. How it follows from a ballot the ledger does not know. spec §4.6
/// </summary>
public sealed record TrackerText
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Groups = 8;
    private const int CharactersPerGroup = 4;

    private TrackerText(string value) => Value = value;

    /// <summary>Its characters.</summary>
    public string Value { get; }

    /// <summary>Number of characters.</summary>
    internal static int Length => (Groups * (CharactersPerGroup + 1)) - 1;

    /// <summary>Takes the only spelling.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TrackerText? tracker)
    {
        var groups = text.Split('-');
        tracker = groups.Length == Groups && Array.TrueForAll(groups, IsGroup) ? new(text) : null;
        return tracker is not null;
    }

    private static bool IsGroup(string group) => group.Length == CharactersPerGroup && group.All(Alphabet.Contains);
}
