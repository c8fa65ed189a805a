using System.Diagnostics.CodeAnalysis;
using Vote.IdentityProvider.Configuration;

namespace Vote.IdentityProvider.Tokens;

/// <summary>The registered clients by identifier.</summary>
internal sealed class ClientRegistry(IEnumerable<RegisteredClient> clients)
{
    private readonly Dictionary<string, RegisteredClient> byId = clients.ToDictionary(client => client.ClientId, StringComparer.Ordinal);

    /// <summary>The client of an identifier.</summary>
    public bool TryFind(string? clientId, [NotNullWhen(true)] out RegisteredClient? client) =>
        byId.TryGetValue(clientId ?? "", out client);
}
