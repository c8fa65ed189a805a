using Vote.Api.Elections;
using Vote.Api.Operations;
using Vote.Api.Tests.Elections;

namespace Vote.Api.Tests.Operations;

public sealed class SqliteBackupTests(TestTown town) : IClassFixture<TestTown>
{
    [Fact]
    public async Task RestoresAnElectionAndWritesItsLogAnew()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var promise = (await voter.AcceptedAsync(voter.Ballot())).Promise.Encode();
        var ballot = (await election.PublishedAsync())[1];
        var backup = election.Root.CreateSubdirectory("backup");
        await SqliteBackup.WriteAsync(election.Files, backup, CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => SqliteBackup.WriteAsync(election.Files, backup, CancellationToken.None));

        await LoseAsync(election);
        election.Files.Log.Delete(recursive: true);
        election.Files.Work.Delete(recursive: true);
        await SqliteBackup.RestoreAsync(backup, election.Files, CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => SqliteBackup.RestoreAsync(backup, election.Files, CancellationToken.None));
        await election.OpenHouseAsync();

        Assert.Equal(promise, (await voter.AcceptedAsync(ballot)).Promise.Encode());
        await voter.AcceptedAsync(voter.Ballot(2));
        Assert.Equal(3, (await election.PublishedAsync()).Count);
        Assert.NotEmpty(election.Files.Evidence.EnumerateFiles());
    }

    /// <summary>The checkpoint store was not in the backup, so it knows better.</summary>
    [Fact]
    public async Task DoesNotOpenOnABackupThatIsOlderThanTheLog()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        var backup = election.Root.CreateSubdirectory("backup");
        await SqliteBackup.WriteAsync(election.Files, backup, CancellationToken.None);
        await voter.AcceptedAsync(voter.Ballot());
        await election.PublishedAsync();

        await LoseAsync(election);
        await SqliteBackup.RestoreAsync(backup, election.Files, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidDataException>(() => ElectionHouse.OpenAsync(election.Setup, CancellationToken.None));
    }

    private static async Task LoseAsync(TestElection election)
    {
        await election.CloseHouseAsync();
        foreach (var file in election.Files.Entries.Directory!.EnumerateFiles("en*.sqlite*"))
        {
            file.Delete();
        }

        election.Files.Evidence.Delete(recursive: true);
    }
}
