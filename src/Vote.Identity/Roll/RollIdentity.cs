using System.Text;
using Vote.Identity.Persons;

namespace Vote.Identity.Roll;

/// <summary>
/// Name, birth date, address and sex in the form in which a certificate and the roll are compared. spec/identity §6
/// </summary>
public sealed class RollIdentity : IEquatable<RollIdentity>
{
    private readonly string name;
    private readonly string address;
    private readonly BirthDate birthDate;
    private readonly Sex sex;

    private RollIdentity(string name, string address, BirthDate birthDate, Sex sex) =>
        (this.name, this.address, this.birthDate, this.sex) = (name, address, birthDate, sex);

    /// <summary>Normalises what a certificate or the register says.</summary>
    public static RollIdentity Of(IdentityAttributes attributes) =>
        new(NormalizeName(attributes.Name), NormalizeAddress(attributes.Address), attributes.BirthDate, attributes.Sex);

    /// <inheritdoc/>
    public bool Equals(RollIdentity? other) =>
        other is not null && name == other.name && address == other.address && birthDate == other.birthDate && sex == other.sex;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RollIdentity);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(name, address, birthDate, sex);

    /// <summary>NFKC without white space. spec/identity §6 (2)</summary>
    internal static string NormalizeName(AttributeText text) => WithoutSpace(Nfkc.Normalize(text.Value));

    /// <summary>The same, with one dash and with kanji numerals as digits. spec/identity §6 (3)</summary>
    internal static string NormalizeAddress(AttributeText text) => KanjiNumerals.ToDigits(WithOneDash(NormalizeName(text)));

    private static string WithoutSpace(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune)).Select(rune => rune.ToString()));

    // U+2010..U+2015 and U+2212; the full-width hyphen is NFKC's business.
    private static string WithOneDash(string text) =>
        string.Concat(text.Select(character => character is (>= '\u2010' and <= '\u2015') or '\u2212' ? '-' : character));
}
