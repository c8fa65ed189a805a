using System.Data.Common;
using Dapper;
using Npgsql;

namespace Vote.Ledger.Storage;

/// <summary>
/// Connections of the application's role to one schema of a PostgreSQL database. The schema is another role's, so that the application
/// can insert and read, but neither change a row nor remove what hinders it.
/// </summary>
public sealed class PostgresDatabase : SqlDatabase
{
    /// <summary>Owner, superuser, member of the owner's role, or owner of a table: none of these may serve ballots.</summary>
    private const string SelectIsTooMighty = """
        SELECT r.rolsuper OR r.rolbypassrls OR r.rolreplication
            OR EXISTS (SELECT 1 FROM pg_namespace n WHERE n.nspname = current_schema() AND pg_has_role(r.oid, n.nspowner, 'MEMBER'))
            OR EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
        FROM pg_roles r WHERE r.rolname = current_user
        """;

    private const string SelectMigrations = "SELECT number, sha256 FROM migration WHERE set_name = @Set ORDER BY number";

    private readonly NpgsqlDataSource source;

    /// <param name="connectionString">Server, database and role, as Npgsql reads them.</param>
    /// <param name="schema">The schema within the database.</param>
    public PostgresDatabase(string connectionString, SchemaName schema)
    {
        Schema = schema;
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = schema.Text,
            Options = "-c synchronous_commit=on",
            IncludeErrorDetail = false,
        };
        ConnectionString = builder.ToString();
        source = NpgsqlDataSource.Create(builder);
    }

    /// <summary>The schema.</summary>
    internal SchemaName Schema { get; }

    internal string ConnectionString { get; }

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    internal async Task<NpgsqlConnection> OpenPostgresAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    /// <summary>Refuses a schema that its owner has not brought to these migrations, and a role that may do too much.</summary>
    public override async Task PrepareAsync(IReadOnlyList<SqlMigration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        if (await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectIsTooMighty, cancellationToken: cancellationToken)))
        {
            throw new InvalidDataException("The server must not use a role of PostgreSQL that owns its tables or stands above their rights.");
        }

        var done = await AppliedAsync(connection, migrations[0].Set, cancellationToken);
        if (!PostgresMigrator.Fit(done, migrations) || done.Count != migrations.Count)
        {
            throw new InvalidDataException($"The schema {Schema.Text} has not had this program's migrations: run 'database prepare'.");
        }
    }

    internal static async Task<IReadOnlyList<PostgresMigrator.Applied>> AppliedAsync(
        DbConnection connection, string set, CancellationToken cancellationToken)
    {
        var exists = await connection.QuerySingleAsync<bool>(
            new CommandDefinition("SELECT to_regclass('migration') IS NOT NULL", cancellationToken: cancellationToken));
        return exists
            ? [.. await connection.QueryAsync<PostgresMigrator.Applied>(
                new CommandDefinition(SelectMigrations, new { Set = set }, cancellationToken: cancellationToken))]
            : [];
    }

    protected override void Dispose(bool disposing) => source.Dispose();
}
