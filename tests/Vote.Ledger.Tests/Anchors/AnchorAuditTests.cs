using System.Text;
using Vote.Canonical;
using Vote.Ledger.Anchors;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>spec/ledger.md §11 (4), (5), against a real node.</summary>
[Collection(AnvilCollection.Name)]
public sealed class AnchorAuditTests(TestAnvil anvil)
{
    [Fact]
    public async Task HoldsWithTheFirstAnchorThatCoversTheClose()
    {
        using var log = new AnchoredLog(anvil.Terms());
        await AnchorAsync(log);
        log.Grow(2);
        await AnchorAsync(log);
        await anvil.FinalizeAsync();
        Assert.Equal(4, (await RunAsync<AnchorVerdict.Holds>(log)).Anchor.Head.Size.Value);

        log.Close();
        await AnchorAsync(log);
        log.Grow();
        await AnchorAsync(log);
        log.Grow();
        await anvil.FinalizeAsync();
        var holds = await RunAsync<AnchorVerdict.Holds>(log);
        Assert.Equal((5, 4), (holds.Anchor.Head.Size.Value, holds.Count));
        Assert.InRange(holds.Time, DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(200));
    }

    [Fact]
    public async Task IsAbsentWithoutAnAnchorOrWithNoneThatCoversTheClose()
    {
        using var log = new AnchoredLog(anvil.Terms());
        Assert.Null((await RunAsync<AnchorVerdict.Absent>(log)).Last);
        await AnchorAsync(log);
        await anvil.FinalizeAsync();
        log.Close();
        Assert.Equal(2, (await RunAsync<AnchorVerdict.Absent>(log)).Last!.Head.Size.Value);
    }

    [Fact]
    public async Task LooksAtNoOtherSenderContractOrElection()
    {
        using var log = new AnchoredLog(anvil.Terms());
        var other = await anvil.DeployAsync(ContractFiles.Committed.GetProperty("creation").GetString()!);
        await anvil.AnchorAsync(1, log.Hash, log.Head);
        await anvil.AnchorAsync(1, log.Hash, new(new(100), Digest.Zero));
        await anvil.AnchorAsync(0, log.Hash, new(new(100), Digest.Zero), other);
        await anvil.AnchorAsync(0, Digest.Sha256("another election"u8), new(new(100), Digest.Zero));
        await anvil.FinalizeAsync();
        Assert.Null((await RunAsync<AnchorVerdict.Absent>(log)).Last);

        await AnchorAsync(log);
        await anvil.FinalizeAsync();
        Assert.Equal(1, (await RunAsync<AnchorVerdict.Holds>(log)).Count);
    }

    [Fact]
    public async Task IsNotFinalUntilTheChainCannotTakeItBack()
    {
        using var log = new AnchoredLog(anvil.Terms());
        await AnchorAsync(log);
        Assert.Equal(2, (await RunAsync<AnchorVerdict.NotFinal>(log)).Head.Size.Value);
        await anvil.ReorganiseAsync(1);
        await RunAsync<AnchorVerdict.Absent>(log);

        await AnchorAsync(log);
        await anvil.FinalizeAsync();
        await RunAsync<AnchorVerdict.Holds>(log);
    }

    [Fact]
    public async Task ContradictsWhereChainOrCodeIsAnother()
    {
        var terms = anvil.Terms();
        foreach (var (wrong, fault) in new[]
        {
            (terms with { Chain = 1 }, AnchorFault.WrongChain),
            (terms with { Code = Digest.Zero }, AnchorFault.WrongCode),
            (terms with { Contract = anvil.Accounts[0] }, AnchorFault.WrongCode),
            (terms with { From = new(1_000_000) }, AnchorFault.WrongBlock),
        })
        {
            using var log = new AnchoredLog(wrong);
            Assert.Equal(fault, (await RunAsync<AnchorVerdict.Contradicts>(log)).Fault);
        }
    }

    [Fact]
    public async Task ContradictsARecordThatWasCutOrRewritten()
    {
        using var log = new AnchoredLog(anvil.Terms());
        await anvil.AnchorAsync(0, log.Hash, new(new(3), Digest.Sha256("what voters saw"u8)));
        await anvil.FinalizeAsync();
        Assert.Equal(AnchorFault.BeyondRecord, (await RunAsync<AnchorVerdict.Contradicts>(log)).Fault);
        log.Grow(4);
        Assert.Equal(AnchorFault.WrongRoot, (await RunAsync<AnchorVerdict.Contradicts>(log)).Fault);
    }

    /// <summary>A stranger's anchor that is not final yet contradicts at once: waiting would not make it true.</summary>
    [Fact]
    public async Task ContradictsAnAnchorThatIsNotFinalToo()
    {
        using var log = new AnchoredLog(anvil.Terms());
        await anvil.AnchorAsync(0, log.Hash, new(new(1), Digest.Zero));
        Assert.Equal(AnchorFault.WrongRoot, (await RunAsync<AnchorVerdict.Contradicts>(log)).Fault);
    }

    [Fact]
    public async Task AsksForFewerBlocksWhereTheNodeRefusesMany()
    {
        using var log = new AnchoredLog(anvil.Terms());
        await AnchorAsync(log);
        await anvil.FinalizeAsync();
        using var http = JsonRpcClient.NewHttp(new Stingy(2));
        var seen = new List<(long, long)>();
        var progress = new Collected(seen);
        var verdict = await new AnchorAudit(log.Hash, log.State).RunAsync(new(new(http, anvil.Address)), progress, CancellationToken.None);
        Assert.IsType<AnchorVerdict.Holds>(verdict);
        Assert.Equal(seen[^1].Item1, seen[^1].Item2);
        Assert.True(seen.Count > 1);
    }

    [Fact]
    public async Task HoldsAgainstANodeThatContradictsItself()
    {
        using var log = new AnchoredLog(anvil.Terms());
        await AnchorAsync(log);
        log.Grow();
        await AnchorAsync(log);
        await anvil.FinalizeAsync();
        await RunAsync<AnchorVerdict.Holds>(log);

        // It hides the events, the newest one, or shows one as another's: never a pass.
        Assert.Equal(AnchorFault.WrongLast, Assert.IsType<AnchorVerdict.Contradicts>(await ThroughAsync(log, _ => "[]")).Fault);
        Assert.Equal(AnchorFault.WrongLast, Assert.IsType<AnchorVerdict.Contradicts>(await ThroughAsync(log, logs => $"[{Objects(logs)[0]}]")).Fault);
        Assert.Equal(
            AnchorFault.NotAscending,
            Assert.IsType<AnchorVerdict.Contradicts>(await ThroughAsync(log, logs => $"[{Objects(logs)[1]},{Objects(logs)[0]}]")).Fault);
        foreach (var (from, to) in new[]
        {
            ("\"removed\":false", "\"removed\":true"),
            (anvil.Contract.ToString(), anvil.Accounts[1].ToString()),
            (AnchorContract.Topic.ToHex(), Digest.Zero.ToHex()),
            (log.Hash.ToHex(), Digest.Zero.ToHex()),
            ("\"data\":\"0x00", "\"data\":\"0x"),
            ("\"blockNumber\":\"0x", "\"blockNumber\":\"0xffffff"),
        })
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => ThroughAsync(log, logs => logs.Replace(from, to, StringComparison.Ordinal)));
        }
    }

    private static string[] Objects(string logs) => [.. logs.Trim('[', ']').Split("},{").Select(part => $"{{{part.Trim('{', '}')}}}")];

    private Task AnchorAsync(AnchoredLog log) => anvil.AnchorAsync(0, log.Hash, log.Head);

    private async Task<T> RunAsync<T>(AnchoredLog log)
        where T : AnchorVerdict =>
        Assert.IsType<T>(await new AnchorAudit(log.Hash, log.State).RunAsync(anvil.Node, null, CancellationToken.None));

    private async Task<AnchorVerdict> ThroughAsync(AnchoredLog log, Func<string, string> logs)
    {
        using var http = JsonRpcClient.NewHttp(new Rewriting(logs));
        return await new AnchorAudit(log.Hash, log.State).RunAsync(new(new(http, anvil.Address)), null, CancellationToken.None);
    }

    private sealed class Collected(List<(long, long)> seen) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => seen.Add(value);
    }

    /// <summary>A node that answers for so many blocks at once and no more.</summary>
    private sealed class Stingy(long most) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var asked = System.Text.Json.JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            var root = asked.RootElement;
            if (root.GetProperty("method").GetString() == "eth_getLogs")
            {
                var filter = root.GetProperty("params")[0];
                if (Number(filter, "toBlock") - Number(filter, "fromBlock") >= most)
                {
                    var refusal = $$$"""{"jsonrpc":"2.0","id":{{{root.GetProperty("id")}}},"error":{"code":-32005,"message":"too many blocks"}}""";
                    return new(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent(refusal) };
                }
            }

            return await base.SendAsync(request, cancellationToken);
        }

        private static long Number(System.Text.Json.JsonElement filter, string name) => Convert.ToInt64(filter.GetProperty(name).GetString()![2..], 16);
    }

    /// <summary>A node that lies about events.</summary>
    private sealed class Rewriting(Func<string, string> logs) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = await request.Content!.ReadAsStringAsync(cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            if (asked.Contains("eth_getLogs", StringComparison.Ordinal))
            {
                var text = await answer.Content.ReadAsStringAsync(cancellationToken);
                using var document = System.Text.Json.JsonDocument.Parse(text);
                var result = document.RootElement.GetProperty("result").GetRawText();
                answer.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.Replace(result, logs(result), StringComparison.Ordinal)));
            }

            return answer;
        }
    }
}
