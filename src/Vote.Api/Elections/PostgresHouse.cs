using Vote.Crypto.Ballots;
using Vote.Ledger.Storage;

namespace Vote.Api.Elections;

/// <summary>Where an election's rows are in PostgreSQL: a schema of its own, in the database of entries and in that of checkpoints.</summary>
/// <param name="Server">How the application connects.</param>
/// <param name="Schema">The election's schema.</param>
public sealed record PostgresHouse(PostgresServer Server, SchemaName Schema)
{
    /// <summary>Where an election of this id is.</summary>
    public static PostgresHouse Of(PostgresServer server, ElectionId election) => new(server, SchemaOf(election));

    internal static SchemaName SchemaOf(ElectionId election) =>
        SchemaName.TryParse($"election_{election.Hex}", out var schema) ? schema : throw new System.Diagnostics.UnreachableException();

    internal PostgresDatabase Entries() => new(Server.Entries, Schema);

    internal PostgresDatabase Checkpoint() => new(Server.Checkpoint, Schema);
}

/// <summary>How the application's role connects to PostgreSQL. docs/operations.md</summary>
/// <param name="Entries">The database of entries, enrolments and sign-ins.</param>
/// <param name="Checkpoint">The database of checkpoints: on another disk, outside the backup of the other.</param>
public sealed record PostgresServer(string Entries, string Checkpoint)
{
    /// <summary>The schema of what belongs to no election.</summary>
    public static SchemaName ServerSchema { get; } =
        SchemaName.TryParse("server", out var schema) ? schema : throw new System.Diagnostics.UnreachableException();
}
