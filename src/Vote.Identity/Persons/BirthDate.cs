using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vote.Identity.Persons;

/// <summary>
/// A Gregorian date of birth, text form <c>YYYY-MM-DD</c>. Month and day, or the day alone, may be 00 where the register
/// does not know them. spec/identity §2 (2)
/// </summary>
public sealed record BirthDate
{
    private BirthDate(int year, int month, int day) => (Year, Month, Day) = (year, month, day);

    /// <summary>1800..2199.</summary>
    public int Year { get; }

    /// <summary>1..12, or 0 when unknown.</summary>
    public int Month { get; }

    /// <summary>1..31, or 0 when unknown.</summary>
    public int Day { get; }

    /// <summary>The date, if the three numbers are one.</summary>
    public static bool TryCreate(int year, int month, int day, [NotNullWhen(true)] out BirthDate? date)
    {
        var valid = year is >= 1800 and <= 2199 && month switch
        {
            0 => day == 0,
            >= 1 and <= 12 => day >= 0 && day <= DateTime.DaysInMonth(year, month),
            _ => false,
        };
        date = valid ? new BirthDate(year, month, day) : null;
        return valid;
    }

    /// <summary>Reads <c>YYYY-MM-DD</c>, ASCII digits only.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out BirthDate? date)
    {
        date = null;
        return text.Length == 10 && text[4] == '-' && text[7] == '-'
            && TryNumber(text[..4], out var year) && TryNumber(text[5..7], out var month) && TryNumber(text[8..], out var day)
            && TryCreate(year, month, day, out date);
    }

    /// <summary>Reads the certificate's <c>EYYYYMMDD</c>: one era digit 0..5, then the Gregorian date.</summary>
    public static bool TryParseCertificateForm(ReadOnlySpan<char> text, [NotNullWhen(true)] out BirthDate? date)
    {
        date = null;
        return text.Length == 9 && text[0] is >= '0' and <= '5'
            && TryNumber(text[1..5], out var year) && TryNumber(text[5..7], out var month) && TryNumber(text[7..], out var day)
            && TryCreate(year, month, day, out date);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}-{Day:D2}");

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
