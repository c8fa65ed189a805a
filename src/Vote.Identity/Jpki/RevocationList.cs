using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vote.Identity.Jpki;

/// <summary>
/// A complete X.509 v2 revocation list whose signature was checked under a pinned authority. spec/identity §3 (6), RFC 5280 §5
/// </summary>
public sealed class RevocationList
{
    /// <summary>Greatest accepted length in bytes.</summary>
    public const int MaxLength = 64 << 20;

    private const string RevocationNumberExtension = "2.5.29.20";
    private readonly Dictionary<BigInteger, DateTimeOffset> revoked;

    private RevocationList(TrustedAuthority authority, DateTimeOffset nextUpdate, Dictionary<BigInteger, DateTimeOffset> revoked) =>
        (Authority, NextUpdate, this.revoked) = (authority, nextUpdate, revoked);

    /// <summary>The authority that signed it.</summary>
    public TrustedAuthority Authority { get; }

    /// <summary>Until when it may be relied on.</summary>
    public DateTimeOffset NextUpdate { get; }

    /// <summary>Number of revoked certificates.</summary>
    public int Count => revoked.Count;

    /// <summary>
    /// Decodes a DER list and checks its signature with the authority's key; false for a wrong encoding, issuer, algorithm,
    /// signature, or a critical extension that is not understood (a partial list must not pass for a complete one).
    /// </summary>
    public static bool TryDecode(ReadOnlyMemory<byte> der, TrustedAuthority authority, [NotNullWhen(true)] out RevocationList? list)
    {
        list = null;
        if (der.Length > MaxLength)
        {
            return false;
        }

        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var signed = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var body = signed.ReadEncodedValue();
            var algorithm = ReadAlgorithm(signed);
            var signature = signed.ReadBitString(out var unused);
            signed.ThrowIfNotEmpty();
            if (unused != 0 || !IsSigned(body.Span, algorithm, signature, authority))
            {
                return false;
            }

            list = ReadBody(body, algorithm, authority);
            return list is not null;
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>True when the certificate with this serial number was revoked at or before the given time.</summary>
    internal bool IsRevoked(ReadOnlySpan<byte> bigEndianSerial, DateTimeOffset at) =>
        revoked.TryGetValue(new BigInteger(bigEndianSerial, isBigEndian: true), out var since) && since <= at;

    private static bool IsSigned(ReadOnlySpan<byte> body, string algorithm, byte[] signature, TrustedAuthority authority)
    {
        if (algorithm != SignatureSuite.Rsa2048Sha256.CertificateSignature)
        {
            return false;
        }

        using var key = authority.Certificate.GetRSAPublicKey();
        return key is not null && key.VerifyData(body, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static RevocationList? ReadBody(ReadOnlyMemory<byte> body, string algorithm, TrustedAuthority authority)
    {
        var fields = new AsnReader(body, AsnEncodingRules.DER).ReadSequence();
        if (!fields.TryReadInt32(out var version) || version != 1
            || ReadAlgorithm(fields) != algorithm
            || !fields.ReadEncodedValue().Span.SequenceEqual(authority.Certificate.SubjectName.RawData))
        {
            return null;
        }

        ReadTime(fields);
        var nextUpdate = ReadTime(fields);
        var entries = fields.HasData && fields.PeekTag() == Asn1Tag.Sequence ? ReadRevoked(fields.ReadSequence()) : [];
        if (entries is null || !HasOwnExtensions(fields, authority))
        {
            return null;
        }

        fields.ThrowIfNotEmpty();
        return new RevocationList(authority, nextUpdate, entries);
    }

    private static Dictionary<BigInteger, DateTimeOffset>? ReadRevoked(AsnReader entries)
    {
        var times = new Dictionary<BigInteger, DateTimeOffset>();
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = entry.ReadInteger();
            var since = ReadTime(entry);
            if ((entry.HasData && HasCritical(entry.ReadSequence())) || !times.TryAdd(serial, since))
            {
                return null;
            }

            entry.ThrowIfNotEmpty();
        }

        return times;
    }

    // The authority's generations share one name, so the list must name its key (RFC 5280 §5.2.1).
    private static bool HasOwnExtensions(AsnReader fields, TrustedAuthority authority)
    {
        var wrapped = fields.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
        var extensions = wrapped.ReadSequence();
        wrapped.ThrowIfNotEmpty();
        var named = false;
        while (extensions.HasData)
        {
            var (type, critical, value) = ReadExtension(extensions.ReadSequence());
            if (type == JpkiProfile.AuthorityKeyExtension)
            {
                var key = new X509AuthorityKeyIdentifierExtension(value, critical).KeyIdentifier;
                named = key is { } identifier && identifier.Span.SequenceEqual(authority.KeyIdentifier.Span);
            }
            else if (critical && type != RevocationNumberExtension)
            {
                return false;
            }
        }

        return named;
    }

    private static bool HasCritical(AsnReader extensions)
    {
        var any = false;
        while (extensions.HasData)
        {
            any |= ReadExtension(extensions.ReadSequence()).Critical;
        }

        return any;
    }

    private static (string Type, bool Critical, byte[] Value) ReadExtension(AsnReader extension)
    {
        var type = extension.ReadObjectIdentifier();
        var critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
        var value = extension.ReadOctetString();
        extension.ThrowIfNotEmpty();
        return (type, critical, value);
    }

    private static string ReadAlgorithm(AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        var type = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
        {
            algorithm.ReadNull();
        }

        algorithm.ThrowIfNotEmpty();
        return type;
    }

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
