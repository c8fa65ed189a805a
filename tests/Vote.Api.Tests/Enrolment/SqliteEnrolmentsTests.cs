using Dapper;
using Vote.Api.Tests.Elections;
using Vote.Ledger.Storage;

namespace Vote.Api.Tests.Enrolment;

public sealed class SqliteEnrolmentsTests(TestTown town) : IClassFixture<TestTown>
{
    /// <summary>Whoever can write to the database, and no more, enrols nobody.</summary>
    [Fact]
    public async Task RefusesARowThatTheDeskDidNotWrite()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        using var thief = new TestVoter(election, town.Card(1));
        using var database = new SqliteDatabase(election.Files.Enrolments);
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "INSERT INTO pending SELECT @Thief, slot, CAST(replace(CAST(grant_sealed AS TEXT), @From, @To) AS BLOB) FROM pending",
            new { Thief = thief.Key.Public.ToArray(), From = voter.Key.Public.ToBase64Url(), To = thief.Key.Public.ToBase64Url() });

        await Assert.ThrowsAsync<InvalidDataException>(
            () => election.House.FindPendingAsync(thief.Key.Public, CancellationToken.None));
        Assert.NotNull(await election.House.FindPendingAsync(voter.Key.Public, CancellationToken.None));
    }
}
