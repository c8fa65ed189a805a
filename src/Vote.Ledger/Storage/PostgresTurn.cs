using Dapper;
using Npgsql;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>
/// The active sequencer is whose connection holds an advisory lock. The server frees it when the process or its connection dies, and
/// the next one to ask has it.
/// </summary>
public sealed class PostgresTurn : ISequencerTurn, IAsyncDisposable
{
    private const string Take = "SELECT pg_try_advisory_lock('sequenced'::regclass::oid::bigint)";

    private readonly string connectionString;
    private NpgsqlConnection? held;

    /// <param name="database">Where the entries are.</param>
    public PostgresTurn(PostgresDatabase database) => connectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString)
    {
        Pooling = false,
        KeepAlive = 10,
    }.ToString();

    public async Task<bool> IsMineAsync(CancellationToken cancellationToken)
    {
        if (held is not null && !await IsAliveAsync(held, cancellationToken))
        {
            await held.DisposeAsync();
            held = null;
        }

        return held is not null || await TryTakeAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (held is not null)
        {
            await held.DisposeAsync();
        }
    }

    private static async Task<bool> IsAliveAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.QuerySingleAsync<bool>(new CommandDefinition("SELECT true", cancellationToken: cancellationToken));
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (await connection.QuerySingleAsync<bool>(new CommandDefinition(Take, cancellationToken: cancellationToken)))
            {
                (held, connection) = (connection, null);
            }

            return held is not null;
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }
}
