using Vote.IdentityProvider.Jose;

namespace Vote.IdentityProvider.Configuration;

/// <summary>A relying party as it was registered, once and off line.</summary>
public sealed record RegisteredClient
{
    /// <summary>Its identifier.</summary>
    public required string ClientId { get; init; }

    /// <summary>What the page calls it in Japanese.</summary>
    public required string Name { get; init; }

    /// <summary>What the page calls it in English.</summary>
    public required string NameInEnglish { get; init; }

    /// <summary>The keys of its assertions, at least one.</summary>
    public required IReadOnlyList<PublicJwk> Keys { get; init; }

    /// <summary>Where answers may go: compared as exact strings.</summary>
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>Clients of one sector see a resident under one <c>sub</c>. OpenID Connect Core §8.1</summary>
    public required string Sector { get; init; }
}
