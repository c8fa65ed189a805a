using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Writing;

public abstract class IntakeTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    private TestElection Election => house.Election;

    [Fact]
    public async Task PromisesTheSameForTheSameBytesAtAnyLaterTime()
    {
        var intake = await OpenAsync();
        Entry[] unit = [Election.Enrolment(1), Election.FirstBallot(1)];
        var promise = await TestHouse.AcceptedAsync(intake, unit);
        house.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(promise.Encode(), (await TestHouse.AcceptedAsync(intake, unit)).Encode());
        var reopened = await house.IntakeAsync((await house.StoresAsync()).Entries);
        Assert.Equal(promise.Encode(), (await TestHouse.AcceptedAsync(reopened, unit)).Encode());
        Assert.Equal(TimeSpan.FromSeconds(301), promise.Promise.IncludedBy - promise.Promise.AcceptedAt);
        Assert.IsType<LedgerVerdict.Accepted>(
            promise.Verify(house.Record.Log.Origin, house.Record.Log.AcceptKey.Public, unit[1].LeafHash));
    }

    [Fact]
    public async Task GivesAThousandConcurrentCopiesOneRowAndOnePromise()
    {
        var stores = await house.StoresAsync();
        var intake = await OpenAsync();
        var unit = TestHouse.Unit(Election.Enrolment(1), Election.FirstBallot(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ =>
            Task.Run(() => intake.AcceptAsync(unit, CancellationToken.None))));

        var promises = answers.Select(answer => Convert.ToHexString(Assert.IsType<IntakeResult.Accepted>(answer).Promise.Encode()));
        Assert.Single(promises.Distinct(StringComparer.Ordinal));
        Assert.Equal(2, (await stores.Entries.PendingAsync(10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task AcceptsOneOfManyDifferentBallotsForOnePlace()
    {
        var intake = await OpenAsync();
        var units = Enumerable.Range(0, 50).Select(i =>
            TestHouse.Unit(Election.Enrolment(1), Election.FirstBallot(1, TestElection.Of($"ballot {i}")))).ToArray();

        var answers = await Task.WhenAll(units.Select(unit => Task.Run(() => intake.AcceptAsync(unit, CancellationToken.None))));

        Assert.Single(answers.OfType<IntakeResult.Accepted>());
    }

    [Fact]
    public async Task RefusesBallotsBeforeOpeningAndAfterClosing()
    {
        var intake = await house.IntakeAsync((await house.StoresAsync()).Entries);
        Entry[] unit = [Election.Enrolment(1), Election.FirstBallot(1)];

        Assert.Equal(LedgerRefusal.NotOpen, await TestHouse.RefusedAsync(intake, unit));
        await TestHouse.AcceptedAsync(intake, Election.Opened());
        await TestHouse.AcceptedAsync(intake, unit);
        await intake.CloseAsync(CancellationToken.None);
        Assert.Equal(LedgerRefusal.NotOpen, await TestHouse.RefusedAsync(intake, Election.Ballot(1, 1, 2, unit[1].Hash)));
        await TestHouse.AcceptedAsync(intake, unit);
    }

    [Fact]
    public async Task RefusesForeignWronglySignedAndMisplacedEntries()
    {
        var intake = await OpenAsync();
        Entry foreign = new UnsignedEntry(Digest.Zero, new AdministratorAct("x")).Sign(Election.Officers[0], Election.Officers[1]);

        Assert.Equal(LedgerRefusal.ForeignElection, await TestHouse.RefusedAsync(intake, foreign));
        Assert.Equal(LedgerRefusal.WrongAuthors, await TestHouse.RefusedAsync(
            intake, Election.Signed(new AdministratorAct("x"), Election.Officers[0])));
        Assert.Equal(LedgerRefusal.OutOfOrder, await TestHouse.RefusedAsync(intake, Election.Opened("again")));
        Assert.Equal(LedgerRefusal.WrongSequence, await TestHouse.RefusedAsync(
            intake, Election.Enrolment(1), Election.Ballot(1, 1, 2, EntryHash.None)));
        Assert.Equal(LedgerRefusal.NotEnrolled, await TestHouse.RefusedAsync(intake, Election.FirstBallot(1)));
    }

    [Fact]
    public async Task RefusesClosingWhileBallotsAreOnTheirWayOrTheHeadIsAnother()
    {
        var intake = await OpenAsync();
        var closed = Election.ByOfficers(new VotingClosed(new(1), Digest.Zero, Digest.Zero));
        Assert.Equal(LedgerRefusal.OutOfOrder, await TestHouse.RefusedAsync(intake, closed));

        await intake.CloseAsync(CancellationToken.None);
        Assert.Equal(LedgerRefusal.OutOfOrder, await TestHouse.RefusedAsync(intake, closed));
        await house.Sequencer(await house.StoresAsync()).DrainAsync(CancellationToken.None);
        Assert.Equal(LedgerRefusal.WrongClosing, await TestHouse.RefusedAsync(intake, closed));
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task TakesTheRetryAfterAFailureOfTheStore(Fault fault)
    {
        await OpenAsync();
        var intake = await house.IntakeAsync((await house.StoresAsync(new FaultPlan(0, fault))).Entries);
        Entry[] unit = [Election.Enrolment(1), Election.FirstBallot(1)];

        await Assert.ThrowsAsync<IOException>(() => intake.AcceptAsync(TestHouse.Unit(unit), CancellationToken.None));
        await TestHouse.AcceptedAsync(intake, unit);
        await TestHouse.AcceptedAsync(intake, Election.Ballot(1, 1, 2, unit[1].Hash));
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task DoesNotForgetAStoredBallotWhoseStoringSeemedToFail(Fault fault)
    {
        await OpenAsync();
        var intake = await house.IntakeAsync((await house.StoresAsync(new FaultPlan(0, fault))).Entries);
        Entry[] unit = [Election.Enrolment(1), Election.FirstBallot(1)];
        Entry[] other = [Election.Enrolment(1), Election.FirstBallot(1, TestElection.Of("another choice"))];

        await Assert.ThrowsAsync<IOException>(() => intake.AcceptAsync(TestHouse.Unit(unit), CancellationToken.None));
        var answer = await intake.AcceptAsync(TestHouse.Unit(other), CancellationToken.None);

        Assert.Equal(fault == Fault.Before, answer is IntakeResult.Accepted);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task KeepsTheOrderOfOfficersEntriesAfterAFailureOfTheStore(Fault fault)
    {
        var intake = await house.IntakeAsync((await house.StoresAsync(new FaultPlan(0, fault))).Entries);
        var opened = TestHouse.Unit(Election.Opened());

        await Assert.ThrowsAsync<IOException>(() => intake.AcceptAsync(opened, CancellationToken.None));
        var other = await intake.AcceptAsync(TestHouse.Unit(Election.Opened("another")), CancellationToken.None);

        Assert.Equal(fault == Fault.Before, other is IntakeResult.Accepted);
    }

    [Fact]
    public async Task ClosingWaitsForTheBallotsInside()
    {
        var gate = new IntakeGate();
        Assert.True(gate.TryEnter());
        var closing = gate.CloseAsync(CancellationToken.None);

        Assert.False(closing.IsCompleted);
        Assert.False(gate.TryEnter());
        gate.Leave();
        await closing;
        await gate.CloseAsync(CancellationToken.None);
        Assert.True(gate.IsClosed);
    }

    private async Task<Intake> OpenAsync()
    {
        var intake = await house.IntakeAsync((await house.StoresAsync()).Entries);
        await TestHouse.AcceptedAsync(intake, Election.Opened());
        return intake;
    }
}

public sealed class SqliteIntakeTests() : IntakeTests(StoreKind.Sqlite);

public sealed class PostgresIntakeTests() : IntakeTests(StoreKind.Postgres);
