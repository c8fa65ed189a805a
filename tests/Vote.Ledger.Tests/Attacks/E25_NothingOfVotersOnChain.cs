using Vote.Canonical;
using Vote.Ledger.Anchors;
using Vote.Ledger.Tests.Anchors;

namespace Vote.Ledger.Tests.Attacks;

/// <summary>
/// E25: buying votes on a chain, which needs something there that shows how or that a slot voted. What the anchor puts there is the election
/// hash, a size and a root, as often as a day ends and not as voters come.
/// </summary>
[Collection(AnvilCollection.Name)]
public sealed class E25_NothingOfVotersOnChain(TestAnvil anvil)
{
    [Fact]
    public async Task ATransactionHoldsElectionSizeAndRootAndNothingElse()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        await worker.FinishAsync();
        log.Close();
        await worker.FinishAsync();

        var latest = await anvil.Node.LatestAsync(CancellationToken.None);
        var events = await anvil.Node.EventsAsync(anvil.Terms(), log.Hash, latest.Number, null, CancellationToken.None);
        Assert.Equal(2, events.Count);
        foreach (var found in events)
        {
            var transaction = await anvil.AskAsync("eth_getTransactionByHash", $"0x{found.Transaction}");
            var expected = $"0x70c127c6{log.Hash}{found.Head.Size.Value:x64}{found.Head.Root}";
            Assert.Equal(expected, transaction.GetProperty("input").GetString());
            Assert.Equal("0x0", transaction.GetProperty("value").GetString());
            Assert.Equal(anvil.Contract.ToString(), transaction.GetProperty("to").GetString());
        }
    }

    /// <summary>Many entries or few between two rounds: the same transactions at the same times, so a moment on the chain is nobody's vote.</summary>
    [Fact]
    public async Task NoVoteMakesATransaction()
    {
        using var quiet = new AnchoredLog(anvil.Terms());
        using var busy = new AnchoredLog(anvil.Terms());
        long[] counts = [0, 0];
        foreach (var (log, place) in new[] { (quiet, 0), (busy, 1) })
        {
            using var worker = new TestWorker(anvil, log);
            var before = await worker.CountAsync();
            for (var hour = 0; hour < 25; hour++)
            {
                log.Grow(place == 0 ? 1 : 30);
                await worker.FinishAsync();
                worker.Clock.Advance(TimeSpan.FromHours(1));
            }

            counts[place] = await worker.CountAsync() - before;
        }

        Assert.Equal([2, 2], counts);
    }

    /// <summary>The contract has no place for more, keeps no money, and asks nobody.</summary>
    [Fact]
    public void TheContractTakesNothingElse()
    {
        var functions = ContractFiles.Compiled.GetProperty("abi").EnumerateArray().Where(item => item.GetProperty("type").GetString() == "function").ToArray();
        var changing = Assert.Single(functions, function => function.GetProperty("stateMutability").GetString() != "view");
        Assert.Equal("nonpayable", changing.GetProperty("stateMutability").GetString());
        Assert.Equal(["election", "size", "root"], changing.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name").GetString()));
        Assert.Equal(100, AnchorContract.AnchorCall(Digest.Zero, new(1), Digest.Zero).Length);
    }
}
