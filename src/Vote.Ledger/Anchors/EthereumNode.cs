using System.Text.Json;
using Vote.Canonical;

namespace Vote.Ledger.Anchors;

/// <summary>A block as its header says.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Time">When it was made, by its maker's clock.</param>
/// <param name="BaseFee">The fee burnt for each unit of gas, in wei; 0 on a chain without.</param>
public sealed record BlockHead(BlockNumber Number, DateTimeOffset Time, long BaseFee);

/// <summary>An event of the contract.</summary>
/// <param name="Head">The tree that was anchored.</param>
/// <param name="Block">The block it stands in.</param>
/// <param name="Transaction">The transaction that left it.</param>
public sealed record AnchorEvent(AnchoredHead Head, BlockNumber Block, Digest Transaction);

/// <summary>What is asked of an Ethereum node to look at anchors. Every answer is the node's word; nothing here is proven.</summary>
/// <exception cref="HttpRequestException">Of all methods: the node does not answer.</exception>
/// <exception cref="IOException">Of all methods: the node refuses the question.</exception>
/// <exception cref="InvalidDataException">Of all methods: the answer has not the form it must have.</exception>
public sealed class EthereumNode(JsonRpcClient client)
{
    // Many nodes answer no more at once; where one refuses so many, fewer are asked for.
    private const long MostBlocks = 10_000;

    /// <summary>A block that the chain will not take back.</summary>
    public Task<BlockHead> FinalizedAsync(CancellationToken cancellationToken) => HeadAsync("finalized", cancellationToken);

    /// <summary>The newest block, which the chain may take back.</summary>
    public Task<BlockHead> LatestAsync(CancellationToken cancellationToken) => HeadAsync("latest", cancellationToken);

    /// <summary>A block by its number.</summary>
    public Task<BlockHead> BlockAsync(BlockNumber block, CancellationToken cancellationToken) => HeadAsync(RpcValue.Quantity(block.Value), cancellationToken);

    /// <summary>The chain's id.</summary>
    public async Task<long> ChainAsync(CancellationToken cancellationToken) =>
        RpcValue.ReadQuantity(await AskAsync("eth_chainId", _ => { }, cancellationToken), "chain id");

    /// <summary>SHA-256 of the code at an address, as it is at a block; that of no bytes where there is none.</summary>
    public async Task<Digest> CodeAsync(EthereumAddress contract, BlockNumber block, CancellationToken cancellationToken)
    {
        var code = await AskAsync(
            "eth_getCode",
            parameters =>
            {
                parameters.WriteStringValue(contract.ToString());
                parameters.WriteStringValue(RpcValue.Quantity(block.Value));
            },
            cancellationToken);
        return Digest.Sha256(RpcValue.ReadData(code, "code"));
    }

    /// <summary>What the contract holds as the sender's last anchor, as it is at a block; nothing where there is none.</summary>
    public async Task<AnchoredHead?> LastAsync(AnchorTerms terms, Digest election, BlockNumber block, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            "eth_call",
            parameters =>
            {
                parameters.WriteStartObject();
                parameters.WriteString("to", terms.Contract.ToString());
                parameters.WriteString("data", RpcValue.Data(AnchorContract.LastCall(terms.Sender, election)));
                parameters.WriteEndObject();
                parameters.WriteStringValue(RpcValue.Quantity(block.Value));
            },
            cancellationToken);
        var head = AnchorContract.TryDecodeHead(RpcValue.ReadData(answer, "last"), out var decoded) ? decoded : throw RpcValue.Malformed("last");
        return head.Size.Value == 0 ? null : head;
    }

    /// <summary>The events of the sender and election from the declared block to another, in their order.</summary>
    public async Task<IReadOnlyList<AnchorEvent>> EventsAsync(
        AnchorTerms terms, Digest election, BlockNumber until, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        List<AnchorEvent> found = [];
        var most = MostBlocks;
        for (var from = terms.From.Value; from <= until.Value;)
        {
            var to = Math.Min(until.Value, from + most - 1);
            switch (await TryEventsAsync(terms, election, (from, to), cancellationToken))
            {
                case RpcAnswer.Result(var logs):
                    found.AddRange(ReadEvents(logs, terms, election, (from, to)));
                    progress?.Report(to - terms.From.Value + 1);
                    from = to + 1;
                    break;
                case RpcAnswer.Refused when most > 1:
                    most /= 2;
                    break;
                case RpcAnswer.Refused refused:
                    throw Refusal("eth_getLogs", refused);
            }
        }

        return found;
    }

    /// <summary>Asks a question whose refusal is one the caller cannot answer.</summary>
    internal async Task<JsonElement> AskAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellationToken) =>
        await client.AskAsync(method, parameters, cancellationToken) switch
        {
            RpcAnswer.Result(var value) => value,
            RpcAnswer.Refused refused => throw Refusal(method, refused),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Asks a question that the node may well refuse.</summary>
    internal Task<RpcAnswer> TryAskAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellationToken) =>
        client.AskAsync(method, parameters, cancellationToken);

    private static IOException Refusal(string method, RpcAnswer.Refused refused) => new($"the node refuses {method}: {refused.Words} ({refused.Code})");

    private async Task<BlockHead> HeadAsync(string block, CancellationToken cancellationToken)
    {
        var head = await AskAsync(
            "eth_getBlockByNumber",
            parameters =>
            {
                parameters.WriteStringValue(block);
                parameters.WriteBooleanValue(false);
            },
            cancellationToken);
        if (head.ValueKind == JsonValueKind.Null)
        {
            throw new IOException($"the node has no block {block}");
        }

        var seconds = RpcValue.ReadQuantity(RpcValue.Field(head, "timestamp"), "timestamp");
        return new(
            new(RpcValue.ReadQuantity(RpcValue.Field(head, "number"), "number")),
            seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : throw RpcValue.Malformed("timestamp"),
            head.TryGetProperty("baseFeePerGas", out var fee) ? RpcValue.ReadQuantity(fee, "baseFeePerGas") : 0);
    }

    private Task<RpcAnswer> TryEventsAsync(AnchorTerms terms, Digest election, (long From, long To) blocks, CancellationToken cancellationToken) =>
        TryAskAsync(
            "eth_getLogs",
            parameters =>
            {
                parameters.WriteStartObject();
                parameters.WriteString("address", terms.Contract.ToString());
                parameters.WriteString("fromBlock", RpcValue.Quantity(blocks.From));
                parameters.WriteString("toBlock", RpcValue.Quantity(blocks.To));
                parameters.WriteStartArray("topics");
                foreach (var topic in Topics(terms, election))
                {
                    parameters.WriteStringValue(RpcValue.Data(topic));
                }

                parameters.WriteEndArray();
                parameters.WriteEndObject();
            },
            cancellationToken);

    private static byte[][] Topics(AnchorTerms terms, Digest election) =>
        [AnchorContract.Topic.ToArray(), AnchorContract.Word(terms.Sender), election.ToArray()];

    private static IEnumerable<AnchorEvent> ReadEvents(JsonElement logs, AnchorTerms terms, Digest election, (long From, long To) blocks)
    {
        if (logs.ValueKind != JsonValueKind.Array)
        {
            throw RpcValue.Malformed("logs");
        }

        var topics = Topics(terms, election);
        foreach (var log in logs.EnumerateArray())
        {
            var block = RpcValue.ReadQuantity(RpcValue.Field(log, "blockNumber"), "blockNumber");
            var isAsked = RpcValue.ReadAddress(RpcValue.Field(log, "address"), "address") == terms.Contract
                && block >= blocks.From && block <= blocks.To
                && Match(RpcValue.Field(log, "topics"), topics);
            var isTaken = log.TryGetProperty("removed", out var removed) && removed.ValueKind == JsonValueKind.True;
            var head = isAsked && !isTaken && AnchorContract.TryDecodeHead(RpcValue.ReadData(RpcValue.Field(log, "data"), "data"), out var decoded)
                ? decoded
                : throw RpcValue.Malformed("log");
            yield return new(head, new(block), RpcValue.ReadHash(RpcValue.Field(log, "transactionHash"), "transactionHash"));
        }
    }

    private static bool Match(JsonElement found, byte[][] topics) =>
        found.ValueKind == JsonValueKind.Array
        && found.GetArrayLength() == topics.Length
        && found.EnumerateArray().Zip(topics).All(pair => RpcValue.ReadData(pair.First, "topic").AsSpan().SequenceEqual(pair.Second));
}
