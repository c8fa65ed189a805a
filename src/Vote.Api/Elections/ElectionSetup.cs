using Vote.Crypto.Ballots;
using Vote.Identity.Enrolments;
using Vote.Identity.Jpki;

namespace Vote.Api.Elections;

/// <summary>All that an election's house is opened with.</summary>
public sealed record ElectionSetup
{
    /// <summary>The manifest.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>Where its files lie.</summary>
    public required HouseFolder Folder { get; init; }

    /// <summary>The server's keys; the house owns them from here on.</summary>
    public required HouseKeys Keys { get; init; }

    /// <summary>Roll, slot book and tag key.</summary>
    public required Registrar Registrar { get; init; }

    /// <summary>The pinned authorities with their present revocation lists.</summary>
    public required JpkiTrust Trust { get; init; }

    /// <summary>Where newer revocation lists will lie, if anywhere.</summary>
    public TrustFolder? TrustFolder { get; init; }

    /// <summary>Where its rows are in PostgreSQL; without it they are in SQLite files of the folder.</summary>
    public PostgresHouse? Postgres { get; init; }

    /// <summary>Where its checkpoints are anchored; by default nowhere.</summary>
    public AnchorSetup? Anchor { get; init; }

    /// <summary>Where the manifest's witnesses are, by name; one without an address is not asked.</summary>
    public IReadOnlyDictionary<string, Uri> Witnesses { get; init; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    internal Task<HouseStores> OpenStoresAsync(CancellationToken cancellationToken) => Postgres is null
        ? HouseStores.OpenSqliteAsync(Folder, cancellationToken)
        : HouseStores.OpenPostgresAsync(Folder, Postgres, cancellationToken);
}
