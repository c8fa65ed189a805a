using System.Text.Json;
using Vote.Canonical;

namespace Vote.Ledger.Anchors;

/// <summary>What a receipt says of a deployment.</summary>
/// <param name="Address">Where the contract stands; nothing when its transaction failed.</param>
/// <param name="Block">The block.</param>
public sealed record DeployedContract(EthereumAddress? Address, BlockNumber Block);

/// <summary>Puts a contract on a chain: a transaction to nobody, whose data are the code that makes the contract.</summary>
/// <exception cref="HttpRequestException">Of all methods: the node does not answer.</exception>
/// <exception cref="IOException">Of all methods: the node refuses the question.</exception>
/// <exception cref="InvalidDataException">Of all methods: the answer has not the form it must have.</exception>
public sealed class ContractDeployment(EthereumNode node)
{
    /// <summary>Gives the transaction to the node, which fills in nonce, gas and fees.</summary>
    public async Task<SendAnswer> SendAsync(EthereumAddress sender, ReadOnlyMemory<byte> creation, CancellationToken cancellationToken)
    {
        var answer = await node.TryAskAsync(
            "eth_sendTransaction",
            parameters =>
            {
                parameters.WriteStartObject();
                parameters.WriteString("from", sender.ToString());
                parameters.WriteString("data", RpcValue.Data(creation.Span));
                parameters.WriteEndObject();
            },
            cancellationToken);
        return answer switch
        {
            RpcAnswer.Result(var hash) => new SendAnswer.Taken(RpcValue.ReadHash(hash, "transaction hash")),
            RpcAnswer.Refused(_, var words) => new SendAnswer.Refused(words),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The receipt; nothing while the transaction stands in no block.</summary>
    public async Task<DeployedContract?> FindAsync(Digest transaction, CancellationToken cancellationToken)
    {
        var receipt = await node.AskAsync(
            "eth_getTransactionReceipt", parameters => parameters.WriteStringValue(RpcValue.Data(transaction.Bytes)), cancellationToken);
        if (receipt.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var holds = RpcValue.ReadQuantity(RpcValue.Field(receipt, "status"), "status") == 1;
        var block = new BlockNumber(RpcValue.ReadQuantity(RpcValue.Field(receipt, "blockNumber"), "blockNumber"));
        return new(holds ? RpcValue.ReadAddress(RpcValue.Field(receipt, "contractAddress"), "contractAddress") : null, block);
    }
}
