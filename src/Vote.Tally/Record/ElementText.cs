using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Crypto.Group;

namespace Vote.Tally.Record;

/// <summary>An element in the tally's payloads: 33 bytes, or the empty string for the identity. spec §8.1, §8.3</summary>
internal static class ElementText
{
    /// <summary>The only spelling of an element.</summary>
    public static CanonicalString Encode(Point element) =>
        element.IsIdentity ? CanonicalValue.Text("") : CanonicalValue.Bytes(element.Encode());

    /// <summary>Reads the only spelling.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Point? element)
    {
        element = encoded.IsEmpty ? Point.Identity : null;
        return element is not null || Point.TryDecode(encoded, out element);
    }
}
