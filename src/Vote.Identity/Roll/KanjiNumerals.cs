using System.Globalization;
using System.Text;

namespace Vote.Identity.Roll;

/// <summary>Writes the kanji numerals of an address as digits. spec/identity §6 (3)</summary>
internal static class KanjiNumerals
{
    private const string Digits = "〇一二三四五六七八九";
    private const string Units = "千百十";

    /// <summary>Replaces each longest run of numerals that reads as a number; leaves the others.</summary>
    public static string ToDigits(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && IsNumeral(text[end]))
            {
                end++;
            }

            output.Append(end > at ? ReadRun(text.AsSpan(at, end - at)) : text.AsSpan(at, 1));
            at = Math.Max(end, at + 1);
        }

        return output.ToString();
    }

    private static bool IsNumeral(char character) =>
        char.IsAsciiDigit(character) || Digits.Contains(character) || Units.Contains(character);

    private static ReadOnlySpan<char> ReadRun(ReadOnlySpan<char> run) =>
        run.IndexOfAny(Units) < 0 ? ReadPositional(run) : ReadWithUnits(run);

    // 二〇一 is 201: one digit for one character.
    private static string ReadPositional(ReadOnlySpan<char> run)
    {
        var output = new StringBuilder(run.Length);
        foreach (var character in run)
        {
            output.Append(char.IsAsciiDigit(character) ? character : (char)('0' + Digits.IndexOf(character)));
        }

        return output.ToString();
    }

    // 千二百三十 is 1230: units descend, each with at most one digit 一..九 before it, and at most one behind the last.
    private static ReadOnlySpan<char> ReadWithUnits(ReadOnlySpan<char> run)
    {
        var rest = run;
        var value = 0;
        for (var unit = 0; unit < Units.Length; unit++)
        {
            var digit = rest.IsEmpty ? 0 : Math.Max(0, Digits.IndexOf(rest[0]));
            var skip = digit > 0 ? 1 : 0;
            if (rest.Length > skip && rest[skip] == Units[unit])
            {
                value += Math.Max(1, digit) * (int)Math.Pow(10, Units.Length - unit);
                rest = rest[(skip + 1)..];
            }
        }

        if (!rest.IsEmpty && Digits.IndexOf(rest[0]) > 0)
        {
            value += Digits.IndexOf(rest[0]);
            rest = rest[1..];
        }

        return rest.IsEmpty ? value.ToString(CultureInfo.InvariantCulture) : run;
    }
}
