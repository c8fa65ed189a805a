using Dapper;
using Vote.Canonical;
using Vote.Ledger.Storage;

namespace Vote.Ledger.Anchors;

/// <summary>The same statements for SQLite, in a file of its own, and for PostgreSQL.</summary>
public sealed class AnchorStore : IAnchorStore, IDisposable
{
    private const string SelectDue = """
        SELECT due.size, due.root, due.occasion, due.since,
            CASE WHEN EXISTS (SELECT 1 FROM anchor_final f WHERE f.terms = due.terms AND f.size = due.size) THEN 1 ELSE 0 END AS final
        FROM anchor_due due WHERE due.terms = @Terms ORDER BY due.size DESC LIMIT 1
        """;

    private const string SelectAttempt = """
        SELECT a.number, a.nonce, a.gas, a.most_fee AS "MostFee", a.tip, a.since, s.transaction_hash AS "Transaction"
        FROM anchor_attempt a
        LEFT JOIN anchor_sent s ON s.terms = a.terms AND s.size = a.size AND s.number = a.number
        WHERE a.terms = @Terms AND a.size = @Size ORDER BY a.number DESC LIMIT 1
        """;

    private const string InsertDue = """
        INSERT INTO anchor_due (terms, size, root, occasion, since)
        SELECT @Terms, @Size, @Root, @Occasion, @Since
        WHERE NOT EXISTS (SELECT 1 FROM anchor_due WHERE terms = @Terms AND size >= @Size)
        """;

    private const string InsertAttempt = """
        INSERT INTO anchor_attempt (terms, size, number, nonce, gas, most_fee, tip, since)
        SELECT @Terms, @Size, @Number, @Nonce, @Gas, @MostFee, @Tip, @Since
        WHERE NOT EXISTS (SELECT 1 FROM anchor_attempt WHERE terms = @Terms AND size = @Size AND number >= @Number)
        """;

    private const string InsertSent = """
        INSERT INTO anchor_sent (terms, size, number, transaction_hash)
        SELECT @Terms, @Size, @Number, @Transaction
        WHERE NOT EXISTS (SELECT 1 FROM anchor_sent WHERE terms = @Terms AND size = @Size AND number = @Number)
        """;

    private const string InsertFinal = """
        INSERT INTO anchor_final (terms, size, at_block)
        SELECT @Terms, @Size, @At
        WHERE NOT EXISTS (SELECT 1 FROM anchor_final WHERE terms = @Terms AND size = @Size)
        """;

    private readonly SqlDatabase database;

    private AnchorStore(SqlDatabase database) => this.database = database;

    /// <summary>What the owner of a schema runs before.</summary>
    public static IReadOnlyList<SqlMigration> PostgresMigrations => SqlMigration.Of("postgres-anchor");

    /// <summary>Opens a file, making it if there is none.</summary>
    public static async Task<AnchorStore> OpenAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var opened = new SqliteDatabase(file);
        await opened.PrepareAsync(SqlMigration.Of("sqlite-anchor"), cancellationToken);
        return new(opened);
    }

    /// <summary>Opens a schema; the store owns the database's connections from here on.</summary>
    /// <exception cref="InvalidDataException">The schema or the role is not what it must be.</exception>
    public static async Task<AnchorStore> OpenAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        await database.PrepareAsync(PostgresMigrations, cancellationToken);
        return new(database);
    }

    public void Dispose() => database.Dispose();

    public async Task<DueAnchor?> NewestAsync(AnchorTerms terms, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<DueRow>(
            new CommandDefinition(SelectDue, new { Terms = terms.Name.ToArray() }, cancellationToken: cancellationToken));
        return row?.ToDue();
    }

    public async Task<AnchorAttempt?> AttemptAsync(AnchorTerms terms, DueAnchor due, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<AttemptRow>(
            new CommandDefinition(SelectAttempt, Key(terms, due), cancellationToken: cancellationToken));
        return row?.ToAttempt();
    }

    public Task AddAsync(AnchorTerms terms, DueAnchor due, CancellationToken cancellationToken) => InsertAsync(
        InsertDue,
        new
        {
            Terms = terms.Name.ToArray(),
            Size = due.Head.Size.Value,
            Root = due.Head.Root.ToArray(),
            Occasion = (int)due.Occasion,
            Since = due.Since.ToUnixTimeSeconds(),
        },
        cancellationToken);

    public Task<bool> AddAsync(AnchorTerms terms, DueAnchor due, AnchorAttempt attempt, CancellationToken cancellationToken) => InsertAsync(
        InsertAttempt,
        new
        {
            Terms = terms.Name.ToArray(),
            Size = due.Head.Size.Value,
            attempt.Number,
            attempt.Nonce,
            attempt.Gas,
            MostFee = attempt.Fees.Most,
            attempt.Fees.Tip,
            Since = attempt.Since.ToUnixTimeSeconds(),
        },
        cancellationToken);

    public Task AddAsync(
        AnchorTerms terms, DueAnchor due, (AnchorAttempt Attempt, Digest Transaction) sent, CancellationToken cancellationToken) => InsertAsync(
        InsertSent,
        new { Terms = terms.Name.ToArray(), Size = due.Head.Size.Value, sent.Attempt.Number, Transaction = sent.Transaction.ToArray() },
        cancellationToken);

    public Task FinishAsync(AnchorTerms terms, DueAnchor due, BlockNumber at, CancellationToken cancellationToken) => InsertAsync(
        InsertFinal, new { Terms = terms.Name.ToArray(), Size = due.Head.Size.Value, At = at.Value }, cancellationToken);

    private static object Key(AnchorTerms terms, DueAnchor due) => new { Terms = terms.Name.ToArray(), Size = due.Head.Size.Value };

    // Of two processes that insert the same row at the same moment, one finds the row there or hears of the primary key.
    private async Task<bool> InsertAsync(string statement, object row, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(statement, row, cancellationToken: cancellationToken)) == 1;
    }

    private sealed class DueRow
    {
        public long Size { get; init; }

        public byte[] Root { get; init; } = [];

        public long Occasion { get; init; }

        public long Since { get; init; }

        public long Final { get; init; }

        public DueAnchor ToDue() => Digest.TryDecode(Root, out var root) && Enum.IsDefined((AnchorOccasion)Occasion)
            ? new(new(new(Size), root), (AnchorOccasion)Occasion, DateTimeOffset.FromUnixTimeSeconds(Since), Final == 1)
            : throw Damaged();
    }

    private sealed class AttemptRow
    {
        public long Number { get; init; }

        public long Nonce { get; init; }

        public long Gas { get; init; }

        public long MostFee { get; init; }

        public long Tip { get; init; }

        public long Since { get; init; }

        public byte[]? Transaction { get; init; }

        public AnchorAttempt ToAttempt()
        {
            var isHash = Digest.TryDecode(Transaction, out var hash);
            return isHash || Transaction is null
                ? new((int)Number, Nonce, Gas, new(MostFee, Tip), DateTimeOffset.FromUnixTimeSeconds(Since), hash)
                : throw Damaged();
        }
    }

    private static InvalidDataException Damaged() => new("The store of anchors is damaged.");
}
