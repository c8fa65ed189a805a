using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;

namespace Vote.Ledger.Writing;

/// <summary>What intake answers.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>The unit is stored; this is the promise, the same whenever the same bytes come.</summary>
    public sealed record Accepted(SignedPromise Promise) : IntakeResult;

    /// <summary>The unit may not follow what is stored.</summary>
    public sealed record Refused(LedgerRefusal Reason, string Detail) : IntakeResult;
}

/// <summary>A stored unit and what was promised about it.</summary>
public sealed record PromisedUnit(EntryUnit Unit, SignedPromise Promise);

/// <summary>What intake needs to know.</summary>
/// <param name="Ledger">What the manifest says.</param>
/// <param name="Publish">How long publishing may take.</param>
/// <param name="AcceptKey">The key of promises.</param>
/// <param name="Clock">The clock of promises.</param>
public sealed record IntakeTerms(LedgerTerms Ledger, PublishPolicy Publish, Ed25519SecretKey AcceptKey, TimeProvider Clock);

/// <summary>
/// Takes units that their own proofs allow (which the caller has checked), stores those that the ledger's rules allow, and
/// promises their publication. spec/ledger.md §9 (1)
/// </summary>
public sealed class Intake : IDisposable
{
    private readonly IntakeTerms terms;
    private readonly IEntryStore store;
    private readonly Func<CancellationToken, Task<LogHead>> logHead;
    private readonly IntakeGate gate = new();
    private readonly BallotIntake ballots;
    private readonly OtherIntake others;

    private Intake(IntakeTerms terms, IEntryStore store, Func<CancellationToken, Task<LogHead>> logHead)
    {
        this.terms = terms;
        this.store = store;
        this.logHead = logHead;
        ballots = new(store, new SlotChains(terms.Ledger.Election.SlotCount));
        others = new(store, CheckOtherAsync);
    }

    /// <summary>
    /// The phase of what is stored, which may be ahead of what is published. What other processes have stored shows after the next
    /// <see cref="RefreshAsync(CancellationToken)"/>.
    /// </summary>
    public ElectionPhase Phase => others.Phase;

    /// <summary>Opens intake on what is stored.</summary>
    /// <param name="terms">What intake needs to know.</param>
    /// <param name="store">The store.</param>
    /// <param name="logHead">Reads the log's head, which <c>voting-closed</c> must name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<Intake> OpenAsync(
        IntakeTerms terms, IEntryStore store, Func<CancellationToken, Task<LogHead>> logHead, CancellationToken cancellationToken)
    {
        var intake = new Intake(terms, store, logHead);
        await foreach (var accepted in store.AcceptedAsync(cancellationToken))
        {
            intake.ballots.Replay(accepted.Unit);
            intake.others.Replay(accepted.Unit);
        }

        await intake.RefreshAsync(cancellationToken);
        return intake;
    }

    public void Dispose()
    {
        ballots.Dispose();
        others.Dispose();
    }

    /// <summary>Whether ballots are accepted now.</summary>
    public bool IsOpen => Phase.Current == Rules.Phase.Voting && !gate.IsClosed;

    /// <summary>Whether voting was ended, by this process or another.</summary>
    public bool IsClosed => gate.IsClosed;

    /// <summary>Takes in how far other processes have brought the election.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await others.RefreshAsync(cancellationToken);
        if (!gate.IsClosed && await store.IsClosedAsync(cancellationToken))
        {
            await gate.CloseAsync(cancellationToken);
        }
    }

    /// <summary>The stored unit of this name with its promise, if there is one: the answer to a retry.</summary>
    public async Task<PromisedUnit?> FindAsync(LeafHash key, CancellationToken cancellationToken) =>
        await store.FindAsync(key, cancellationToken) is { } known ? new(known.Unit, Promise(known).Promise) : null;

    /// <summary>Those of the marks that a stored unit has.</summary>
    public Task<IReadOnlySet<Digest>> FindMarksAsync(IReadOnlyCollection<Digest> marks, CancellationToken cancellationToken) =>
        store.FindMarksAsync(marks, cancellationToken);

    /// <summary>
    /// Whether a ballot's unit may follow what this process knows. Cheap: to be asked before its proofs are verified. A refusal counts
    /// after the slot was read again.
    /// </summary>
    public LedgerVerdict Check(EntryUnit unit) => unit.Ballot is null ? LedgerVerdict.Accept : ballots.Check(unit);

    /// <summary>The state of a slot as far as this process knows it.</summary>
    public SlotState? Known(SlotNumber slot) => ballots.Known(slot);

    /// <summary>The state of a slot, which its next ballot must continue, with what other processes have accepted.</summary>
    public Task<SlotState?> FindAsync(SlotNumber slot, CancellationToken cancellationToken) => ballots.RefreshAsync(slot, cancellationToken);

    /// <summary>Whether the key is, or once was, a slot's live credential, as far as this process knows.</summary>
    public bool WasEnrolled(SignatureKey credential) => ballots.WasEnrolled(credential);

    /// <summary>Stores a unit durably and promises its publication, or repeats the promise.</summary>
    public async Task<IntakeResult> AcceptAsync(EntryUnit unit, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(unit.Key, cancellationToken) is { } known)
        {
            return Promise(known);
        }

        var verdict = CheckAlone(unit);
        if (verdict is LedgerVerdict.Refused refused)
        {
            return new IntakeResult.Refused(refused.Reason, refused.Detail);
        }

        var now = DateTimeOffset.FromUnixTimeSeconds(terms.Clock.GetUtcNow().ToUnixTimeSeconds());
        var accepted = new AcceptedUnit(unit, now, terms.Publish.IncludedBy(now));
        return unit.Main.Body switch
        {
            BallotCast => await WhileOpenAsync(accepted, ballots.AcceptAsync, cancellationToken),
            BallotChallenged => await WhileOpenAsync(accepted, others.AcceptAsync, cancellationToken),
            _ => await AcceptOtherAsync(accepted, cancellationToken),
        };
    }

    /// <summary>
    /// Ends voting for every process: waits until every ballot inside is stored or refused; later ones are refused, whoever takes them.
    /// </summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await gate.CloseAsync(cancellationToken);
        await store.CloseAsync(cancellationToken);
    }

    private LedgerVerdict CheckAlone(EntryUnit unit)
    {
        foreach (var entry in unit.Entries)
        {
            var verdict = LedgerVerdict.Require(
                entry.Election == terms.Ledger.Election.Election, LedgerRefusal.ForeignElection, "another election")
                .And(() => terms.Ledger.Election.Authors.Check(entry));
            if (verdict is LedgerVerdict.Refused)
            {
                return verdict;
            }
        }

        return LedgerVerdict.Accept;
    }

    /// <summary>What voters cause: nothing of it comes after the gate is closed, so that the head which closes voting stands still.</summary>
    private async Task<IntakeResult> WhileOpenAsync(
        AcceptedUnit accepted, Func<AcceptedUnit, CancellationToken, Task<StoreAnswer>> accept, CancellationToken cancellationToken)
    {
        if (Phase.Current != Rules.Phase.Voting)
        {
            await RefreshAsync(cancellationToken);
        }

        if (Phase.Current != Rules.Phase.Voting || !gate.TryEnter())
        {
            return new IntakeResult.Refused(LedgerRefusal.NotOpen, "voting is not open");
        }

        try
        {
            return Answer(accepted, await accept(accepted, cancellationToken));
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<IntakeResult> AcceptOtherAsync(AcceptedUnit accepted, CancellationToken cancellationToken) =>
        Answer(accepted, await others.AcceptAsync(accepted, cancellationToken));

    // The officers name the log as it stands when nothing is on its way any more. Asked in turn with all other entries, so that none
    // of them gets in between.
    private async Task<LedgerVerdict> CheckOtherAsync(EntryUnit unit, CancellationToken cancellationToken)
    {
        if (unit.Main.Body is not VotingClosed closed)
        {
            return LedgerVerdict.Accept;
        }

        if (!await store.IsClosedAsync(cancellationToken) || await store.IsAnyPendingAsync(cancellationToken))
        {
            return LedgerVerdict.Refuse(LedgerRefusal.OutOfOrder, "voting is open, or ballots are on their way to the log");
        }

        var head = new LogHead(closed.Size, closed.Root, closed.Head);
        return LedgerVerdict.Require(head == await logHead(cancellationToken), LedgerRefusal.WrongClosing, "the log has another head");
    }

    private IntakeResult Answer(AcceptedUnit accepted, StoreAnswer answer) => answer switch
    {
        StoreAnswer.Kept => Promise(accepted),
        StoreAnswer.Known(var earlier) => Promise(earlier),
        StoreAnswer.Refused(var reason, var detail) => new IntakeResult.Refused(reason, detail),
        _ => throw new ArgumentException("A closed union has one more case.", nameof(answer)),
    };

    private IntakeResult.Accepted Promise(AcceptedUnit accepted) => new(
        new Promise(terms.Ledger.Log.Origin, accepted.Unit.Key, accepted.AcceptedAt, accepted.IncludedBy).Sign(terms.AcceptKey));
}
