using System.Text.Json;
using Vote.Canonical;

namespace Vote.Ledger.Anchors;

/// <summary>What came of giving a transaction to the node.</summary>
public abstract record SendAnswer
{
    private SendAnswer()
    {
    }

    /// <summary>The node took it under this hash.</summary>
    public sealed record Taken(Digest Transaction) : SendAnswer;

    /// <summary>
    /// The node did not. That may also mean that it has the transaction already, so nothing follows from it; the chain is asked.
    /// </summary>
    public sealed record Refused(string Words) : SendAnswer;
}

/// <summary>
/// The account's side of the node: fees, nonce, sending. Keys never come here: the node, or a signer that stands in its place (Clef,
/// Web3Signer), signs what <c>eth_sendTransaction</c> asks for. spec/ledger.md §11 (6)
/// </summary>
/// <exception cref="HttpRequestException">Of all methods: the node does not answer.</exception>
/// <exception cref="IOException">Of all methods: the node refuses the question.</exception>
/// <exception cref="InvalidDataException">Of all methods: the answer has not the form it must have.</exception>
public sealed class AnchorSender(EthereumNode node, AnchorTerms terms)
{
    /// <summary>How many transactions of the account stand on the chain: the nonce of the next one.</summary>
    public async Task<long> NonceAsync(CancellationToken cancellationToken)
    {
        var count = await node.AskAsync(
            "eth_getTransactionCount",
            parameters =>
            {
                parameters.WriteStringValue(terms.Sender.ToString());
                parameters.WriteStringValue("latest");
            },
            cancellationToken);
        return RpcValue.ReadQuantity(count, "nonce");
    }

    /// <summary>Fees that are enough for some blocks, even if the burnt fee doubles.</summary>
    public async Task<GasFees> FeesAsync(BlockHead latest, CancellationToken cancellationToken)
    {
        var tip = RpcValue.ReadQuantity(await node.AskAsync("eth_maxPriorityFeePerGas", _ => { }, cancellationToken), "tip");
        return latest.BaseFee > long.MaxValue / 4 || tip > long.MaxValue / 4 ? throw RpcValue.Malformed("fees") : new((2 * latest.BaseFee) + tip, tip);
    }

    /// <summary>What the call will use, with a fifth to spare. A call that the contract would refuse is refused here, at no cost.</summary>
    public async Task<long> GasAsync(DueAnchor due, Digest election, CancellationToken cancellationToken)
    {
        // At `latest`: an earlier attempt of this call that waits for its block must not count.
        var gas = await node.AskAsync(
            "eth_estimateGas",
            parameters =>
            {
                Write(parameters, due, election, null);
                parameters.WriteStringValue("latest");
            },
            cancellationToken);
        var estimate = RpcValue.ReadQuantity(gas, "gas");
        return estimate is > 0 and < 1L << 40 ? estimate + (estimate / 5) : throw RpcValue.Malformed("gas");
    }

    /// <summary>Gives one attempt to the node. The same attempt gives the same transaction.</summary>
    public async Task<SendAnswer> SendAsync(
        DueAnchor due, Digest election, AnchorAttempt attempt, CancellationToken cancellationToken) =>
        await node.TryAskAsync("eth_sendTransaction", parameters => Write(parameters, due, election, attempt), cancellationToken) switch
        {
            RpcAnswer.Result(var hash) => new SendAnswer.Taken(RpcValue.ReadHash(hash, "transaction hash")),
            RpcAnswer.Refused(_, var words) => new SendAnswer.Refused(words),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private void Write(Utf8JsonWriter parameters, DueAnchor due, Digest election, AnchorAttempt? attempt)
    {
        parameters.WriteStartObject();
        parameters.WriteString("from", terms.Sender.ToString());
        parameters.WriteString("to", terms.Contract.ToString());
        parameters.WriteString("data", RpcValue.Data(AnchorContract.AnchorCall(election, due.Head.Size, due.Head.Root)));
        if (attempt is not null)
        {
            // The chain's id makes the transaction void on every other chain, whatever the node was switched to since it was asked.
            parameters.WriteString("chainId", RpcValue.Quantity(terms.Chain));
            parameters.WriteString("nonce", RpcValue.Quantity(attempt.Nonce));
            parameters.WriteString("gas", RpcValue.Quantity(attempt.Gas));
            parameters.WriteString("maxFeePerGas", RpcValue.Quantity(attempt.Fees.Most));
            parameters.WriteString("maxPriorityFeePerGas", RpcValue.Quantity(attempt.Fees.Tip));
        }

        parameters.WriteEndObject();
    }
}
