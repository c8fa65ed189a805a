using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Vote.Identity.Jpki;

/// <summary>A well-formed CMS SignedData (RFC 5652). Nothing about it is verified yet. spec/identity §4 (1)</summary>
public sealed class CmsMessage
{
    /// <summary>Greatest accepted length in bytes; a real one has about 4,000.</summary>
    public const int MaxLength = 32 << 10;

    private readonly byte[] encoded;

    private CmsMessage(byte[] encoded, SignedCms signed) => (this.encoded, Signed) = (encoded, signed);

    /// <summary>The attached content; empty when it is detached.</summary>
    public ReadOnlyMemory<byte> Content => Signed.ContentInfo.Content;

    internal SignedCms Signed { get; }

    /// <summary>Decodes the only accepted encoding: DER, nothing behind it.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out CmsMessage? message)
    {
        message = null;
        if (bytes.Length is 0 or > MaxLength)
        {
            return false;
        }

        try
        {
            var signed = new SignedCms();
            signed.Decode(bytes);
            var again = signed.Encode();
            message = again.AsSpan().SequenceEqual(bytes) ? new CmsMessage(again, signed) : null;
            return message is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The bytes it was decoded from.</summary>
    public byte[] Encode() => [.. encoded];
}
