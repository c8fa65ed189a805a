using Vote.Canonical;
using Vote.Ledger.Rules;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Anchors;

/// <summary>
/// Looks for a record's anchors on the chain, at one block that the chain will not take back. The caller has audited the record.
/// spec/ledger.md §11 (4)
/// </summary>
public sealed class AnchorAudit
{
    private readonly Digest election;
    private readonly AnchorTerms terms;
    private readonly MerkleTree tree;
    private readonly EntryIndex? closing;

    /// <param name="election">The election hash.</param>
    /// <param name="state">The record, audited, with a declaration.</param>
    /// <exception cref="ArgumentException">The record declares no anchor.</exception>
    public AnchorAudit(Digest election, LedgerState state)
    {
        this.election = election;
        terms = state.Phase.Anchor ?? throw new ArgumentException("The record declares no anchor.", nameof(state));
        (tree, closing) = (state.Tree, state.Phase.Closing);
    }

    /// <summary>Asks a node.</summary>
    /// <param name="node">The node; its answers are believed.</param>
    /// <param name="progress">Blocks looked through, and how many there are.</param>
    /// <param name="cancellationToken">Stops between two questions.</param>
    public async Task<AnchorVerdict> RunAsync(EthereumNode node, IProgress<(long Done, long Total)>? progress, CancellationToken cancellationToken)
    {
        if (await node.ChainAsync(cancellationToken) is var chain && chain != terms.Chain)
        {
            return new AnchorVerdict.Contradicts(AnchorFault.WrongChain, $"the node serves chain {chain}, declared is {terms.Chain}");
        }

        var at = await node.FinalizedAsync(cancellationToken);
        if (await CheckContractAsync(node, at.Number, cancellationToken) is { } contradiction)
        {
            return contradiction;
        }

        var blocks = at.Number.Value - terms.From.Value + 1;
        var counted = progress is null ? null : new Counted(progress, blocks);
        var events = await node.EventsAsync(terms, election, at.Number, counted, cancellationToken);
        var last = await node.LastAsync(terms, election, at.Number, cancellationToken);
        return CheckEvents(events, last) ?? await AnswerAsync(node, events, at.Number, cancellationToken);
    }

    private async Task<AnchorVerdict?> CheckContractAsync(EthereumNode node, BlockNumber at, CancellationToken cancellationToken)
    {
        if (at.Value < terms.From.Value)
        {
            return new AnchorVerdict.Contradicts(AnchorFault.WrongBlock, $"the final block is {at.Value}, anchors are declared from {terms.From.Value}");
        }

        var code = await node.CodeAsync(terms.Contract, at, cancellationToken);
        return code == terms.Code
            ? null
            : new AnchorVerdict.Contradicts(AnchorFault.WrongCode, $"the code at {terms.Contract} has SHA-256 {code}, declared is {terms.Code}");
    }

    private AnchorVerdict.Contradicts? CheckEvents(IReadOnlyList<AnchorEvent> events, AnchoredHead? last)
    {
        for (var i = 1; i < events.Count; i++)
        {
            if (events[i].Head.Size.Value <= events[i - 1].Head.Size.Value || events[i].Block.Value < events[i - 1].Block.Value)
            {
                return new(AnchorFault.NotAscending, $"size {events[i].Head.Size.Value} after {events[i - 1].Head.Size.Value}");
            }
        }

        return last != (events.Count > 0 ? events[^1].Head : null)
            ? new(AnchorFault.WrongLast, $"the contract holds size {last?.Size.Value ?? 0}, the last event says {(events.Count > 0 ? events[^1].Head.Size.Value : 0)}")
            : events.Select(found => CheckHead(found.Head)).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Holds an anchored tree against the record's own. spec/ledger.md §11 (4) 5</summary>
    private AnchorVerdict.Contradicts? CheckHead(AnchoredHead head) =>
        head.Size.Value > tree.Size.Value
            ? new(AnchorFault.BeyondRecord, $"{head.Size.Value} entries are anchored, the record has {tree.Size.Value}")
            : tree.RootAt(head.Size) != head.Root
                ? new(AnchorFault.WrongRoot, $"at size {head.Size.Value} root {head.Root} is anchored, the record's is {tree.RootAt(head.Size)}")
                : null;

    private async Task<AnchorVerdict> AnswerAsync(
        EthereumNode node, IReadOnlyList<AnchorEvent> events, BlockNumber at, CancellationToken cancellationToken)
    {
        var last = events.Count > 0 ? events[^1] : null;
        var found = closing is null ? last : events.FirstOrDefault(candidate => Covers(candidate.Head));
        if (found is not null)
        {
            return new AnchorVerdict.Holds(found, (await node.BlockAsync(found.Block, cancellationToken)).Time, events.Count, at);
        }

        var latest = await node.LatestAsync(cancellationToken);
        var newest = await node.LastAsync(terms, election, latest.Number, cancellationToken);
        return newest is null || !Covers(newest) ? new AnchorVerdict.Absent(last, at)
            : CheckHead(newest) ?? (AnchorVerdict)new AnchorVerdict.NotFinal(newest, at);
    }

    private bool Covers(AnchoredHead head) => closing is not { } close || head.Size.Value > close.Value;

    private sealed class Counted(IProgress<(long Done, long Total)> progress, long total) : IProgress<long>
    {
        public void Report(long value) => progress.Report((value, total));
    }
}
