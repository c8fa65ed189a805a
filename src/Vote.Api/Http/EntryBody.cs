using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Api.Http;

/// <summary>An entry and its blob as they come over HTTP: base64url of the exact bytes.</summary>
/// <param name="Entry">The canonical bytes of the entry.</param>
/// <param name="Blob">The payload, when the entry only names it.</param>
internal sealed record EntryBody(string Entry, string? Blob = null)
{
    /// <summary>The bytes of both; the blob is empty when there is none.</summary>
    public bool TryDecode([NotNullWhen(true)] out byte[]? entry, [NotNullWhen(true)] out byte[]? blob)
    {
        blob = null;
        return Base64Url.TryDecode(Entry, out entry) && Base64Url.TryDecode(Blob ?? "", out blob);
    }
}
