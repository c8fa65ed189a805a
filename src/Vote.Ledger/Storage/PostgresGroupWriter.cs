using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>
/// Groups in PostgreSQL: one round trip for all units and their commit. Units of a group go by slot, so that two processes that store
/// the same ones wait for each other in one order. No lock on the head of anything.
/// </summary>
internal sealed class PostgresGroupWriter(
    PostgresDatabase database, Func<AcceptedUnit, Task<AcceptedUnit?>> find) : IGroupWriter
{
    private const string Accept = "SELECT accept_unit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

    public bool IsInDoubt { get; private set; }

    public void Dispose()
    {
    }

    public async Task<IReadOnlyList<StoreOutcome>> StoreAsync(IReadOnlyList<AcceptedUnit> group)
    {
        int[] order = [.. Enumerable.Range(0, group.Count).OrderBy(i => group[i].Unit.Ballot?.Place.Slot.Value ?? 0)];
        var answers = await RunAsync([.. order.Select(i => group[i])]);
        var outcomes = new StoreOutcome[group.Count];
        for (var i = 0; i < order.Length; i++)
        {
            outcomes[order[i]] = answers[i] == "stored" ? new StoreOutcome.Stored() : await ExplainAsync(group[order[i]], answers[i]);
        }

        return outcomes;
    }

    private async Task<string[]> RunAsync(IReadOnlyList<AcceptedUnit> group)
    {
        IsInDoubt = false;
        try
        {
            await using var connection = await database.OpenPostgresAsync(CancellationToken.None);
            PostgresNotice? warning = null;
            connection.Notice += (_, notice) => warning ??= notice.Notice.InvariantSeverity is "WARNING" ? notice.Notice : null;

            // From here on, only the server's own word that it has rolled back is certain.
            IsInDoubt = true;
            var answers = await RunAsync(connection, group);

            // A commit whose wait for a standby was cut short is no failure to PostgreSQL. To us it is: nothing was promised yet.
            return warning is null ? answers : throw new IOException($"The commit is in doubt: {warning.SqlState}.");
        }
        catch (PostgresException refused) when (IsRolledBack(refused))
        {
            IsInDoubt = false;
            throw;
        }
    }

    private static async Task<string[]> RunAsync(NpgsqlConnection connection, IReadOnlyList<AcceptedUnit> group)
    {
        // Without a transaction of its own a batch is one: all its commands and the commit travel together.
        await using var batch = new NpgsqlBatch(connection);
        foreach (var unit in group)
        {
            batch.BatchCommands.Add(Command(unit));
        }

        var answers = new string[group.Count];
        await using var reader = await batch.ExecuteReaderAsync();
        for (var i = 0; i < answers.Length; i++)
        {
            await reader.ReadAsync();
            answers[i] = reader.GetString(0);
            await reader.NextResultAsync();
        }

        // The last answer comes behind the commit.
        await reader.CloseAsync();
        return answers;
    }

    /// <summary>Whether the server has said that the transaction ended without a trace. Classes 08, 57 and XX may mean anything.</summary>
    private static bool IsRolledBack(PostgresException refused) =>
        refused.SqlState[..2] is not ("08" or "57" or "58" or "XX") && refused.SqlState != PostgresErrorCodes.StatementCompletionUnknown;

    private async Task<StoreOutcome> ExplainAsync(AcceptedUnit accepted, string answer) =>
        await find(accepted) is { } known ? new StoreOutcome.Known(known)
        : answer == "closed" ? new StoreOutcome.Closed()
        : new StoreOutcome.Conflict();

    private static NpgsqlBatchCommand Command(AcceptedUnit accepted)
    {
        EntryColumns[] rows = [.. EntryColumns.Of(accepted)];
        var main = rows[^1];
        var enrolment = rows.Length > 1 ? rows[0] : null;
        var command = new NpgsqlBatchCommand(Accept);
        Add(command, NpgsqlDbType.Bytea, main.Unit);
        Add(command, NpgsqlDbType.Bigint, main.AcceptedAt);
        Add(command, NpgsqlDbType.Bigint, main.IncludedBy);
        Add(command, NpgsqlDbType.Bytea, enrolment?.Bytes);
        Add(command, NpgsqlDbType.Integer, enrolment?.EnrolledSlot);
        Add(command, NpgsqlDbType.Integer, enrolment?.EnrolledGeneration);
        Add(command, NpgsqlDbType.Bytea, main.Bytes);
        Add(command, NpgsqlDbType.Integer, main.Slot);
        Add(command, NpgsqlDbType.Integer, main.Generation);
        Add(command, NpgsqlDbType.Bigint, main.Sequence);
        Add(command, NpgsqlDbType.Bytea, main.Credential);
        Add(command, NpgsqlDbType.Bytea, main.Previous);
        Add(command, NpgsqlDbType.Integer, main.Ordinal);
        Add(command, NpgsqlDbType.Bytea, main.Blob);
        Add(command, NpgsqlDbType.Bytea, main.BlobBytes);
        Add(command, NpgsqlDbType.Bytea | NpgsqlDbType.Array, accepted.Unit.Marks.Select(mark => mark.ToArray()).ToArray());
        return command;
    }

    private static void Add(NpgsqlBatchCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
}
