using Vote.Ledger.Tests.Records;
using Xunit.Abstractions;

namespace Vote.Ledger.Tests.Simulation;

/// <summary>Intake, sequencer, store and clock under a schedule that a seed decides. TSUKUBA_SEED=n runs one seed again.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void LosesAndDoublesNothingWhateverTheScheduleAndTheFaults()
    {
        using var record = new TestRecord();
        var (ballots, failed, yetStored, deaths) = (0, 0, 0, 0);
        foreach (var seed in Seeds())
        {
            var election = new SimElection(record, seed);
            try
            {
                election.Run();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed} fails. To run it alone: TSUKUBA_SEED={seed}", failure);
            }

            ballots += election.Ballots;
            failed += election.Faults.Failed;
            yetStored += election.Faults.FailedYetStored;
            deaths += election.Faults.Deaths;
        }

        output.WriteLine($"{Seeds().Count()} seeds, {ballots} ballots, {failed} writes failed, {yetStored} failed yet stored, {deaths} deaths");
        Assert.True(ballots > 0);
    }

    /// <summary>A simulation that finds nothing proves nothing: a checkpoint store that does not compare is found out.</summary>
    [Fact]
    public void NoticesASwapThatDoesNotCompare()
    {
        using var record = new TestRecord();
        var noticed = 0;
        for (var seed = 4; seed <= 200 && noticed == 0; seed += 4)
        {
            noticed += Record.Exception(() => new SimElection(record, seed, isSwapBlind: true).Run()) is null ? 0 : 1;
        }

        Assert.True(noticed > 0);
    }

    private static IEnumerable<int> Seeds() => Environment.GetEnvironmentVariable("TSUKUBA_SEED") is { Length: > 0 } one
        ? [int.Parse(one)]
        : Enumerable.Range(1, Nightly.Or(300, 10_000));
}
