using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Vote.Identity.Jpki;
using Vote.Identity.Persons;

namespace Vote.Identity.TestAuthority;

/// <summary>Encodes the extensions that the platform has no type for.</summary>
internal static class TestExtensions
{
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>certificatePolicies with one policy and no qualifier.</summary>
    public static X509Extension Policy(string policy, bool critical)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(policy);
        }

        return new X509Extension(JpkiProfile.PoliciesExtension, writer.Encode(), critical);
    }

    /// <summary>The holder's otherNames in the order in which the real cards write them.</summary>
    public static X509Extension Holder(IdentityAttributes holder)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteOtherName(writer, JpkiProfile.Name, holder.Name.Value);
            WriteOtherName(writer, JpkiProfile.BirthDate, CertificateForm(holder.BirthDate));
            WriteOtherName(writer, JpkiProfile.Sex, holder.Sex.Code);
            WriteOtherName(writer, JpkiProfile.Address, holder.Address.Value);
            WriteOtherName(writer, JpkiProfile.NameSubstitutes, Flags(holder.Name, holder.HasSubstitutes));
            WriteOtherName(writer, JpkiProfile.AddressSubstitutes, Flags(holder.Address, any: false));
        }

        return new X509Extension(JpkiProfile.SubjectAlternativeNameExtension, writer.Encode(), critical: false);
    }

    /// <summary>cRLDistributionPoints with a directory name, which no on-line check can follow. RFC 5280 §4.2.1.13</summary>
    public static X509Extension RevocationDirectory(X500DistinguishedName issuer)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence(Context0))
        using (writer.PushSequence(Context0))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4, isConstructed: true)))
        {
            writer.WriteEncodedValue(issuer.RawData);
        }

        return new X509Extension(JpkiProfile.RevocationDistributionExtension, writer.Encode(), critical: false);
    }

    private static void WriteOtherName(AsnWriter writer, string type, string value)
    {
        using (writer.PushSequence(Context0))
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSequence(Context0))
            {
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
            }
        }
    }

    private static string CertificateForm(BirthDate date)
    {
        var day = (date.Year * 10000) + (date.Month * 100) + date.Day;
        var era = day switch
        {
            >= 20190501 => 5,
            >= 19890108 => 4,
            >= 19261225 => 3,
            >= 19120730 => 2,
            _ => 1,
        };
        return $"{era}{day:D8}";
    }

    private static string Flags(AttributeText text, bool any) => (any ? "1" : "0") + new string('0', text.Value.Length - 1);
}
