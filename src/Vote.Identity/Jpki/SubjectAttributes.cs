using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using Vote.Identity.Persons;

namespace Vote.Identity.Jpki;

/// <summary>Reads a signature certificate's subjectAltName. spec/identity §3 (3)</summary>
internal static class SubjectAttributes
{
    private const int Count = 6;
    private static readonly Asn1Tag OtherName = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>
    /// The six otherNames, each exactly once as UTF8String, in any order, and nothing else; false for any other extension value.
    /// </summary>
    public static bool TryDecode(ReadOnlyMemory<byte> extension, [NotNullWhen(true)] out IdentityAttributes? attributes)
    {
        attributes = null;
        return TryReadOtherNames(extension, out var values) && TryAssemble(values, out attributes);
    }

    private static bool TryReadOtherNames(ReadOnlyMemory<byte> extension, out Dictionary<string, string> values)
    {
        values = new Dictionary<string, string>(Count, StringComparer.Ordinal);
        try
        {
            var outer = new AsnReader(extension, AsnEncodingRules.DER);
            var names = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            while (names.HasData)
            {
                var name = names.ReadSequence(OtherName);
                var type = name.ReadObjectIdentifier();
                var wrapped = name.ReadSequence(OtherName);
                name.ThrowIfNotEmpty();
                var value = wrapped.ReadCharacterString(UniversalTagNumber.UTF8String);
                wrapped.ThrowIfNotEmpty();
                if (!values.TryAdd(type, value))
                {
                    return false;
                }
            }
        }
        catch (AsnContentException)
        {
            return false;
        }

        return values.Count == Count;
    }

    private static bool TryAssemble(Dictionary<string, string> values, [NotNullWhen(true)] out IdentityAttributes? attributes)
    {
        attributes = null;
        if (!AttributeText.TryParse(values.GetValueOrDefault(JpkiProfile.Name), out var name)
            || !AttributeText.TryParse(values.GetValueOrDefault(JpkiProfile.Address), out var address)
            || !BirthDate.TryParseCertificateForm(values.GetValueOrDefault(JpkiProfile.BirthDate), out var birthDate)
            || !Sex.TryParse(values.GetValueOrDefault(JpkiProfile.Sex), out var sex)
            || !TryFlags(values.GetValueOrDefault(JpkiProfile.NameSubstitutes), out var inName)
            || !TryFlags(values.GetValueOrDefault(JpkiProfile.AddressSubstitutes), out var inAddress))
        {
            return false;
        }

        attributes = new IdentityAttributes
        {
            Name = name,
            BirthDate = birthDate,
            Sex = sex,
            Address = address,
            HasSubstitutes = inName || inAddress,
        };
        return true;
    }

    private static bool TryFlags(string? flags, out bool any)
    {
        any = flags is not null && flags.Contains('1');
        return flags is { Length: > 0 and <= AttributeText.MaxLength } && flags.AsSpan().IndexOfAnyExcept('0', '1') < 0;
    }
}
