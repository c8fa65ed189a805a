using Vote.Api.Ceremony;
using Vote.Api.Elections;
using Vote.Api.Tests.Elections;
using Vote.Canonical;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Api.Tests.Ceremony;

public sealed class EntryDeskTests(TestTown town) : IClassFixture<TestTown>
{
    [Fact]
    public async Task LeadsAnElectionFromOpeningToResult()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        await voter.AcceptedAsync(voter.Ballot());
        await election.CloseVotingAsync();
        await election.AcceptAsync(election.Closing());
        await election.AcceptAsync(election.Sign(new OverridesClosed()));
        await election.AcceptAsync(election.Sign(new TallyInput(new(new byte[10]))));
        await election.AcceptAsync(election.Sign(new Shuffle(2, 1, 1, new(new byte[60_000])), town.Trustees[0]));
        await election.AcceptAsync(election.Sign(new DecryptionShare(2, new(new byte[10])), town.Trustees[1]));
        Assert.Equal(HousePhase.Tallying, election.House.Phase);
        await election.AcceptAsync(election.Sign(new Result(new(new byte[10]))));

        Assert.Equal(HousePhase.Finished, election.House.Phase);
        Assert.Equal(8, (await election.PublishedAsync(Phase.Finished)).Count);
    }

    [Fact]
    public async Task TakesTheSameEntryAgainWithoutATrace()
    {
        await using var election = await TestElection.OpenAsync(town);
        var act = election.Sign(new AdministratorAct("lunch"));
        await election.AcceptAsync(act);
        await election.AcceptAsync(act);

        Assert.Single(await election.PublishedAsync());
    }

    /// <summary>Proofs are verified on the ballot box's way alone.</summary>
    [Fact]
    public async Task RefusesBallotsAndEnrolments()
    {
        await using var election = await TestElection.OpenAsync(town);
        using var voter = await TestVoter.SignInAsync(election);
        await AssertRefusedAsync(election, LedgerRefusal.OutOfOrder, voter.Ballot());
        using var keys = town.Keys();
        await AssertRefusedAsync(
            election, LedgerRefusal.OutOfOrder, new RegistrarSeal(election.Manifest.Hash.Value, keys.Registrar).Sign(voter.Pending));
        await voter.AcceptedAsync(voter.Ballot());
        await AssertRefusedAsync(election, LedgerRefusal.OutOfOrder, voter.Ballot());
    }

    [Fact]
    public async Task RefusesTheWrongSigners()
    {
        await using var election = await TestElection.OpenAsync(town);
        var act = new AdministratorAct("coup");
        await AssertRefusedAsync(election, LedgerRefusal.WrongAuthors, election.Sign(act, town.Officers[0]));
        await AssertRefusedAsync(election, LedgerRefusal.WrongAuthors, election.Sign(act, [.. town.Officers]));
        await AssertRefusedAsync(election, LedgerRefusal.WrongAuthors, election.Sign(act, town.Officers[0], town.Trustees[0]));
        var other = new UnsignedEntry(election.Manifest.Hash.Value, new AdministratorAct("other"));
        await AssertRefusedAsync(
            election,
            LedgerRefusal.InvalidSignature,
            new UnsignedEntry(election.Manifest.Hash.Value, act).Assemble(other.SignWith(town.Officers[0]), other.SignWith(town.Officers[1])));
    }

    [Fact]
    public async Task RefusesAnOpeningThatShowsAnotherManifestOrList()
    {
        await using var election = new TestElection(town);
        await using var other = new TestElection(town);
        await election.OpenHouseAsync();
        var foreign = ((ElectionOpened)other.Opening().Body).Payload;
        await AssertRefusedAsync(election, LedgerRefusal.ForeignElection, other.Opening());
        await AssertRefusedAsync(election, LedgerRefusal.ForeignElection, election.Sign(new ElectionOpened(foreign)));
        await AssertRefusedAsync(
            election, LedgerRefusal.ForeignElection, election.Sign(new ElectionOpened(new(CanonicalObject.Of().Encode()))));
        Assert.Equal(HousePhase.Scheduled, election.House.Phase);
    }

    [Fact]
    public async Task RefusesToCloseWhileBallotsAreTakenOrOnTheWay()
    {
        await using var election = await TestElection.OpenAsync(town);
        await AssertRefusedAsync(election, LedgerRefusal.OutOfOrder, election.Closing());
        var early = election.Closing();
        using var voter = await TestVoter.SignInAsync(election);
        await voter.AcceptedAsync(voter.Ballot());
        await election.CloseVotingAsync();

        await AssertRefusedAsync(election, LedgerRefusal.WrongClosing, early);
        await AssertRefusedAsync(election, LedgerRefusal.OutOfOrder, election.Sign(new OverridesClosed()));
        await election.AcceptAsync(election.Closing());
        Assert.Equal(HousePhase.Closed, election.House.Phase);
    }

    private static async Task AssertRefusedAsync(TestElection election, LedgerRefusal reason, Entry entry)
    {
        var before = (await election.StoredAsync()).Count;
        var result = await election.House.Entries.AcceptAsync(
            entry.Encoded, entry.TryGetBlob(out var blob) ? blob.Bytes : default, CancellationToken.None);
        Assert.Equal(reason, Assert.IsType<EntryResult.Refused>(result).Reason);
        Assert.Equal(before, (await election.StoredAsync()).Count);
    }
}
