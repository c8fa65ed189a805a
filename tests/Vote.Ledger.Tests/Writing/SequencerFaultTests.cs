using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Writing;

public abstract class SequencerFaultTests(StoreKind kind)
{
    [Theory]
    [InlineData(Fault.Before, true)]
    [InlineData(Fault.Before, false)]
    [InlineData(Fault.After, true)]
    [InlineData(Fault.After, false)]
    public async Task SurvivesTheFailureOfEveryWrite(Fault fault, bool restarting)
    {
        var writes = 0;
        while (await FailsAtAsync(writes, fault, restarting))
        {
            writes++;
        }

        // Policy, then for each of three batches: staging, swap, places, bundle, tile, checkpoint, removal; and a blob.
        Assert.InRange(writes, 20, 40);
    }

    /// <summary>False when the run needs fewer writes.</summary>
    private async Task<bool> FailsAtAsync(int failing, Fault fault, bool restarting)
    {
        using var house = new TestHouse(kind);
        var healthy = await house.StoresAsync();
        var intake = await house.IntakeAsync(healthy.Entries);
        Entry[] entries = await FillAsync(house, intake);

        var plan = new FaultPlan(failing, fault);
        var stores = await house.StoresAsync(plan);
        var sequencer = house.Sequencer(stores with { Entries = new FaultyEntries(healthy.Entries, plan) });
        var failures = 0;
        while (await healthy.Entries.IsAnyPendingAsync(CancellationToken.None) || failures == 1)
        {
            try
            {
                await sequencer.DrainAsync(CancellationToken.None);
                break;
            }
            catch (IOException)
            {
                failures++;
                Assert.Equal(1, failures);
                sequencer = restarting ? house.Sequencer(await house.StoresAsync()) : sequencer;
            }
        }

        await sequencer.RunOnceAsync(CancellationToken.None);
        var published = await house.AuditedAsync();
        Assert.Equal(entries.Select(Name).Order(), published.Select(Name).Order());
        Assert.Equal(published.Count, sequencer.Head.Size.Value);
        return plan.HasFailed;
    }

    /// <summary>Opening, three slots, a blob, and a slot's second ballot, all accepted before anything is published.</summary>
    private static async Task<Entry[]> FillAsync(TestHouse house, Intake intake)
    {
        var election = house.Election;
        Entry[][] units =
        [
            [election.Opened()],
            [election.Enrolment(1), election.FirstBallot(1)],
            [election.Enrolment(2), election.FirstBallot(2, new Payload(new byte[40_000]))],
            [election.Ballot(1, 1, 2, election.FirstBallot(1).Hash)],
        ];
        foreach (var unit in units)
        {
            await TestHouse.AcceptedAsync(intake, unit);
        }

        return [.. units.SelectMany(unit => unit)];
    }

    private static string Name(Entry entry) => entry.LeafHash.Value.ToHex();
}

public sealed class SqliteSequencerFaultTests() : SequencerFaultTests(StoreKind.Sqlite);

public sealed class PostgresSequencerFaultTests() : SequencerFaultTests(StoreKind.Postgres);
