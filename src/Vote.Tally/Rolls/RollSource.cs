using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Identity.Persons;
using Vote.Identity.Roll;

namespace Vote.Tally.Rolls;

/// <summary>
/// The roll as the register hands it over: the canonical JSON of spec/identity §7, or comma-separated values whose head names
/// the columns name, birth_date, sex, address and perhaps id (32 hexadecimal digits; drawn where there is no such column).
/// </summary>
internal static class RollSource
{
    private static readonly string[] Columns = ["name", "birth_date", "sex", "address"];

    /// <summary>Reads the rows; a mistake names the line it stands in, never the person.</summary>
    public static bool TryParseCsv(string text, [NotNullWhen(true)] out ElectoralRoll? roll, [NotNullWhen(false)] out string? mistake)
    {
        roll = null;
        mistake = "not comma-separated values";
        if (!CsvRows.TryParse(text.TrimStart('\uFEFF'), out var lines) || lines.Count < 2)
        {
            return false;
        }

        var places = Columns.Append("id").ToDictionary(name => name, name => Array.IndexOf(lines[0], name));
        if (Columns.Any(name => places[name] < 0) || lines[0].Length != places.Values.Count(place => place >= 0))
        {
            mistake = $"columns: {string.Join(", ", Columns)} and perhaps id";
            return false;
        }

        RollRow?[] rows = [.. lines.Skip(1).Select(line => Read(name => places[name] < 0 ? null : line[places[name]]))];
        var wrong = Array.IndexOf(rows, null);
        mistake = wrong >= 0 ? $"line {wrong + 2}"
            : rows.DistinctBy(row => row!.Id).Count() != rows.Length ? "an id stands twice"
            : rows.Length > ElectoralRoll.MaxRows ? $"more than {ElectoralRoll.MaxRows} rows"
            : null;
        roll = mistake is null ? new ElectoralRoll(rows!) : null;
        return roll is not null;
    }

    private static RollRow? Read(Func<string, string?> field) =>
        AttributeText.TryParse(field("name")!, out var name)
        && AttributeText.TryParse(field("address")!, out var address)
        && BirthDate.TryParse(field("birth_date"), out var birthDate)
        && Sex.TryParse(field("sex"), out var sex)
        && TryReadId(field("id"), out var id)
            ? new RollRow(id, new IdentityAttributes { Name = name, Address = address, BirthDate = birthDate, Sex = sex })
            : null;

    private static bool TryReadId(string? text, [NotNullWhen(true)] out RollRowId? id)
    {
        id = null;
        if (text is null)
        {
            return RollRowId.TryDecode(RandomNumberGenerator.GetBytes(RollRowId.Length), out id);
        }

        return text.Length == 2 * RollRowId.Length
            && text.All(digit => char.IsAsciiHexDigitLower(digit))
            && RollRowId.TryDecode(Convert.FromHexString(text), out id);
    }
}
