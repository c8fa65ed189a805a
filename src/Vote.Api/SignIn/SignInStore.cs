using Dapper;
using Vote.Canonical.Signatures;
using Vote.Ledger.Storage;

namespace Vote.Api.SignIn;

/// <summary>A sign-in on its way: what the browser left with, and must come back to.</summary>
internal sealed record SignInAttempt(string Election, SignatureKey Credential, string Nonce, string Verifier, string Transaction);

/// <summary>A sign-in that succeeded, to be taken up by the page that began it.</summary>
internal sealed record Ticket(string Election, SignatureKey Credential, int Slot, int Generation);

/// <summary>
/// Sign-ins and tickets, over a restart. Each is taken once: taking deletes it. The database knows states, browsers and tickets by
/// hashes only.
/// </summary>
internal sealed class SignInStore(SqlDatabase database, TimeProvider clock)
{
    /// <summary>What its tables are made by.</summary>
    public static IReadOnlyList<SqlMigration> Migrations(bool inPostgres) =>
        SqlMigration.Of(typeof(SignInStore).Assembly, inPostgres ? "postgres-sign-in" : "sqlite-sign-in");

    private const string InsertSignIn = """
        DELETE FROM sign_in WHERE expires < @Now;
        INSERT INTO sign_in (state, browser, election, credential, nonce, verifier, sign_transaction, expires)
        VALUES (@State, @Browser, @Election, @Credential, @Nonce, @Verifier, @Transaction, @Expires);
        """;

    private const string TakeSignIn = """
        DELETE FROM sign_in WHERE state = @State AND browser = @Browser AND expires >= @Now
        RETURNING election, credential, nonce, verifier, sign_transaction AS "Transaction"
        """;

    private const string InsertTicket = """
        DELETE FROM ticket WHERE expires < @Now;
        INSERT INTO ticket (ticket, election, credential, slot, generation, expires)
        VALUES (@Ticket, @Election, @Credential, @Slot, @Generation, @Expires);
        """;

    private const string TakeTicket = """
        DELETE FROM ticket WHERE ticket = @Ticket AND expires >= @Now RETURNING election, credential, slot, generation
        """;

    private const string Count = "SELECT count(*) FROM sign_in WHERE expires >= @Now";

    /// <summary>How long the voter may be away at the provider.</summary>
    public static TimeSpan SignInLifetime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a ticket is good.</summary>
    public static TimeSpan TicketLifetime { get; } = TimeSpan.FromSeconds(60);

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>How many sign-ins are on their way.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(Count, new { Now }, cancellationToken: cancellationToken));
    }

    /// <summary>Remembers a sign-in under its state and the browser that began it.</summary>
    public async Task PutAsync(string state, string browser, SignInAttempt attempt, CancellationToken cancellationToken)
    {
        var row = new
        {
            State = Secrets.HashOf(state),
            Browser = Secrets.HashOf(browser),
            attempt.Election,
            Credential = attempt.Credential.ToArray(),
            attempt.Nonce,
            attempt.Verifier,
            attempt.Transaction,
            Expires = (clock.GetUtcNow() + SignInLifetime).ToUnixTimeSeconds(),
            Now,
        };
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(InsertSignIn, row, cancellationToken: cancellationToken));
    }

    /// <summary>Takes a sign-in; nothing when it was taken, is too old, is another browser's, or never was.</summary>
    public async Task<SignInAttempt?> TakeAsync(string state, string browser, CancellationToken cancellationToken)
    {
        var values = new { State = Secrets.HashOf(state), Browser = Secrets.HashOf(browser), Now };
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(TakeSignIn, values, cancellationToken: cancellationToken));
        return row is null ? null : new(row.Election, row.Key(), row.Nonce, row.Verifier, row.Transaction);
    }

    /// <summary>Issues a ticket.</summary>
    public async Task<string> IssueAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var secret = Secrets.Draw();
        var row = new
        {
            Ticket = Secrets.HashOf(secret),
            ticket.Election,
            Credential = ticket.Credential.ToArray(),
            ticket.Slot,
            ticket.Generation,
            Expires = (clock.GetUtcNow() + TicketLifetime).ToUnixTimeSeconds(),
            Now,
        };
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(InsertTicket, row, cancellationToken: cancellationToken));
        return secret;
    }

    /// <summary>Takes a ticket; nothing when it was taken, is too old, or never was.</summary>
    public async Task<Ticket?> RedeemAsync(string ticket, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(TakeTicket, new { Ticket = Secrets.HashOf(ticket), Now }, cancellationToken: cancellationToken));
        return row is null ? null : new(row.Election, row.Key(), (int)row.Slot, (int)row.Generation);
    }

    private sealed class Row
    {
        public string Election { get; init; } = "";

        public byte[] Credential { get; init; } = [];

        public string Nonce { get; init; } = "";

        public string Verifier { get; init; } = "";

        public string Transaction { get; init; } = "";

        public long Slot { get; init; }

        public long Generation { get; init; }

        public SignatureKey Key() =>
            SignatureKey.TryDecode(Credential, out var key) ? key : throw new InvalidDataException("The database of sign-ins is damaged.");
    }
}
