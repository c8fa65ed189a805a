using Vote.Ledger.Rules;
using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>Officers' and trustees' entries, one after the other, in the order that the phases allow.</summary>
internal sealed class OtherIntake(IEntryStore store) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private volatile ElectionPhase phase = ElectionPhase.Start;
    private EntryUnit? inDoubt;

    internal ElectionPhase Phase => phase;

    public void Dispose() => turn.Dispose();

    internal void Replay(EntryUnit unit)
    {
        if (unit.Ballot is null && Apply(unit) is LedgerVerdict.Refused refused)
        {
            throw new InvalidDataException($"The database holds an entry that may not follow: {refused.Detail}.");
        }
    }

    internal async Task<StoreAnswer> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await SettleDoubtAsync(cancellationToken);
            return await AcceptInTurnAsync(accepted, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<StoreAnswer> AcceptInTurnAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(accepted.Unit.Key, cancellationToken) is { } known)
        {
            return new StoreAnswer.Known(known);
        }

        if (phase.Advance(accepted.Unit.Main.Body, out _) is LedgerVerdict.Refused refused)
        {
            return new StoreAnswer.Refused(refused.Reason, refused.Detail);
        }

        inDoubt = accepted.Unit;
        var answer = StoreAnswer.Of(await store.AcceptAsync(accepted, cancellationToken));
        inDoubt = null;
        if (answer is StoreAnswer.Kept)
        {
            Apply(accepted.Unit);
        }

        return answer;
    }

    private async Task SettleDoubtAsync(CancellationToken cancellationToken)
    {
        if (inDoubt is { } doubted)
        {
            if (await store.FindAsync(doubted.Key, cancellationToken) is { } stored)
            {
                Apply(stored.Unit);
            }

            inDoubt = null;
        }
    }

    private LedgerVerdict Apply(EntryUnit unit)
    {
        var verdict = phase.Advance(unit.Main.Body, out var next);
        phase = next;
        return verdict;
    }
}
