using Vote.Ledger.Rules;
using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>
/// Officers' and trustees' entries, one after the other, in the order that the phases allow. Each is stored under its number, of which
/// the store takes one: of two processes that decide at once, one looks again.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="check">What else decides, asked after everything before was taken in.</param>
internal sealed class OtherIntake(IEntryStore store, Func<EntryUnit, CancellationToken, Task<LedgerVerdict>> check) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private volatile ElectionPhase phase = ElectionPhase.Start;
    private int count;

    internal ElectionPhase Phase => phase;

    public void Dispose() => turn.Dispose();

    internal void Replay(EntryUnit unit)
    {
        if (unit.Ballot is null && Apply(unit) is LedgerVerdict.Refused refused)
        {
            throw new InvalidDataException($"The database holds an entry that may not follow: {refused.Detail}.");
        }
    }

    /// <summary>Takes in what other processes have accepted.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await RefreshInTurnAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    internal async Task<StoreAnswer> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            StoreAnswer? answer;
            do
            {
                answer = await TryAcceptAsync(accepted, cancellationToken);
            }
            while (answer is null);
            return answer;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Nothing when another process has taken the number meanwhile.</summary>
    private async Task<StoreAnswer?> TryAcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
    {
        // What an earlier call left in doubt is seen here too.
        await RefreshInTurnAsync(cancellationToken);
        if (await store.FindAsync(accepted.Unit.Key, cancellationToken) is { } known)
        {
            return new StoreAnswer.Known(known);
        }

        var verdict = phase.Advance(accepted.Unit.Main.Body, out _) is LedgerVerdict.Refused misplaced
            ? misplaced
            : await check(accepted.Unit, cancellationToken);
        if (verdict is LedgerVerdict.Refused refused)
        {
            return new StoreAnswer.Refused(refused.Reason, refused.Detail);
        }

        var before = count;
        var answer = StoreAnswer.Of(await store.AcceptAsync(accepted with { Ordinal = before + 1 }, cancellationToken));
        await RefreshInTurnAsync(cancellationToken);
        return answer is StoreAnswer.Refused && count > before ? null : answer;
    }

    private async Task RefreshInTurnAsync(CancellationToken cancellationToken)
    {
        foreach (var stored in await store.OthersAsync(count, cancellationToken))
        {
            Replay(stored.Unit);
        }
    }

    private LedgerVerdict Apply(EntryUnit unit)
    {
        var verdict = phase.Advance(unit.Main.Body, out var next);
        phase = next;
        count++;
        return verdict;
    }
}
