using Vote.Ledger.Tests.Storage;
using Xunit.Abstractions;

namespace Vote.Ledger.Tests.Writing;

/// <summary>
/// Every write of an election fails once, at each point in each form: not stored, or stored and yet failed. docs/faults.md holds the table that
/// the nightly run prints, where every single write fails; by day the first and the last at each point.
/// </summary>
public abstract class FaultMatrixTests(StoreKind kind, ITestOutputHelper output)
{
    /// <summary>Slots whose ballots, with their enrolments, fill a tile of 256.</summary>
    private const int Many = 126;

    private static readonly string[] Points =
    [
        "accept", "blob", "checkpoint", "close", "lock", "partial bundle", "partial tile", "places", "policy", "removal of staging files", "staging", "swap",
    ];

    /// <summary>What only happens where a tile becomes full.</summary>
    private static readonly string[] WidePoints = ["bundle", "removal of partial files", "tile"];

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task LosesAndDoublesNothingWhicheverWriteFails(Fault fault)
    {
        var writes = await CountWritesAsync(many: 0);
        Assert.Equal(Points, writes.Keys);
        foreach (var point in Points)
        {
            await FailAtAsync(point, Turns(writes[point], Nightly.Or(2, int.MaxValue)), fault, many: 0);
        }

        writes = await CountWritesAsync(Many);
        Assert.Equal(Points.Concat(WidePoints).Order(StringComparer.Ordinal), writes.Keys);
        foreach (var point in WidePoints)
        {
            await FailAtAsync(point, Turns(writes[point], Nightly.Or(1, 20)), fault, Many);
        }
    }

    /// <summary>Another server starts after every single entry, and whenever a write has failed.</summary>
    [Fact]
    public async Task LosesAndDoublesNothingWhenItStartsAnewAfterEveryEntry()
    {
        FaultPlan[] plans = [FaultPlan.None, .. Nightly.IsOn ? AllFaults(100) : AllFaults(100).Where((_, i) => i % 41 == 7)];
        foreach (var plan in plans)
        {
            using var election = new FaultyElection(kind, plan, reloading: true);
            Assert.Equal(new FaultOutcome(0, 0), await election.HoldAsync());
        }

        output.WriteLine($"{kind}, starting anew: {plans.Length} elections, {plans.Sum(plan => plan.Failures)} failures; lost 0, doubled 0");
    }

    /// <summary>From some write on the disk is full, whatever is tried; then somebody makes room.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(17)]
    public async Task GoesOnWhenAFullDiskHasRoomAgain(int from)
    {
        var plan = new FaultPlan(from, Fault.Before) { Lasting = 12 };
        using var election = new FaultyElection(kind, plan);
        Assert.Equal(new FaultOutcome(0, 0), await election.HoldAsync());
        Assert.Equal(12, plan.Failures);
    }

    private static IEnumerable<FaultPlan> AllFaults(int writes) =>
        Enumerable.Range(0, writes).SelectMany(turn => new[] { Fault.Before, Fault.After }.Select(fault => new FaultPlan(turn, fault)));

    /// <summary>At most so many of the writes 0 … count − 1, the last one first, evenly spread.</summary>
    private static IEnumerable<int> Turns(int count, int most) =>
        Enumerable.Range(0, Math.Min(count, most)).Select(i => count - 1 - (int)((long)i * count / Math.Min(count, most)));

    private async Task<IReadOnlyDictionary<string, int>> CountWritesAsync(int many)
    {
        var plan = FaultPlan.None;
        using var election = new FaultyElection(kind, plan, many: many);
        Assert.Equal(new FaultOutcome(0, 0), await election.HoldAsync());
        return plan.Writes;
    }

    private async Task FailAtAsync(string point, IEnumerable<int> turns, Fault fault, int many)
    {
        var (elections, lost, doubled) = (0, 0, 0);
        foreach (var turn in turns)
        {
            var plan = new FaultPlan(turn, fault) { Point = point };
            using var election = new FaultyElection(kind, plan, many: many);
            var outcome = await election.HoldAsync();
            Assert.Equal(1, plan.Failures);
            (elections, lost, doubled) = (elections + 1, lost + outcome.Lost, doubled + outcome.Doubled);
        }

        var form = fault == Fault.Before ? "failed" : "failed yet stored";
        output.WriteLine($"| {point} | {form} | {kind} | {elections} | {lost} | {doubled} |");
        Assert.Equal((0, 0), (lost, doubled));
    }
}

public sealed class SqliteFaultMatrixTests(ITestOutputHelper output) : FaultMatrixTests(StoreKind.Sqlite, output);

public sealed class PostgresFaultMatrixTests(ITestOutputHelper output) : FaultMatrixTests(StoreKind.Postgres, output);
