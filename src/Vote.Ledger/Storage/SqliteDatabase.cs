using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vote.Ledger.Storage;

/// <summary>Connections to an SQLite file, each with the settings that durability and the triggers need.</summary>
public sealed class SqliteDatabase : IDisposable
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

    /// <summary>Closes the connections that wait for reuse.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Makes the tables that are not there yet.</summary>
    public async Task CreateAsync(string schema, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(schema, cancellationToken: cancellationToken));
    }

    /// <summary>A connection that nobody gets after its owner: closing it ends whatever it had begun.</summary>
    internal SqliteConnection OpenAlone()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        connection.Execute(Settings);
        return connection;
    }

    /// <summary>A connection; the caller disposes it.</summary>
    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
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
}
