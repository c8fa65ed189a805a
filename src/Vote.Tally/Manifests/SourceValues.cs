using System.Text;
using Vote.Canonical;

namespace Vote.Tally.Manifests;

/// <summary>Values of a source as the manifest writes them; what cannot be written becomes something that its reader refuses.</summary>
internal static class SourceValues
{
    public static CanonicalObject Texts(Dictionary<string, string> texts) =>
        CanonicalObject.Of(texts.Select(text => (WellFormed(text.Key), (CanonicalValue)Text(text.Value))));

    public static CanonicalString Text(string text) => CanonicalValue.Text(WellFormed(text));

    /// <summary>Half a character, which no record can hold, becomes a character that stands for an error.</summary>
    public static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>A number that no record can hold stands as a text, which the reader then refuses by its field.</summary>
    public static CanonicalValue Number(long value) =>
        value is >= CanonicalInteger.Minimum and <= CanonicalInteger.Maximum ? CanonicalValue.Number(value) : CanonicalValue.Text($"{value}");
}
