using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Vote.Canonical;

namespace Vote.Crypto.Ballots;

/// <summary>When an election opens and closes, and the day that eligibility is measured by. spec §3.2</summary>
/// <param name="Opens">With its offset, whole seconds.</param>
/// <param name="Closes">Later than <paramref name="Opens"/>.</param>
/// <param name="Reference">A day.</param>
public sealed record ElectionDates(DateTimeOffset Opens, DateTimeOffset Closes, DateOnly Reference)
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:sszzz";
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Reads <c>YYYY-MM-DDThh:mm:ss+hh:mm</c>, no other spelling.</summary>
    public static bool TryParseMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment)
        && text.Contains('+', StringComparison.Ordinal)
        && Spell(moment) == text;

    /// <summary>Reads <c>YYYY-MM-DD</c>, no other spelling.</summary>
    public static bool TryParseDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && Spell(day) == text;

    internal CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("opens", CanonicalValue.Text(Spell(Opens))),
        ("closes", CanonicalValue.Text(Spell(Closes))),
        ("reference", CanonicalValue.Text(Spell(Reference))));

    private static string Spell(DateTimeOffset moment) => moment.ToString(MomentFormat, CultureInfo.InvariantCulture);

    private static string Spell(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
