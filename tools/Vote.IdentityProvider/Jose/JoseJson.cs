using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Vote.IdentityProvider.Jose;

/// <summary>Reads the JSON that clients send: one object, no name twice, nothing behind it, shallow.</summary>
internal static class JoseJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>The members of an object; false for anything else.</summary>
    public static bool TryParseObject(ReadOnlyMemory<byte> utf8, out JsonElement value)
    {
        value = default;
        if (!Utf8.IsValid(utf8.Span))
        {
            return false; // the platform's parser would find out only when a text is read
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            value = document.RootElement.Clone();
            return value.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false; // the second when a name holds half of a surrogate pair
        }
    }

    /// <summary>A member that is a string.</summary>
    public static bool TryText(this JsonElement value, string name, [NotNullWhen(true)] out string? text)
    {
        text = null;
        return value.TryGetProperty(name, out var member) && member.TryText(out text);
    }

    /// <summary>A string of well-formed Unicode.</summary>
    public static bool TryText(this JsonElement value, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            text = null; // an escaped half of a surrogate pair: the platform has no other way of telling
        }

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
