using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Writing;

public abstract class SequencerTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task PublishesAWholeElectionThatHolds()
    {
        var (intake, sequencer, _) = await OpenAsync();
        var election = house.Election;
        foreach (var slot in Enumerable.Range(1, 5))
        {
            await TestHouse.AcceptedAsync(intake, election.Enrolment(slot), election.FirstBallot(slot));
        }

        await intake.CloseAsync(CancellationToken.None);
        await sequencer.DrainAsync(CancellationToken.None);
        var head = sequencer.Head;
        await TestHouse.AcceptedAsync(intake, election.ByOfficers(new VotingClosed(head.Size, head.Root, head.ChainHead)));
        await TestHouse.AcceptedAsync(intake, election.ByOfficers(new OverridesClosed()));
        await TestHouse.AcceptedAsync(intake, election.ByOfficers(new TallyInput(TestElection.Of("{}"))));
        await TestHouse.AcceptedAsync(intake, election.Share(1));
        await TestHouse.AcceptedAsync(intake, election.ByOfficers(new Result(TestElection.Of("{}"))));
        await sequencer.DrainAsync(CancellationToken.None);

        Assert.Equal(16, (await house.AuditedAsync(Phase.Finished)).Count);
    }

    [Fact]
    public async Task OrdersABatchByLeafHashAndKeepsUnitsTogether()
    {
        var (intake, sequencer, _) = await OpenAsync();
        foreach (var slot in Enumerable.Range(1, 8))
        {
            await TestHouse.AcceptedAsync(intake, house.Election.Enrolment(slot), house.Election.FirstBallot(slot));
        }

        Assert.Equal(16, await sequencer.RunOnceAsync(CancellationToken.None));

        var published = (await house.AuditedAsync()).Skip(1).ToArray();
        var ballots = published.Where(entry => entry.Body is BallotCast).Select(entry => entry.LeafHash).ToArray();
        Assert.Equal(ballots.Order(), ballots);
        Assert.All(published.Where((_, i) => i % 2 == 0), entry => Assert.IsType<CredentialEnrolled>(entry.Body));
    }

    [Fact]
    public async Task ContinuesAfterEveryReopening()
    {
        var (intake, _, stores) = await OpenAsync();
        for (var slot = 1; slot <= 6; slot++)
        {
            await TestHouse.AcceptedAsync(intake, house.Election.Enrolment(slot), house.Election.FirstBallot(slot));
            var reopened = house.Sequencer(await house.StoresAsync());
            Assert.Equal(2, await reopened.RunOnceAsync(CancellationToken.None));
            Assert.Equal(1 + (2 * slot), reopened.Head.Size.Value);
            intake = await house.IntakeAsync(stores.Entries);
        }

        Assert.Equal(13, (await house.AuditedAsync()).Count);
    }

    [Fact]
    public async Task CrossesTheWidthOfATileAndRemovesPartialFilesThatFullOnesReplace()
    {
        var (intake, sequencer, _) = await OpenAsync();
        for (var i = 1; i <= 260; i++)
        {
            await TestHouse.AcceptedAsync(intake, house.Election.ByOfficers(new AdministratorAct($"act {i}")));
            await sequencer.RunOnceAsync(CancellationToken.None);
        }

        Assert.Equal(261, (await house.AuditedAsync()).Count);
        Assert.False(Directory.Exists(Path.Combine(house.Log.FullName, "tile", "0", "000.p")));
        Assert.False(Directory.Exists(Path.Combine(house.Log.FullName, "tile", "entries", "000.p")));
        Assert.True(File.Exists(Path.Combine(house.Log.FullName, "tile", "0", "001.p", "5")));
        Assert.True(File.Exists(Path.Combine(house.Log.FullName, "tile", "0", "001.p", "4")));
    }

    [Fact]
    public async Task TwoAtOnceLoseAndDoubleNothing()
    {
        var (intake, first, _) = await OpenAsync();
        var second = house.Sequencer(await house.StoresAsync());
        for (var slot = 1; slot <= 12; slot++)
        {
            await TestHouse.AcceptedAsync(intake, house.Election.Enrolment(slot), house.Election.FirstBallot(slot));
            house.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAll(RunAsync(first), RunAsync(second));
        }

        await first.DrainAsync(CancellationToken.None);
        await first.RunOnceAsync(CancellationToken.None);
        Assert.Equal(25, (await house.AuditedAsync()).Count);

        static Task RunAsync(Sequencer sequencer) => Task.Run(() => sequencer.RunOnceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LosesTheSwapToARivalThatNoLockHinders()
    {
        var (intake, sequencer, stores) = await OpenAsync();
        await TestHouse.AcceptedAsync(intake, house.Election.Enrolment(1), house.Election.FirstBallot(1));
        var rivalFiles = new DiskLogFiles(house.Log, house.Record.Folder.At("rival"));
        var rival = house.Sequencer(stores with { Files = rivalFiles });
        await rival.RunOnceAsync(CancellationToken.None);
        await TestHouse.AcceptedAsync(intake, house.Election.Enrolment(2), house.Election.FirstBallot(2));
        house.Clock.Advance(TimeSpan.FromSeconds(2));

        var overtaken = house.Sequencer(stores with { Heads = new Overtaken(stores.Heads, rival) });
        Assert.Equal(0, await overtaken.RunOnceAsync(CancellationToken.None));
        Assert.Equal(0, await overtaken.RunOnceAsync(CancellationToken.None));

        Assert.Equal(5, overtaken.Head.Size.Value);
        Assert.Equal(5, (await house.AuditedAsync()).Count);
        Assert.Equal(1, sequencer.Head.Size.Value);
    }

    /// <summary>Also where only the last batch is missing, whose places the staging file knows.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RefusesADatabaseThatIsOlderThanTheLog(int missing)
    {
        var (intake, sequencer, _) = await OpenAsync();
        var restore = await house.Stores.BackUpAsync();
        for (var slot = 1; slot <= missing; slot++)
        {
            await TestHouse.AcceptedAsync(intake, house.Election.Enrolment(slot), house.Election.FirstBallot(slot));
            house.Clock.Advance(TimeSpan.FromSeconds(2));
            await sequencer.RunOnceAsync(CancellationToken.None);
        }

        var restored = house.Sequencer(await house.StoresAsync() with { Entries = await restore() });
        await Assert.ThrowsAsync<InvalidDataException>(() => restored.RunOnceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task StopsAtAForeignFileInThePublishedLog()
    {
        var (intake, sequencer, _) = await OpenAsync();
        await TestHouse.AcceptedAsync(intake, house.Election.ByOfficers(new AdministratorAct("x")));
        var tile = Path.Combine(house.Log.FullName, "tile", "0", "000.p", "2");
        await File.WriteAllBytesAsync(tile, new byte[64]);

        await Assert.ThrowsAsync<InvalidDataException>(() => sequencer.RunOnceAsync(CancellationToken.None));
        Assert.True(SignedCheckpoint.TryDecode(await house.Files.ReadAsync(LogPath.Checkpoint, CancellationToken.None), out var published));
        Assert.Equal(1, published.Checkpoint.Size.Value);
    }

    [Fact]
    public async Task RefusesACheckpointStoreThatWasSetBack()
    {
        var (intake, sequencer, stores) = await OpenAsync();
        await TestHouse.AcceptedAsync(intake, house.Election.ByOfficers(new AdministratorAct("x")));
        await sequencer.RunOnceAsync(CancellationToken.None);

        var setBack = house.Sequencer(stores with { Heads = new SetBack() });

        await Assert.ThrowsAsync<InvalidDataException>(() => setBack.RunOnceAsync(CancellationToken.None));
    }

    private async Task<(Intake Intake, Sequencer Sequencer, SequencerStores Stores)> OpenAsync()
    {
        var stores = await house.StoresAsync();
        var sequencer = house.Sequencer(stores);
        var intake = await house.IntakeAsync(stores.Entries, () => sequencer.Head);
        await TestHouse.AcceptedAsync(intake, house.Election.Opened());
        await sequencer.RunOnceAsync(CancellationToken.None);
        return (intake, sequencer, stores);
    }

    /// <summary>Lets a rival publish just before the first swap.</summary>
    private sealed class Overtaken(ICheckpointStore store, Sequencer rival) : ICheckpointStore
    {
        private bool isOvertaken;

        public Task<StoredHead> ReadAsync(CancellationToken cancellationToken) => store.ReadAsync(cancellationToken);

        public async Task<bool> TryAdvanceAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken)
        {
            if (!isOvertaken)
            {
                isOvertaken = true;
                Assert.Equal(2, await rival.RunOnceAsync(cancellationToken));
            }

            return await store.TryAdvanceAsync(from, to, cancellationToken);
        }
    }

    private sealed class SetBack : ICheckpointStore
    {
        public Task<StoredHead> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new StoredHead(new(1), Digest.Zero, default, 1));

        public Task<bool> TryAdvanceAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}

public sealed class SqliteSequencerTests() : SequencerTests(StoreKind.Sqlite);

public sealed class PostgresSequencerTests() : SequencerTests(StoreKind.Postgres);
