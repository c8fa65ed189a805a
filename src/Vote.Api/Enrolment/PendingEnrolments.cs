using Dapper;
using Vote.Canonical.Signatures;
using Vote.Identity.Enrolments;
using Vote.Identity.Slots;
using Vote.Ledger;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Api.Enrolment;

/// <summary>
/// Enrolments of a running election. Which are effective is asked of the ledger alone, where each took effect together with its first
/// ballot; the database here keeps pending ones, sealed so that it cannot make any. spec/identity §9
/// </summary>
internal sealed class PendingEnrolments(SqlDatabase database, GrantSeal seal, Intake intake) : IEnrolmentStore
{
    private const string Put = """
        INSERT INTO pending (credential, slot, grant_sealed) VALUES (@Credential, @Slot, @Sealed)
        ON CONFLICT (credential) DO UPDATE SET grant_sealed = excluded.grant_sealed WHERE pending.slot = excluded.slot
        """;

    private const string Select = "SELECT grant_sealed FROM pending WHERE credential = @Credential";

    public async Task<Generation> NextGenerationAsync(Slot slot, CancellationToken cancellationToken)
    {
        var state = await intake.FindAsync(new SlotNumber(slot.Number), cancellationToken);
        return new((state?.Place.Generation ?? 0) + 1);
    }

    public async Task<bool> TryAddPendingAsync(EnrolmentGranted granted, CancellationToken cancellationToken)
    {
        if (intake.WasEnrolled(granted.Credential))
        {
            return false;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var row = new { Credential = granted.Credential.ToArray(), Slot = granted.Slot.Number, Sealed = seal.Seal(granted) };
        return await connection.ExecuteAsync(new CommandDefinition(Put, row, cancellationToken: cancellationToken)) == 1;
    }

    /// <exception cref="InvalidDataException">The row was not written by this desk.</exception>
    public async Task<Grant?> FindPendingAsync(SignatureKey credential, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<byte[]>(
            new CommandDefinition(Select, new { Credential = credential.ToArray() }, cancellationToken: cancellationToken));
        if (row is null)
        {
            return null;
        }

        return seal.TryOpen(row, out var grant) && grant.Credential == credential
            ? grant
            : throw new InvalidDataException("A pending enrolment was not written by the enrolment desk.");
    }
}
