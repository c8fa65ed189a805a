using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Vote.IdentityProvider.Jose;

/// <summary>Reads the JSON that clients send: one object, no name twice, nothing behind it, shallow.</summary>
internal static class JoseJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>The members of an object; false for anything else.</summary>
    public static bool TryParseObject(ReadOnlyMemory<byte> utf8, out JsonElement value)
    {
        value = default;
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            value = document.RootElement.Clone();
            return value.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A member that is a string.</summary>
    public static bool TryText(this JsonElement value, string name, [NotNullWhen(true)] out string? text)
    {
        text = value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        return text is not null;
    }

    /// <summary>A member that is a time in whole seconds. RFC 7519 §2 allows fractions; nobody sends them, and we refuse them.</summary>
    public static bool TryTime(this JsonElement value, string name, out DateTimeOffset time)
    {
        time = default;
        if (!value.TryGetProperty(name, out var member)
            || member.ValueKind != JsonValueKind.Number
            || !member.TryGetInt64(out var seconds)
            || seconds is < 0 or > 253402300799)
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
