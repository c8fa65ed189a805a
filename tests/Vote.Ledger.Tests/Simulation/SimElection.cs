using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Records;
using Vote.Ledger.Tests.Writing;
using Vote.Ledger.Tree;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Simulation;

/// <summary>
/// Voters, two servers and a clock in one thread. Voters send the same bytes again until somebody promises; servers die, writes fail
/// and seem to fail, somebody sets the clock. Then it all ends well, and the log is looked at.
/// </summary>
internal sealed class SimElection(TestRecord record, int seed, bool isSwapBlind = false)
{
    private const int Servers = 2;
    private const int Voters = 5;
    private const long MaximumSteps = 200_000;

    private readonly SimWorld world = new() { IsSwapBlind = isSwapBlind };
    private readonly HashSet<LeafHash> refused = [];
    private readonly TestClock clock = new();
    private readonly Dictionary<LeafHash, byte[]> promised = [];
    private readonly (SimProcess Process, Intake? Intake)[] servers = new (SimProcess, Intake?)[Servers];
    private SimRandom random = null!;
    private SimScheduler scheduler = null!;
    private SimFaults faults = null!;

    internal SimFaults Faults => faults;

    internal int Ballots => promised.Count - 1;

    /// <summary>Held with a lock that works in three of four elections.</summary>
    private bool IsLocking => seed % 4 != 0;

    internal void Run()
    {
        random = new((ulong)seed);
        scheduler = new(random);
        faults = new(scheduler, random);
        scheduler.Run(HoldAsync, MaximumSteps);
    }

    private async Task HoldAsync()
    {
        for (var i = 0; i < Servers; i++)
        {
            _ = ServeAsync(i);
        }

        await CastAsync(TestHouse.Unit(record.Election.Opened()));
        var clockwork = DisturbAsync();
        await Task.WhenAll(Enumerable.Range(1, Voters).Select(VoteAsync));
        await clockwork;
        faults.AreOver = true;
        while (world.Units.SelectMany(unit => unit.Unit.Entries).Count() > world.Places.Count || !IsAllPublished())
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await scheduler.TurnAsync(null);
        }

        Check();
    }

    /// <summary>A process, and the next one when it has died.</summary>
    private async Task ServeAsync(int number)
    {
        while (true)
        {
            var process = new SimProcess();
            servers[number] = (process, null);
            _ = TellAsync(LiveAsync(number, process));
            await process.Death;
            await scheduler.TurnAsync(null);
        }
    }

    private async Task TellAsync(Task life)
    {
        try
        {
            await life;
        }
        catch (Exception failure)
        {
            scheduler.Failure ??= failure;
        }
    }

    private async Task LiveAsync(int number, SimProcess process)
    {
        var entries = new SimEntries(world, process, faults);
        var sequencer = new Sequencer(
            new(record.Terms, Policy, record.Log.Key, clock),
            new(entries, new SimHeads(world, process, faults), new SimFiles(world, process, faults, IsLocking)));
        var intake = await Intake.OpenAsync(
            new(record.Terms, Policy, record.Log.AcceptKey, clock), entries, sequencer.FollowAsync, CancellationToken.None);
        servers[number] = (process, intake);
        while (true)
        {
            try
            {
                await intake.RefreshAsync(CancellationToken.None);
                await sequencer.RunOnceAsync(CancellationToken.None);
            }
            catch (IOException)
            {
                // Tried again, as the server does.
            }
            catch (InvalidDataException) when (!IsLocking)
            {
                // Without a lock, two may find one another's half-written files. The one that stops is started again.
                process.Die();
            }

            await scheduler.TurnAsync(process);
        }
    }

    private static PublishPolicy Policy { get; } = new(TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(1));

    private async Task VoteAsync(int slot)
    {
        var ballot = record.Election.FirstBallot(slot);
        var enrolment = record.Election.Enrolment(slot);
        if (slot % 2 == 0)
        {
            // The same person at two tabs: one of the ballots is taken, the other refused for good.
            var rival = record.Election.FirstBallot(slot, TestElection.Of("another choice"));
            await Task.WhenAll(CastAsync(TestHouse.Unit(enrolment, ballot), mayLose: true), CastAsync(TestHouse.Unit(enrolment, rival), mayLose: true));
            Entry[] taken = [.. new[] { ballot, rival }.Where(one => promised.ContainsKey(one.LeafHash))];
            ballot = Assert.Single(taken);
        }
        else
        {
            await CastAsync(TestHouse.Unit(enrolment, ballot));
        }

        for (var sequence = 2; sequence <= 1 + random.Below(3); sequence++)
        {
            ballot = record.Election.Ballot(slot, 1, sequence, ballot.Hash);
            await CastAsync(TestHouse.Unit(ballot));
        }
    }

    /// <summary>Sends the same bytes to any server, sometimes to both at once, until one promises; every promise is the same.</summary>
    private async Task CastAsync(EntryUnit unit, bool mayLose = false)
    {
        while (!promised.ContainsKey(unit.Key) && !(mayLose && refused.Contains(unit.Key)))
        {
            var first = random.Below(Servers);
            Task[] sent = random.OneIn(3) ? [SendAsync(first, unit), SendAsync(1 - first, unit)] : [SendAsync(first, unit)];
            await Task.WhenAll(sent);
            Assert.True(mayLose || !refused.Contains(unit.Key), "an honest ballot was refused");
            await scheduler.TurnAsync(null);
        }
    }

    private async Task SendAsync(int number, EntryUnit unit)
    {
        var (process, intake) = servers[number];
        if (intake is null)
        {
            return;
        }

        var answered = AnswerAsync(intake, unit);
        await Task.WhenAny(answered, process.Death);
        if (answered.IsCompleted && await answered is { } promise)
        {
            Assert.True(!promised.TryAdd(unit.Key, promise) ? promised[unit.Key].AsSpan().SequenceEqual(promise) : true, "two promises for one ballot");
        }
    }

    private async Task<byte[]?> AnswerAsync(Intake intake, EntryUnit unit)
    {
        try
        {
            if (await intake.AcceptAsync(unit, CancellationToken.None) is IntakeResult.Accepted(var promise))
            {
                return promise.Encode();
            }

            refused.Add(unit.Key);
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task DisturbAsync()
    {
        for (var i = 0; i < 40; i++)
        {
            await scheduler.TurnAsync(null);
            clock.Advance(TimeSpan.FromMilliseconds(random.Below(2000)));
            if (random.OneIn(10))
            {
                clock.Set(TimeSpan.FromHours(random.OneIn(2) ? 24 : -24));
            }
        }
    }

    private bool IsAllPublished() =>
        world.Files.TryGetValue($"{LogFileKind.Checkpoint} {LogPath.Checkpoint.Text}", out var note) && note.AsSpan().SequenceEqual(world.Head.Note.Span);

    /// <summary>Loss 0, duplicates 0, one log.</summary>
    private void Check()
    {
        Assert.Equal(world.Places.Count, world.Places.Distinct().Count());
        Assert.All(promised.Keys, leaf => Assert.Contains(leaf, world.Places));
        Assert.Empty(refused.Intersect(world.Places));
        Assert.Equal(world.Units.Count, promised.Count);
        var state = new LedgerState(record.Terms.Election);
        var entries = world.Units.SelectMany(unit => unit.Unit.Entries).ToDictionary(entry => entry.LeafHash);
        foreach (var leaf in world.Places)
        {
            Assert.All(state.Append(entries[leaf]), check => Assert.IsType<LedgerVerdict.Accepted>(check.Verdict));
            if (world.Heads.TryGetValue(state.Tree.Size.Value, out var root))
            {
                Assert.Equal(root, state.Tree.Root);
            }
        }

        Assert.Equal(world.Head.Size, state.Tree.Size);
        Assert.Equal(world.Head.Root, state.Tree.Root);
        Assert.All(world.Heads.Keys, size => Assert.InRange(size, 1, state.Tree.Size.Value));
        Assert.All(LogLayout.Tiles(default, state.Tree.Size), tile => Assert.Equal(
            LogLayout.TileContent(state.Tree, tile), world.Files[$"{tile.Kind} {tile.Text}"]));
        Assert.All(LogLayout.Bundles(default, state.Tree.Size), bundle => Assert.True(
            EntryBundle.TryDecode(world.Files[$"{bundle.Kind} {bundle.Text}"], out var listed)
            && listed.Select(bytes => LeafHash.Of(bytes.Span)).SequenceEqual(world.Places.Skip((int)bundle.Number * 256).Take(bundle.Width))));
    }
}
