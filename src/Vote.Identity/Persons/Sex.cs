using System.Diagnostics.CodeAnalysis;

namespace Vote.Identity.Persons;

/// <summary>The register's entry, by its code in the certificate (JIS X 0303): "1", "2" or "9". spec/identity §2 (3)</summary>
public sealed record Sex
{
    private Sex(string code) => Code = code;

    /// <summary>男.</summary>
    public static Sex Male { get; } = new("1");

    /// <summary>女.</summary>
    public static Sex Female { get; } = new("2");

    /// <summary>Not stated.</summary>
    public static Sex NotStated { get; } = new("9");

    /// <summary>The code, one ASCII digit.</summary>
    public string Code { get; }

    /// <summary>Reads one of the three codes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Sex? sex)
    {
        sex = text switch
        {
            "1" => Male,
            "2" => Female,
            "9" => NotStated,
            _ => null,
        };
        return sex is not null;
    }
}
