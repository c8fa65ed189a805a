using System.Text.Json;
using Vote.Identity.Persons;
using Vote.IdentityProvider.Configuration;

namespace Vote.IdentityProvider.Residents;

/// <summary>
/// The list of demo residents: a JSON array of <c>{name, birth_date, address, sex}</c> with the spellings of spec/identity §2.
/// </summary>
public static class ResidentsFile
{
    /// <summary>Greatest number of residents.</summary>
    public const int MaxCount = 100_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is no such list; the message names the first wrong entry by its position.</exception>
    public static IReadOnlyList<IdentityAttributes> Load(string path)
    {
        var entries = ConfigurationFile.Parse<IReadOnlyList<ResidentJson>>(File.ReadAllBytes(path), path);
        return entries.Count is > 0 and <= MaxCount
            ? [.. entries.Select((entry, position) => Resident(entry, position, path))]
            : throw new InvalidDataException($"{path}: 1 to {MaxCount} residents");
    }

    /// <summary>Writes residents in the form that <see cref="Load"/> reads.</summary>
    public static void Save(string path, IEnumerable<IdentityAttributes> residents)
    {
        var entries = residents.Select(one => new ResidentJson(one.Name.Value, one.BirthDate.ToString(), one.Address.Value, one.Sex.Code));
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(entries, ConfigurationFile.Strict));
    }

    private static IdentityAttributes Resident(ResidentJson entry, int position, string path) =>
        AttributeText.TryParse(entry.Name, out var name)
        && BirthDate.TryParse(entry.BirthDate, out var born)
        && AttributeText.TryParse(entry.Address, out var address)
        && Sex.TryParse(entry.Sex, out var sex)
            ? new IdentityAttributes { Name = name, BirthDate = born, Address = address, Sex = sex }
            : throw new InvalidDataException($"{path}: entry {position} is no resident");

    private sealed record ResidentJson(string Name, string BirthDate, string Address, string Sex);
}
