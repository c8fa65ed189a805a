using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Vote.Canonical;

namespace Vote.Ledger.Notes;

/// <summary>The small grammar that checkpoints, promises and proofs share; each has one spelling for each value.</summary>
internal static class NoteText
{
    /// <summary>Padded standard base64, nothing else.</summary>
    internal static bool TryDecodeBase64(string text, [NotNullWhen(true)] out byte[]? data)
    {
        var buffer = new byte[text.Length];
        var decoded = Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;

        // The platform forgives white space and trailing bits.
        data = decoded is not null && Convert.ToBase64String(decoded) == text ? decoded : null;
        return data is not null;
    }

    /// <summary>A hash in base64.</summary>
    internal static bool TryDecodeDigest(string text, [NotNullWhen(true)] out Digest? digest)
    {
        digest = null;
        return TryDecodeBase64(text, out var bytes) && Digest.TryDecode(bytes, out digest);
    }

    /// <summary>A decimal without sign and leading zeros.</summary>
    internal static bool TryDecodeNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number.ToString(CultureInfo.InvariantCulture) == text;

    /// <summary>Well-formed UTF-8 without control characters but newlines.</summary>
    internal static bool TryDecodeText(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out string? text)
    {
        text = Utf8.IsValid(encoded) ? Encoding.UTF8.GetString(encoded) : null;
        if (text is not null && text.Any(character => character < ' ' && character != '\n'))
        {
            text = null;
        }

        return text is not null;
    }

    /// <summary>The lines of a text that ends with a newline; false when it does not.</summary>
    internal static bool TrySplit(string text, [NotNullWhen(true)] out string[]? lines)
    {
        lines = text.EndsWith('\n') ? text[..^1].Split('\n') : null;
        return lines is not null;
    }
}
