using System.Globalization;
using Dapper;
using Npgsql;

namespace Vote.Ledger.Storage;

/// <summary>
/// Makes and migrates schemas, as their owner. The server never does this: its own role may not. Every migration runs once, in a
/// transaction with the row that says so.
/// </summary>
public sealed class PostgresMigrator
{
    private const string Prepare = """
        CREATE SCHEMA IF NOT EXISTS {schema};
        GRANT USAGE ON SCHEMA {schema} TO {app};
        CREATE TABLE IF NOT EXISTS {schema}.migration (
            set_name text NOT NULL,
            number integer NOT NULL,
            sha256 bytea NOT NULL,
            PRIMARY KEY (set_name, number)
        );
        GRANT SELECT ON {schema}.migration TO {app};
        """;

    private const string Insert = "INSERT INTO migration (set_name, number, sha256) VALUES (@Set, @Number, @Hash)";

    private readonly string owner;
    private readonly SchemaName app;

    /// <param name="owner">How the owner connects.</param>
    /// <param name="app">The application's role, which exists already.</param>
    public PostgresMigrator(string owner, SchemaName app) => (this.owner, this.app) = (owner, app);

    /// <summary>Makes the schema if there is none, and runs what it has not had.</summary>
    /// <exception cref="InvalidDataException">The schema had other migrations than this program's.</exception>
    public async Task RunAsync(SchemaName schema, IReadOnlyList<SqlMigration> migrations, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(owner) { SearchPath = schema.Text, Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Whoever migrates the same schema at the same time waits here.
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(hashtextextended(@Schema, 0))", new { Schema = schema.Text }, cancellationToken: cancellationToken));
        await ExecuteAsync(connection, Prepare, schema, cancellationToken);
        var done = await PostgresDatabase.AppliedAsync(connection, migrations[0].Set, cancellationToken);
        if (!Fit(done, migrations))
        {
            throw new InvalidDataException($"The schema {schema.Text} had other migrations than this program's.");
        }

        foreach (var migration in migrations.Skip(done.Count))
        {
            await ExecuteAsync(connection, migration.Text, schema, cancellationToken);
            var row = new { migration.Set, migration.Number, Hash = migration.Hash.ToArray() };
            await connection.ExecuteAsync(new CommandDefinition(Insert, row, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether what was applied are the first of these migrations, unchanged.</summary>
    internal static bool Fit(IReadOnlyList<Applied> done, IReadOnlyList<SqlMigration> migrations) =>
        done.Count <= migrations.Count
        && done.Zip(migrations).All(pair =>
            pair.First.Number == pair.Second.Number && pair.Second.Hash.Bytes.SequenceEqual(pair.First.Sha256));

    // Names have a shape that needs no quoting.
    private async Task ExecuteAsync(NpgsqlConnection connection, string text, SchemaName schema, CancellationToken cancellationToken)
    {
        var statements = text.Replace("{schema}", schema.Text, StringComparison.Ordinal)
            .Replace("{app}", app.Text, StringComparison.Ordinal)
            .Replace(":app", app.Text, StringComparison.Ordinal);
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A row of what a schema has had.</summary>
    internal sealed class Applied
    {
        public int Number { get; init; }

        public byte[] Sha256 { get; init; } = [];

        public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
    }
}
