using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Tally.Terminal;

namespace Vote.Tally.Entries;

/// <summary>What the officers decide about the anchor; chain and code follow from a node of whoever proposes or signs. spec/ledger.md §11 (1)</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Sender">The account.</param>
/// <param name="Required">Whether the record needs its anchor.</param>
internal sealed record AnchorDecision(EthereumAddress Contract, EthereumAddress Sender, bool Required);

/// <summary>Makes an `anchor-declared` from a decision and a node.</summary>
internal static class AnchorDeclaration
{
    /// <summary>Asks for chain, code and the final block, from which anchors are looked for.</summary>
    public static async Task<AnchorDeclared> ProposeAsync(EthereumNode node, AnchorDecision decision, CancellationToken cancellationToken)
    {
        var at = await node.FinalizedAsync(cancellationToken);
        var chain = await node.ChainAsync(cancellationToken);
        await RequireCodeAsync(node, decision.Contract, at.Number, cancellationToken);
        return new(new(chain, decision.Contract, AnchorContract.Code, decision.Sender, at.Number, decision.Required));
    }

    /// <summary>The same by a signer's own node; what is decided, and the block, come from the proposal and are shown.</summary>
    public static async Task<AnchorDeclared> ConfirmAsync(Desk desk, EthereumNode node, AnchorTerms proposed, CancellationToken cancellationToken)
    {
        var chain = await node.ChainAsync(cancellationToken);
        if (chain != proposed.Chain)
        {
            throw Stop.Rejected(Texts.AnchorForeignChain, chain, proposed.Chain);
        }

        await RequireCodeAsync(node, proposed.Contract, (await node.FinalizedAsync(cancellationToken)).Number, cancellationToken);
        Show(desk, proposed);
        return new(proposed with { Code = AnchorContract.Code });
    }

    /// <summary>Says what is declared.</summary>
    public static void Show(Desk desk, AnchorTerms terms) => desk.Say(
        Texts.AnchorDeclaration, terms.Chain, terms.Contract, terms.Sender, terms.From.Value, terms.Required);

    private static async Task RequireCodeAsync(EthereumNode node, EthereumAddress contract, BlockNumber at, CancellationToken cancellationToken)
    {
        var code = await node.CodeAsync(contract, at, cancellationToken);
        if (code != AnchorContract.Code)
        {
            throw Stop.Rejected(Texts.AnchorForeignCode, contract, code);
        }
    }
}
