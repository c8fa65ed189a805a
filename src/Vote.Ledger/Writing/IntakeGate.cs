namespace Vote.Ledger.Writing;

/// <summary>
/// Lets ballots through until it is closed; closing waits for those inside, so that every ballot is before or after. A second
/// closing waits too. spec/ledger.md §9 (5)
/// </summary>
internal sealed class IntakeGate
{
    private readonly Lock guard = new();
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside;
    private bool closed;

    internal bool IsClosed
    {
        get
        {
            lock (guard)
            {
                return closed;
            }
        }
    }

    /// <summary>Whether the ballot may go in; if so, <see cref="Leave"/> must follow.</summary>
    internal bool TryEnter()
    {
        lock (guard)
        {
            inside += closed ? 0 : 1;
            return !closed;
        }
    }

    internal void Leave()
    {
        lock (guard)
        {
            inside--;
            SignalWhenDrained();
        }
    }

    internal Task CloseAsync(CancellationToken cancellationToken)
    {
        lock (guard)
        {
            closed = true;
            SignalWhenDrained();
        }

        return drained.Task.WaitAsync(cancellationToken);
    }

    private void SignalWhenDrained()
    {
        if (closed && inside == 0)
        {
            drained.TrySetResult();
        }
    }
}
