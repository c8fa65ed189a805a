using System.Text.Json;
using System.Text.Json.Serialization;
using Vote.IdentityProvider.Jose;
using Vote.IdentityProvider.Residents;

namespace Vote.IdentityProvider.Configuration;

/// <summary>What the command line may say instead of the file.</summary>
internal sealed record Overrides(string? Issuer, string? Listen, string? Data, string? Residents);

/// <summary>The configuration file of docs/identity-provider.md. Unknown members refuse it; relative paths start at its folder.</summary>
internal static class ConfigurationFile
{
    internal static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="InvalidDataException">The file says something that cannot be, in words for its author.</exception>
    public static IdentityProviderOptions Load(string path, Overrides overrides)
    {
        var file = Parse<FileJson>(File.ReadAllBytes(path), path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var issuer = overrides.Issuer ?? file.Issuer;
        return new IdentityProviderOptions
        {
            Issuer = Issuer.TryParse(issuer, out var parsed)
                ? parsed
                : throw new InvalidDataException($"issuer: scheme, host and port alone; https, or http on a loopback host, not '{issuer}'"),
            Listen = ListenAddress(overrides.Listen ?? file.Listen),
            DataDirectory = overrides.Data ?? Path.Combine(folder, file.Data),
            KeyDirectory = file.Keys is null ? null : Path.Combine(folder, file.Keys),
            Clients = Clients(file.Clients),
            Residents = ResidentsFile.Load(overrides.Residents ?? Path.Combine(folder, file.Residents)),
        };
    }

    internal static T Parse<T>(byte[] json, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict) ?? throw new InvalidDataException($"{path} holds null");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    private static Uri ListenAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.PathAndQuery == "/"
            ? address
            : throw new InvalidDataException($"listen: an http address with a port, not '{text}'");

    private static List<RegisteredClient> Clients(IReadOnlyList<ClientJson> clients)
    {
        if (clients.Count == 0 || clients.DistinctBy(client => client.ClientId, StringComparer.Ordinal).Count() != clients.Count)
        {
            throw new InvalidDataException("clients: at least one, each client_id once");
        }

        return [.. clients.Select(Client)];
    }

    private static RegisteredClient Client(ClientJson client)
    {
        var keys = client.Jwks.Keys
            .Select(jwk => PublicJwk.TryRead(jwk, out var key)
                ? key
                : throw new InvalidDataException($"client {client.ClientId}: jwks takes public keys of kty EC, crv P-256 only"))
            .ToList();
        if (keys.Count == 0 || client.RedirectUris.Count == 0 || !client.RedirectUris.All(IsRedirectUri))
        {
            throw new InvalidDataException(
                $"client {client.ClientId}: one key at least, and redirect_uris that are https, or http on a loopback host, without fragment");
        }

        return new RegisteredClient
        {
            ClientId = client.ClientId,
            Name = client.ClientName,
            NameInEnglish = client.ClientNameInEnglish,
            Keys = keys,
            RedirectUris = client.RedirectUris,
            Sector = client.Sector,
        };
    }

    private static bool IsRedirectUri(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && !text.Contains('#', StringComparison.Ordinal);

    private sealed record FileJson(
        string Issuer, string Listen, string Data, string Residents, IReadOnlyList<ClientJson> Clients, string? Keys = null);

    private sealed record ClientJson(
        string ClientId,
        string ClientName,
        [property: JsonPropertyName("client_name#en")] string ClientNameInEnglish,
        JwksJson Jwks,
        IReadOnlyList<string> RedirectUris,
        string Sector);

    private sealed record JwksJson(IReadOnlyList<JsonElement> Keys);
}
