using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Vote.Identity.Acts;

namespace Vote.IdentityProvider.SignTransactions;

/// <summary>
/// Bytes that a person can read before signing: well-formed UTF-8 without control or invisible format characters (line feeds may
/// stand), 1..16,384 bytes. What cannot be shown is not signed.
/// </summary>
internal sealed class ReadableContent
{
    /// <summary>Greatest length in bytes.</summary>
    public const int MaxLength = 16 << 10;

    private readonly byte[] bytes;

    private ReadableContent(byte[] bytes, string text)
    {
        (this.bytes, Text) = (bytes, text);
        Act = ActStatement.TryDecode(bytes, out var act) ? act : null;
    }

    /// <summary>Exactly what is signed, as text.</summary>
    public string Text { get; }

    /// <summary>The content as the statement of an act, when it is one; the page then shows its parts by name.</summary>
    public ActStatement? Act { get; }

    /// <summary>Exactly what is signed.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Takes bytes of the shape above; false for any other.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out ReadableContent? content)
    {
        content = encoded.Length is > 0 and <= MaxLength && IsReadable(encoded)
            ? new ReadableContent(encoded.ToArray(), Encoding.UTF8.GetString(encoded))
            : null;
        return content is not null;
    }

    private static bool IsReadable(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var used) != OperationStatus.Done || !IsVisible(rune))
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }

    // Format characters include those that turn the direction of writing, and so could show another text than is signed.
    private static bool IsVisible(Rune rune) =>
        rune.Value == '\n'
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
