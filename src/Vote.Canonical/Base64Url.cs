using System.Diagnostics.CodeAnalysis;
using Bcl = System.Buffers.Text.Base64Url;

namespace Vote.Canonical;

/// <summary>Unpadded base64url (RFC 4648 §5), one spelling for each string of bytes.</summary>
public static class Base64Url
{
    /// <summary>The only accepted spelling of these bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> data) => Bcl.EncodeToString(data);

    /// <summary>Length of the spelling of <paramref name="byteCount"/> bytes, in characters.</summary>
    public static long EncodedLength(long byteCount) => ((byteCount * 4) + 2) / 3;

    /// <summary>False for padding, white space, foreign characters, and set bits behind the last byte.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? data)
    {
        data = null;
        var buffer = new byte[Bcl.GetMaxDecodedLength(text.Length)];

        if (!Bcl.IsValid(text) || !Bcl.TryDecodeFromChars(text, buffer, out var written))
        {
            return false;
        }

        // The platform's decoder forgives white space, padding and trailing bits; a second spelling is refused here.
        var decoded = buffer.AsSpan(0, written).ToArray();
        if (!text.SequenceEqual(Encode(decoded)))
        {
            return false;
        }

        data = decoded;
        return true;
    }
}
