using Microsoft.Data.Sqlite;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>The inserts of a unit, prepared once for a connection.</summary>
internal sealed class SqliteUnitWriter : IDisposable
{
    private const string InsertBlob = """
        INSERT INTO blob (sha256, bytes) SELECT @Sha256, @Bytes WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha256 = @Sha256)
        """;

    private const string InsertEntry = """
        INSERT INTO entry (leaf, unit, accepted_at, included_by, enrolled_slot, enrolled_generation,
            slot, generation, sequence, credential, previous, ordinal, blob, bytes)
        VALUES (@Leaf, @Unit, @AcceptedAt, @IncludedBy, @EnrolledSlot, @EnrolledGeneration,
            @Slot, @Generation, @Sequence, @Credential, @Previous, @Ordinal, @Blob, @Bytes)
        """;

    private const string InsertMark = "INSERT INTO mark (value, leaf) VALUES (@Value, @Leaf)";

    private readonly SqliteCommand blob;
    private readonly SqliteCommand entry;
    private readonly SqliteCommand mark;

    internal SqliteUnitWriter(SqliteConnection connection)
    {
        Connection = connection;
        blob = Prepare(InsertBlob, "Sha256", "Bytes");
        entry = Prepare(
            InsertEntry, "Leaf", "Unit", "AcceptedAt", "IncludedBy", "EnrolledSlot", "EnrolledGeneration",
            "Slot", "Generation", "Sequence", "Credential", "Previous", "Ordinal", "Blob", "Bytes");
        mark = Prepare(InsertMark, "Value", "Leaf");
    }

    internal SqliteConnection Connection { get; }

    /// <summary>Whether voting has ended, as this connection sees it.</summary>
    internal bool IsClosed
    {
        get
        {
            using var command = Connection.CreateCommand();
            command.CommandText = "SELECT EXISTS (SELECT 1 FROM closing)";
            return command.ExecuteScalar() is 1L;
        }
    }

    public void Dispose()
    {
        blob.Dispose();
        entry.Dispose();
        mark.Dispose();
        Connection.Dispose();
    }

    /// <summary>Inserts all rows of a unit, or throws at the first that may not be there.</summary>
    internal void Insert(AcceptedUnit accepted)
    {
        foreach (var row in EntryColumns.Of(accepted))
        {
            if (row.Blob is not null)
            {
                Run(blob, row.Blob, row.BlobBytes);
            }

            Run(
                entry, row.Leaf, row.Unit, row.AcceptedAt, row.IncludedBy, row.EnrolledSlot, row.EnrolledGeneration,
                row.Slot, row.Generation, row.Sequence, row.Credential, row.Previous, row.Ordinal, row.Blob, row.Bytes);
        }

        var leaf = accepted.Unit.Key.Value.ToArray();
        foreach (var value in accepted.Unit.Marks)
        {
            Run(mark, value.ToArray(), leaf);
        }
    }

    /// <summary>Runs a statement that has no values, such as those that begin and end a transaction.</summary>
    internal void Run(string statement)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string statement, params ReadOnlySpan<string> names)
    {
        var command = Connection.CreateCommand();
        command.CommandText = statement;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{name}" });
        }

        return command;
    }
}
