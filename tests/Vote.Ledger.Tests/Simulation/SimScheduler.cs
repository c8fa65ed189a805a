namespace Vote.Ledger.Tests.Simulation;

/// <summary>Numbers that follow from a seed (SplitMix64), the same on every machine.</summary>
internal sealed class SimRandom(ulong seed)
{
    private ulong state = seed;

    internal int Below(int limit)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
        }
    }

    internal bool OneIn(int chances) => Below(chances) == 0;
}

/// <summary>
/// Decides what happens next, on one thread: everything that waits for a disk, a database or another turn waits here, and the seed
/// says who goes on. What a process that died was waiting for never comes.
/// </summary>
internal sealed class SimScheduler(SimRandom random) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = [];
    private readonly List<(SimProcess? Process, TaskCompletionSource Turn)> waiting = [];

    internal long Steps { get; private set; }

    /// <summary>What a process found that must not be.</summary>
    internal Exception? Failure { get; set; }

    public override void Post(SendOrPostCallback d, object? state) => ready.Enqueue((d, state));

    /// <summary>Waits for its turn; a dead process waits for ever.</summary>
    internal Task TurnAsync(SimProcess? process)
    {
        var turn = new TaskCompletionSource();
        waiting.Add((process, turn));
        return turn.Task;
    }

    /// <summary>Runs until the work is done; what else goes on is dropped then.</summary>
    internal void Run(Func<Task> work, long maximum)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var done = work();
            while (!done.IsCompleted)
            {
                RunReady();
                if (!done.IsCompleted)
                {
                    StepOnce(maximum);
                }
            }

            done.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void RunReady()
    {
        while (ready.TryDequeue(out var one))
        {
            one.Callback(one.State);
        }
    }

    private void StepOnce(long maximum)
    {
        if (Failure is not null)
        {
            throw new InvalidOperationException("a process found what must not be", Failure);
        }

        waiting.RemoveAll(one => one.Process is { IsDead: true });
        Assert.True(waiting.Count > 0, "nobody can go on");
        Assert.True(++Steps < maximum, "it does not end");
        var next = random.Below(waiting.Count);
        var turn = waiting[next].Turn;
        waiting.RemoveAt(next);
        turn.SetResult();
    }
}

/// <summary>A process, as far as it can die.</summary>
internal sealed class SimProcess
{
    private readonly TaskCompletionSource death = new();

    internal bool IsDead => death.Task.IsCompleted;

    /// <summary>Comes when it dies.</summary>
    internal Task Death => death.Task;

    internal void Die() => death.TrySetResult();
}

/// <summary>What can go wrong with a write of a process, and when.</summary>
internal sealed class SimFaults(SimScheduler scheduler, SimRandom random)
{
    /// <summary>Nothing goes wrong any more.</summary>
    internal bool AreOver { get; set; }

    internal int Failed { get; private set; }

    internal int FailedYetStored { get; private set; }

    internal int Deaths { get; private set; }

    internal async Task<T> ReadAsync<T>(SimProcess process, Func<T> read)
    {
        await scheduler.TurnAsync(process);
        return read();
    }

    internal async Task<T> WriteAsync<T>(SimProcess process, Func<T> write)
    {
        await scheduler.TurnAsync(process);
        switch (AreOver ? int.MaxValue : random.Below(24))
        {
            case 0:
                Failed++;
                throw new IOException("failed, not stored");
            case 1:
                write();
                FailedYetStored++;
                throw new IOException("failed, yet stored");
            case 2:
                Deaths++;
                process.Die();
                break;
            case 3:
                write();
                Deaths++;
                process.Die();
                break;
            default:
                var result = write();

                // The answer takes its time.
                await scheduler.TurnAsync(process);
                return result;
        }

        // The dead get no answer.
        await scheduler.TurnAsync(process);
        throw new InvalidOperationException("a dead process went on");
    }
}
