using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vote.Ledger.Storage;

/// <summary>Connections to an SQLite file, each with the settings that durability and the triggers need.</summary>
public sealed class SqliteDatabase : SqlDatabase
{
    // Without recursive_triggers INSERT OR REPLACE deletes rows without asking the triggers.
    private const string Settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA recursive_triggers = ON;
        PRAGMA foreign_keys = ON;
        PRAGMA busy_timeout = 10000;
        """;

    /// <summary>Connections that have the settings; the pool hands them out again as they are.</summary>
    private readonly ConditionalWeakTable<sqlite3, object> settled = [];

    private readonly string connectionString;

    /// <param name="file">The file; made when there is none.</param>
    public SqliteDatabase(FileInfo file) => connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file.FullName,
        Pooling = true,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>Runs the migrations that the file has not had, each in a transaction with its number.</summary>
    /// <exception cref="InvalidDataException">The file is newer than this program.</exception>
    public override async Task PrepareAsync(IReadOnlyList<SqlMigration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var migration in migrations)
        {
            var done = await connection.QuerySingleAsync<long>(new CommandDefinition("PRAGMA user_version", cancellationToken: cancellationToken));
            if (done > migrations.Count)
            {
                throw new InvalidDataException($"{connection.DataSource} was written by a newer program.");
            }

            if (done < migration.Number)
            {
                await RunAsync(connection, migration, cancellationToken);
            }
        }
    }

    /// <summary>A connection that nobody gets after its owner: closing it ends whatever it had begun.</summary>
    internal SqliteConnection OpenAlone()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        connection.Execute(Settings);
        return connection;
    }

    /// <summary>A connection with the settings; the caller disposes it.</summary>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await OpenSqliteAsync(cancellationToken);

    internal async Task<SqliteConnection> OpenSqliteAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        if (connection.Handle is { } handle && !settled.TryGetValue(handle, out _))
        {
            await connection.ExecuteAsync(new CommandDefinition(Settings, cancellationToken: cancellationToken));
            settled.AddOrUpdate(handle, connectionString);
        }

        return connection;
    }

    protected override void Dispose(bool disposing)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    // Two processes may start at once: who comes second finds the number already there.
    private static async Task RunAsync(DbConnection connection, SqlMigration migration, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition("BEGIN IMMEDIATE", cancellationToken: cancellationToken));
        try
        {
            var done = await connection.QuerySingleAsync<long>(new CommandDefinition("PRAGMA user_version", cancellationToken: cancellationToken));
            if (done < migration.Number)
            {
                var numbered = string.Create(CultureInfo.InvariantCulture, $"{migration.Text};\nPRAGMA user_version = {migration.Number};");
                await connection.ExecuteAsync(new CommandDefinition(numbered, cancellationToken: cancellationToken));
            }

            await connection.ExecuteAsync(new CommandDefinition("COMMIT", cancellationToken: CancellationToken.None));
        }
        catch
        {
            await connection.ExecuteAsync(new CommandDefinition("ROLLBACK", cancellationToken: CancellationToken.None));
            throw;
        }
    }
}
