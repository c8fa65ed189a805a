using Vote.Api.Elections;
using Vote.Api.SignIn;

namespace Vote.Api;

/// <summary>Everything the host needs to run. It reads no environment variable and no other file.</summary>
public sealed record ApiOptions
{
    /// <summary>Where browsers see this server: scheme, host and port, no path.</summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>Where it listens: http, a loopback name or an IP address, a port (0 for any free one). TLS ends before it.</summary>
    public required Uri Listen { get; init; }

    /// <summary>The elections. Their houses are opened at the start, and own the keys.</summary>
    public required IReadOnlyList<ElectionSetup> Elections { get; init; }

    /// <summary>The database of sign-ins on their way, unless they are in PostgreSQL.</summary>
    public required FileInfo SignIns { get; init; }

    /// <summary>PostgreSQL, where several processes serve the same elections.</summary>
    public PostgresServer? Postgres { get; init; }

    /// <summary>Signs session tokens. Kept over a restart, so that a voter's retry still counts as theirs. The caller's to dispose.</summary>
    public required TokenKey SessionKey { get; init; }

    /// <summary>The digital-ID provider.</summary>
    public required ProviderOptions Provider { get; init; }

    /// <summary>The built client; without one there are no pages.</summary>
    public DirectoryInfo? Client { get; init; }

    /// <summary>How many ballots may wait for a core before others are told to come again.</summary>
    public int WaitingBallots { get; init; } = 2_000;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; by default to the console, as JSON.</summary>
    public IReadOnlyList<ILoggerProvider> Loggers { get; init; } = [];
}
