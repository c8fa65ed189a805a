using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vote.Canonical;
using Vote.Ledger.Anchors;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>
/// A real EVM node of this test run, on a port of its own, with the contract on it. It mines when a test says so. Linked into every test
/// project that needs it.
/// </summary>
public sealed partial class TestAnvil : IAsyncLifetime
{
    /// <summary>With one slot in an epoch, a block is final under two others.</summary>
    internal const int Finality = 2;

    private Process? process;

    internal Uri Address { get; private set; } = new("http://127.0.0.1");

    internal HttpClient Http { get; } = JsonRpcClient.NewHttp();

    internal JsonRpcClient Rpc { get; private set; } = null!;

    internal EthereumNode Node { get; private set; } = null!;

    /// <summary>Accounts whose keys the node has.</summary>
    internal EthereumAddress[] Accounts { get; private set; } = [];

    internal EthereumAddress Contract { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        process = Process.Start(new ProcessStartInfo(
            ContractFiles.Anvil(), ["--port", "0", "--no-mining", "--slots-in-an-epoch", "1", "--accounts", "10", "--host", "127.0.0.1"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Address = new Uri($"http://{await ListeningAsync(process)}");
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        Rpc = new(Http, Address);
        Node = new(Rpc);
        Accounts = [.. (await AskAsync("eth_accounts")).EnumerateArray().Select(account => Parse(account.GetString()!))];
        Contract = await DeployAsync(ContractFiles.Committed.GetProperty("creation").GetString()!);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    internal static EthereumAddress Parse(string text) =>
        EthereumAddress.TryParse(text, out var address) ? address : throw new ArgumentException("no address", nameof(text));

    internal AnchorTerms Terms(int account = 0, bool required = false) =>
        new(31337, Contract, AnchorContract.Code, Accounts[account], new(0), required);

    internal async Task<JsonElement> AskAsync(string method, params object[] parameters)
    {
        var answer = await Rpc.AskAsync(method, writer => Array.ForEach(parameters, value => JsonSerializer.Serialize(writer, value)), CancellationToken.None);
        return answer is RpcAnswer.Result(var value) ? value : throw new InvalidOperationException($"{method}: {answer}");
    }

    internal Task MineAsync(int blocks = 1) => AskAsync("anvil_mine", $"0x{blocks:x}");

    /// <summary>Until what stands now is final.</summary>
    internal Task FinalizeAsync() => MineAsync(Finality);

    /// <summary>Replaces the newest blocks by empty ones: whatever stood in them is gone, from the mempool too.</summary>
    internal Task ReorganiseAsync(int blocks) => AskAsync("anvil_reorg", blocks, Array.Empty<object>());

    /// <summary>Puts a contract on the chain, and makes it final.</summary>
    internal async Task<EthereumAddress> DeployAsync(string creation)
    {
        var transaction = await AskAsync("eth_sendTransaction", new { from = Accounts[^1].ToString(), data = $"0x{creation}" });
        await MineAsync(1 + Finality);
        var receipt = await AskAsync("eth_getTransactionReceipt", transaction.GetString()!);
        return Parse(receipt.GetProperty("contractAddress").GetString()!);
    }

    /// <summary>Anchors past the worker, as anybody may.</summary>
    internal async Task AnchorAsync(int account, Digest election, AnchoredHead head, EthereumAddress? contract = null)
    {
        var call = AnchorContract.AnchorCall(election, head.Size, head.Root);
        await AskAsync("eth_sendTransaction", new
        {
            from = Accounts[account].ToString(),
            to = (contract ?? Contract).ToString(),
            data = $"0x{Convert.ToHexStringLower(call)}",
            gas = "0x30000",
        });
        await MineAsync();
    }

    internal async Task AssertNothingOnItsWayAsync() => Assert.Equal("0x0", (await AskAsync("txpool_status")).GetProperty("pending").GetString());

    private static async Task<string> ListeningAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                return match.Groups["place"].Value;
            }
        }

        throw new InvalidOperationException($"anvil does not start: {await process.StandardError.ReadToEndAsync()}");
    }

    [GeneratedRegex(@"^Listening on (?<place>127\.0\.0\.1:\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
