using Vote.Canonical;
using Vote.Ledger.Rules;

namespace Vote.Ledger.Anchors;

/// <summary>The log as the worker needs it, at one moment.</summary>
/// <param name="Cosigned">The newest checkpoint that has the quorum; nothing while there is none.</param>
/// <param name="Phase">The declaration, and whether voting has ended.</param>
/// <param name="RootAt">The log's own root at a size; nothing beyond its size.</param>
public sealed record AnchorView(AnchoredHead? Cosigned, ElectionPhase Phase, Func<TreeSize, Digest?> RootAt);

/// <summary>What the operator says about sending; the declaration on the log must say the same. docs/operations.md</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Sender">The account, whose key the node or signer has.</param>
/// <param name="MostFee">What a unit of gas may cost at most, in wei.</param>
public sealed record AnchorSettings(EthereumAddress Contract, EthereumAddress Sender, long MostFee);

/// <summary>What a round of the worker did.</summary>
public abstract record AnchorStep
{
    private AnchorStep()
    {
    }

    /// <summary>Nothing is declared, or nothing is due.</summary>
    public sealed record Idle : AnchorStep;

    /// <summary>A transaction was given to the node.</summary>
    public sealed record Sent(DueAnchor Due, AnchorAttempt Attempt) : AnchorStep;

    /// <summary>A transaction is on its way, or stands in a block that is not final.</summary>
    public sealed record Waiting(DueAnchor Due, bool IsIncluded) : AnchorStep;

    /// <summary>The anchor is final.</summary>
    public sealed record Final(DueAnchor Due) : AnchorStep;

    /// <summary>Nothing is sent before somebody has looked, or something outside has changed. The words are for the operator's log.</summary>
    public sealed record Blocked(string Why) : AnchorStep;
}

/// <summary>
/// Anchors the checkpoints that are due, one after another. Every round begins with what the store and the chain say, so it may be
/// stopped anywhere, run anew, and run in several processes. One call at a time. spec/ledger.md §11 (6)
/// </summary>
public sealed class AnchorWorker(IAnchorStore store, EthereumNode node, AnchorSettings settings, Digest election, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How long an attempt may wait for a block before one with higher fees takes its place.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly AnchorStep Idle = new AnchorStep.Idle();

    /// <summary>One round.</summary>
    /// <exception cref="IOException">The node refuses, or the store fails: the next round begins anew.</exception>
    /// <exception cref="HttpRequestException">The node does not answer: the same.</exception>
    public async Task<AnchorStep> RunOnceAsync(AnchorView view, CancellationToken cancellationToken)
    {
        if (view.Phase.Anchor is not { } terms)
        {
            return Idle;
        }

        if (terms.Contract != settings.Contract || terms.Sender != settings.Sender)
        {
            return new AnchorStep.Blocked($"declared are contract {terms.Contract} and sender {terms.Sender}, the settings have others");
        }

        var newest = await store.NewestAsync(terms, cancellationToken);
        if (newest is null or { IsFinal: true })
        {
            newest = Next(newest, view);
            if (newest is null)
            {
                return Idle;
            }

            await store.AddAsync(terms, newest, cancellationToken);
            newest = await store.NewestAsync(terms, cancellationToken) ?? throw new InvalidDataException("The store of anchors forgets.");
        }

        return newest.IsFinal ? Idle : await AdvanceAsync(terms, newest, view, cancellationToken);
    }

    /// <summary>What is due after the newest one. spec/ledger.md §11 (3)</summary>
    private DueAnchor? Next(DueAnchor? newest, AnchorView view)
    {
        if (view.Cosigned is not { Size.Value: > 0 } head || head.Size.Value <= (newest?.Head.Size.Value ?? 0))
        {
            return null;
        }

        var closing = view.Phase.Closing is { } close && head.Size.Value > close.Value;
        var closed = view.Phase.Closing is { } closedAt && newest?.Head.Size.Value > closedAt.Value;
        AnchorOccasion? occasion = closed ? null
            : closing ? AnchorOccasion.Closing
            : newest is null ? AnchorOccasion.Opening
            : (clock.GetUtcNow() - newest.Since).Duration() >= Day ? AnchorOccasion.Daily
            : null;
        return occasion is { } found ? new(head, found, clock.GetUtcNow(), IsFinal: false) : null;
    }

    private async Task<AnchorStep> AdvanceAsync(AnchorTerms terms, DueAnchor due, AnchorView view, CancellationToken cancellationToken)
    {
        var latest = await node.LatestAsync(cancellationToken);
        if (await CheckChainAsync(terms, latest, cancellationToken) is { } blocked)
        {
            return blocked;
        }

        var final = await node.FinalizedAsync(cancellationToken);
        switch (Judge(await node.LastAsync(terms, election, final.Number, cancellationToken), due, view))
        {
            case { IsOwn: false } foreign:
                return foreign.ToBlocked();
            case { Covers: true }:
                await store.FinishAsync(terms, due, final.Number, cancellationToken);
                return new AnchorStep.Final(due);
        }

        return Judge(await node.LastAsync(terms, election, latest.Number, cancellationToken), due, view) switch
        {
            { IsOwn: false } foreign => foreign.ToBlocked(),
            { Covers: true } => new AnchorStep.Waiting(due, IsIncluded: true),
            _ => await SendAsync(terms, due, latest, cancellationToken),
        };
    }

    /// <summary>Chain and code. spec/ledger.md §11 (4) 1, 2</summary>
    private async Task<AnchorStep?> CheckChainAsync(AnchorTerms terms, BlockHead latest, CancellationToken cancellationToken)
    {
        var chain = await node.ChainAsync(cancellationToken);
        if (chain != terms.Chain)
        {
            return new AnchorStep.Blocked($"the node serves chain {chain}, declared is {terms.Chain}");
        }

        var code = await node.CodeAsync(terms.Contract, latest.Number, cancellationToken);
        return code == terms.Code ? null : new AnchorStep.Blocked($"the code at {terms.Contract} has SHA-256 {code}, declared is {terms.Code}");
    }

    private static Judged Judge(AnchoredHead? found, DueAnchor due, AnchorView view) => found is null
        ? new(due.Head, IsOwn: true, Covers: false)
        : new(found, IsOwn: view.RootAt(found.Size) == found.Root, Covers: found.Size.Value >= due.Head.Size.Value);

    private async Task<AnchorStep> SendAsync(AnchorTerms terms, DueAnchor due, BlockHead latest, CancellationToken cancellationToken)
    {
        var sender = new AnchorSender(node, terms);
        var nonce = await sender.NonceAsync(cancellationToken);
        var earlier = await store.AttemptAsync(terms, due, cancellationToken);
        var isUnderWay = earlier is not null && earlier.Nonce == nonce && (clock.GetUtcNow() - earlier.Since).Duration() < Patience;
        if (isUnderWay && earlier is { Transaction: not null })
        {
            return new AnchorStep.Waiting(due, IsIncluded: false);
        }

        var attempt = isUnderWay ? earlier! : await NewAttemptAsync(sender, due, (earlier, nonce), latest, cancellationToken);
        if (attempt.Fees.Most > settings.MostFee)
        {
            return new AnchorStep.Blocked($"a unit of gas would cost up to {attempt.Fees.Most} wei, the settings allow {settings.MostFee}");
        }

        if (!isUnderWay && !await store.AddAsync(terms, due, attempt, cancellationToken))
        {
            return new AnchorStep.Waiting(due, IsIncluded: false);
        }

        // An attempt without an answer may have arrived; then the node refuses it now, and it waits for its block.
        var step = await SendAsync(sender, terms, due, attempt, cancellationToken);
        return isUnderWay && step is AnchorStep.Blocked ? new AnchorStep.Waiting(due, IsIncluded: false) : step;
    }

    private async Task<AnchorAttempt> NewAttemptAsync(
        AnchorSender sender, DueAnchor due, (AnchorAttempt? Earlier, long Nonce) known, BlockHead latest, CancellationToken cancellationToken)
    {
        // Refused here, at no cost, where the contract would refuse it or the account cannot pay.
        var gas = await sender.GasAsync(due, election, cancellationToken);
        var fees = await sender.FeesAsync(latest, cancellationToken);
        var replaced = known.Earlier is { } earlier && earlier.Nonce == known.Nonce ? fees.RaisedOver(earlier.Fees) : fees;
        return new((known.Earlier?.Number ?? 0) + 1, known.Nonce, gas, replaced, clock.GetUtcNow(), Transaction: null);
    }

    private async Task<AnchorStep> SendAsync(
        AnchorSender sender, AnchorTerms terms, DueAnchor due, AnchorAttempt attempt, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(due, election, attempt, cancellationToken);
        if (answer is not SendAnswer.Taken(var transaction))
        {
            return new AnchorStep.Blocked($"the node does not take the transaction: {((SendAnswer.Refused)answer).Words}");
        }

        await store.AddAsync(terms, due, (attempt, transaction), cancellationToken);
        return new AnchorStep.Sent(due, attempt);
    }

    private sealed record Judged(AnchoredHead Head, bool IsOwn, bool Covers)
    {
        public AnchorStep.Blocked ToBlocked() => new(
            $"at size {Head.Size.Value} another root is anchored than this log's: another writer has the account, or this log is another one");
    }
}
