using Vote.Canonical.Signatures;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>
/// Ballots under the slot rules. One at a time for a slot, many slots at once: no lock on the whole chain is held while the disk works.
/// What other processes accept is not seen at once; a slot is read again when a ballot does not fit what is known of it, and the
/// store refuses whatever was decided on an old view.
/// </summary>
internal sealed class BallotIntake(IEntryStore store, SlotChains chains) : IDisposable
{
    private const int Stripes = 64;

    private readonly Lock guard = new();
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];
    private readonly Dictionary<SlotNumber, EntryUnit> inDoubt = [];

    public void Dispose() => Array.ForEach(turns, turn => turn.Dispose());

    internal void Replay(EntryUnit unit)
    {
        if (unit.Ballot is not null && Apply(unit) is LedgerVerdict.Refused refused)
        {
            throw new InvalidDataException($"The database holds a ballot that may not follow: {refused.Detail}.");
        }
    }

    internal LedgerVerdict Check(EntryUnit unit)
    {
        lock (guard)
        {
            return chains.Check(unit.Enrolment?.Body as CredentialEnrolled, unit.Ballot!);
        }
    }

    internal SlotState? Known(SlotNumber slot)
    {
        lock (guard)
        {
            return chains.TryGet(slot, out var state) ? state : null;
        }
    }

    internal bool WasEnrolled(SignatureKey credential)
    {
        lock (guard)
        {
            return chains.WasEnrolled(credential);
        }
    }

    /// <summary>Takes in what other processes have accepted for the slot.</summary>
    /// <exception cref="InvalidDataException">The store holds another chain than it did.</exception>
    internal async Task<SlotState?> RefreshAsync(SlotNumber slot, CancellationToken cancellationToken)
    {
        var turn = turns[slot.Value % Stripes];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await RefreshInTurnAsync(slot, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    internal async Task<StoreAnswer> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
    {
        var slot = accepted.Unit.Ballot!.Place.Slot;
        var turn = turns[slot.Value % Stripes];
        await turn.WaitAsync(cancellationToken);
        try
        {
            await SettleDoubtAsync(slot, cancellationToken);
            return await AcceptInTurnAsync(accepted, slot, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<StoreAnswer> AcceptInTurnAsync(AcceptedUnit accepted, SlotNumber slot, CancellationToken cancellationToken)
    {
        if (Check(accepted.Unit) is LedgerVerdict.Refused)
        {
            await RefreshInTurnAsync(slot, cancellationToken);
        }

        if (Check(accepted.Unit) is LedgerVerdict.Refused refused)
        {
            return await KnownOrAsync(accepted.Unit, new StoreAnswer.Refused(refused.Reason, refused.Detail), cancellationToken);
        }

        // Until the store answers nobody knows whether the ballot is there.
        SetDoubt(slot, accepted.Unit);
        var answer = StoreAnswer.Of(await store.AcceptAsync(accepted, cancellationToken));
        SetDoubt(slot, null);
        if (answer is StoreAnswer.Kept)
        {
            Apply(accepted.Unit);
        }

        return answer is StoreAnswer.Refused { Reason: LedgerRefusal.Conflict } conflict
            ? await ExplainAsync(accepted.Unit, slot, conflict, cancellationToken)
            : answer;
    }

    // Another process was faster: with this ballot, with another one of the slot, or with a mark.
    private async Task<StoreAnswer> ExplainAsync(
        EntryUnit unit, SlotNumber slot, StoreAnswer.Refused conflict, CancellationToken cancellationToken)
    {
        await RefreshInTurnAsync(slot, cancellationToken);
        return Check(unit) is LedgerVerdict.Refused refused
            ? await KnownOrAsync(unit, new StoreAnswer.Refused(refused.Reason, refused.Detail), cancellationToken)
            : conflict;
    }

    // What hinders a copy that waited for its turn is the first one.
    private async Task<StoreAnswer> KnownOrAsync(EntryUnit unit, StoreAnswer.Refused refused, CancellationToken cancellationToken) =>
        await store.FindAsync(unit.Key, cancellationToken) is { } known ? new StoreAnswer.Known(known) : refused;

    private async Task<SlotState?> RefreshInTurnAsync(SlotNumber slot, CancellationToken cancellationToken)
    {
        var stored = await store.SlotAsync(slot, cancellationToken);
        var known = Known(slot);
        var next = known is null ? 0 : stored.TakeWhile(accepted => accepted.Unit.Main.Hash != known.Ballot).Count() + 1;
        if (next > stored.Count)
        {
            throw new InvalidDataException("The database has lost a slot's ballot: it is damaged.");
        }

        foreach (var accepted in stored.Skip(next))
        {
            Replay(accepted.Unit);
        }

        return Known(slot);
    }

    private async Task SettleDoubtAsync(SlotNumber slot, CancellationToken cancellationToken)
    {
        EntryUnit? doubted;
        lock (guard)
        {
            inDoubt.TryGetValue(slot, out doubted);
        }

        if (doubted is null)
        {
            return;
        }

        if (await store.FindAsync(doubted.Key, cancellationToken) is { } stored)
        {
            Apply(stored.Unit);
        }

        SetDoubt(slot, null);
    }

    private void SetDoubt(SlotNumber slot, EntryUnit? unit)
    {
        lock (guard)
        {
            if (unit is null)
            {
                inDoubt.Remove(slot);
            }
            else
            {
                inDoubt[slot] = unit;
            }
        }
    }

    private LedgerVerdict Apply(EntryUnit unit)
    {
        lock (guard)
        {
            return chains.Accept(unit.Enrolment?.Body as CredentialEnrolled, unit.Ballot!, unit.Main.Hash);
        }
    }
}
