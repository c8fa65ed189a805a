using Dapper;
using Vote.Identity.Acts;
using Vote.Ledger.Storage;

namespace Vote.Api.Enrolment;

/// <summary>The nonces of acts, over a restart. spec/identity §5 (2), (4)</summary>
internal sealed class ActNonces(SqlDatabase database, TimeProvider clock) : IActNonces
{
    // Kept for twice its life, so that a late or second use hears the true reason.
    private const string Issue = """
        DELETE FROM nonce WHERE expires < @Forgotten;
        INSERT INTO nonce (value, expires, used) VALUES (@Value, @Expires, 0);
        """;

    private const string Use = "UPDATE nonce SET used = 1 WHERE value = @Value AND used = 0 AND expires >= @Now";

    private const string Select = "SELECT used FROM nonce WHERE value = @Value";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public async Task<ActNonce> IssueAsync(CancellationToken cancellationToken)
    {
        var nonce = ActNonce.Draw();
        var now = clock.GetUtcNow();
        var row = new
        {
            Value = nonce.Bytes.ToArray(),
            Expires = (now + Lifetime).ToUnixTimeSeconds(),
            Forgotten = (now - Lifetime).ToUnixTimeSeconds(),
        };
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Issue, row, cancellationToken: cancellationToken));
        return nonce;
    }

    public async Task<NonceUse> UseAsync(ActNonce nonce, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new { Value = nonce.Bytes.ToArray(), Now = clock.GetUtcNow().ToUnixTimeSeconds() };
        if (await connection.ExecuteAsync(new CommandDefinition(Use, values, cancellationToken: cancellationToken)) == 1)
        {
            return NonceUse.Accepted;
        }

        var used = await connection.QuerySingleOrDefaultAsync<long?>(
            new CommandDefinition(Select, values, cancellationToken: cancellationToken));
        return used switch
        {
            null => NonceUse.Unknown,
            0 => NonceUse.Expired,
            _ => NonceUse.AlreadyUsed,
        };
    }
}
