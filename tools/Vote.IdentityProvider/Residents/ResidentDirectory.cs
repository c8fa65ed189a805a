using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Vote.Identity.Persons;

namespace Vote.IdentityProvider.Residents;

/// <summary>The residents one can pick from.</summary>
internal sealed class ResidentDirectory(IReadOnlyList<IdentityAttributes> people)
{
    /// <summary>How many one page shows; the search finds the others.</summary>
    public const int PageLength = 50;

    private readonly DemoResident[] residents = [.. people.Select((person, number) => new DemoResident(number, person))];

    /// <summary>The one of a number as a form writes it: decimal, no sign, no leading zero.</summary>
    public bool TryFind(string? number, [NotNullWhen(true)] out DemoResident? resident)
    {
        resident = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < residents.Length
            && index.ToString(CultureInfo.InvariantCulture) == number
                ? residents[index]
                : null;
        return resident is not null;
    }

    /// <summary>Those whose name or address holds the text, white space aside; all for an empty text.</summary>
    public IReadOnlyList<DemoResident> Search(string text)
    {
        var wanted = WithoutSpace(text);
        return wanted.Length == 0
            ? residents
            : [.. residents.Where(one => Holds(one.Person.Name, wanted) || Holds(one.Person.Address, wanted))];
    }

    private static bool Holds(AttributeText text, string wanted) =>
        WithoutSpace(text.Value).Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private static string WithoutSpace(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
