using Vote.Canonical;
using Vote.Identity.Persons;

namespace Vote.IdentityProvider.Residents;

/// <summary>An invented person one can pick.</summary>
/// <param name="Number">Position in the list, from 0: the value of the form's field and the number of the person's key.</param>
/// <param name="Person">The attributes, which stand in the certificate.</param>
internal sealed record DemoResident(int Number, IdentityAttributes Person)
{
    /// <summary>Who it is, whatever the position in the list: a hash that stays inside this process and its data folder.</summary>
    public Digest Identity { get; } = Digest.Sha256(CanonicalObject.Of(
        ("address", CanonicalValue.Text(Person.Address.Value)),
        ("birth_date", CanonicalValue.Text(Person.BirthDate.ToString())),
        ("name", CanonicalValue.Text(Person.Name.Value)),
        ("sex", CanonicalValue.Text(Person.Sex.Code))).Encode());

    /// <summary>Age in full years on a day; unknown parts of the birth date count as the first of the year or month.</summary>
    public int AgeOn(DateOnly day)
    {
        var (month, date) = (Math.Max(1, Person.BirthDate.Month), Math.Max(1, Person.BirthDate.Day));
        var hadBirthday = day.Month > month || (day.Month == month && day.Day >= date);
        return day.Year - Person.BirthDate.Year - (hadBirthday ? 0 : 1);
    }

    /// <inheritdoc/>
    public override string ToString() => $"resident {Number}";
}
