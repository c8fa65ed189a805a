using Microsoft.Extensions.Logging;
using Vote.Identity.Persons;

namespace Vote.IdentityProvider.Configuration;

/// <summary>Everything the host needs to run. It reads no environment variable and no other file.</summary>
public sealed record IdentityProviderOptions
{
    /// <summary>Its public address and name in tokens.</summary>
    public required Issuer Issuer { get; init; }

    /// <summary>Where it listens: http, a loopback name or an IP address, a port (0 for any free one).</summary>
    public required Uri Listen { get; init; }

    /// <summary>The folder of its keys, of the test authority and of the certificates issued.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder of residents' RSA keys, which several runs may share; by default below the data directory.</summary>
    public string? KeyDirectory { get; init; }

    /// <summary>Who may ask.</summary>
    public required IReadOnlyList<RegisteredClient> Clients { get; init; }

    /// <summary>The residents to pick from. The form names them by their position here.</summary>
    public required IReadOnlyList<IdentityAttributes> Residents { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; by default to the console.</summary>
    public IReadOnlyList<ILoggerProvider> Loggers { get; init; } = [];
}
