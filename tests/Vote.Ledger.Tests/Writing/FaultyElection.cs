using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Writing;

/// <summary>What became of an election under a plan of faults.</summary>
/// <param name="Lost">Entries that were promised and are not on the log.</param>
/// <param name="Doubled">Entries that stand on the log once more than once.</param>
internal sealed record FaultOutcome(int Lost, int Doubled);

/// <summary>
/// A small election from its opening to its closing, whose writes fail by a plan. Voters send the same bytes again; the server goes on, or
/// another one starts: after every entry, where it is reloading. All of it is audited at the end.
/// </summary>
internal sealed class FaultyElection(StoreKind kind, FaultPlan plan, bool reloading = false, int many = 0) : IDisposable
{
    private readonly TestHouse house = new(kind, slots: 200);
    private readonly List<EntryUnit> promised = [];
    private Intake intake = null!;
    private Sequencer sequencer = null!;

    public void Dispose() => house.Dispose();

    internal async Task<FaultOutcome> HoldAsync()
    {
        await RetryAsync(OpenAsync);
        foreach (var unit in Units())
        {
            await AcceptAsync(unit);
            if (reloading)
            {
                await RetryAsync(OpenAsync);
                await RetryAsync(() => sequencer.DrainAsync(CancellationToken.None));
            }
        }

        await RetryAsync(() => sequencer.DrainAsync(CancellationToken.None));
        await FillTileAsync();
        await RetryAsync(() => intake.CloseAsync(CancellationToken.None));
        var head = await sequencer.FollowAsync(CancellationToken.None);
        await AcceptAsync(TestHouse.Unit(house.Election.ByOfficers(new VotingClosed(head.Size, head.Root, head.ChainHead))));
        await RetryAsync(() => sequencer.DrainAsync(CancellationToken.None));
        await RetryAsync(() => sequencer.RunOnceAsync(CancellationToken.None));
        return await OutcomeAsync();
    }

    /// <summary>Opening, three ballots of two slots, one of them with a blob, an act of the officers.</summary>
    private IEnumerable<EntryUnit> Units()
    {
        var election = house.Election;
        var first = election.FirstBallot(1);
        return
        [
            TestHouse.Unit(election.Opened()),
            TestHouse.Unit(election.Enrolment(1), first),
            TestHouse.Unit(election.Enrolment(2), election.FirstBallot(2, new Payload(new byte[40_000]))),
            TestHouse.Unit(election.Ballot(1, 1, 2, first.Hash)),
            TestHouse.Unit(election.ByOfficers(new AdministratorAct("act"))),
        ];
    }

    /// <summary>As many ballots as it takes to fill a tile, at once and published at once.</summary>
    private async Task FillTileAsync()
    {
        EntryUnit[] units = [.. Enumerable.Range(3, many).Select(slot => TestHouse.Unit(house.Election.Enrolment(slot), house.Election.FirstBallot(slot)))];
        await Task.WhenAll(units.Select(AcceptAsync));
        await RetryAsync(() => sequencer.DrainAsync(CancellationToken.None));
    }

    private async Task AcceptAsync(EntryUnit unit)
    {
        await RetryAsync(async () => Assert.IsType<IntakeResult.Accepted>(await intake.AcceptAsync(unit, CancellationToken.None)));
        lock (promised)
        {
            promised.Add(unit);
        }
    }

    private async Task<FaultOutcome> OutcomeAsync()
    {
        var published = (await house.AuditedAsync(Phase.Closed)).Select(entry => entry.LeafHash).ToArray();
        var leaves = promised.SelectMany(unit => unit.Entries).Select(entry => entry.LeafHash).ToArray();
        Assert.Empty(published.Except(leaves));
        return new(leaves.Except(published).Count(), published.Length - published.Distinct().Count());
    }

    private async Task OpenAsync()
    {
        var stores = await house.StoresAsync(plan);
        sequencer = house.Sequencer(stores);
        await sequencer.FollowAsync(CancellationToken.None);
        intake = await house.IntakeAsync(stores.Entries, () => sequencer.Head);
    }

    private async Task RetryAsync(Func<Task> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (IOException)
            {
                await (reloading ? OpenAsync() : Task.CompletedTask);
            }
        }
    }
}
