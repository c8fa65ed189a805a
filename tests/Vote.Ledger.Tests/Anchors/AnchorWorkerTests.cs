using Vote.Canonical;
using Vote.Ledger.Anchors;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Tests.Writing;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>spec/ledger.md §11 (3), (6), against a real node.</summary>
[Collection(AnvilCollection.Name)]
public sealed class AnchorWorkerTests(TestAnvil anvil)
{
    [Fact]
    public async Task AnchorsOpeningDayAndCloseAndNothingElse()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        Assert.Equal(1, await worker.FinishAsync());
        log.Grow(3);
        Assert.Equal(0, await worker.FinishAsync());
        worker.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await worker.FinishAsync());
        worker.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await worker.FinishAsync());

        log.Grow();
        log.Close();
        Assert.Equal(1, await worker.FinishAsync());
        log.Grow(2);
        worker.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await worker.FinishAsync());
        await worker.AssertSizesAsync(2, 5, 7);
    }

    /// <summary>docs/operations.md, Cost.</summary>
    [Fact]
    public async Task CostsWhatTheManualSays()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        await worker.FinishAsync();
        log.Close();
        await worker.FinishAsync();

        var latest = await anvil.Node.LatestAsync(CancellationToken.None);
        var events = await anvil.Node.EventsAsync(anvil.Terms(), log.Hash, latest.Number, null, CancellationToken.None);
        Assert.InRange(await GasAsync(events[0].Transaction), 65_000, 69_500);
        Assert.InRange(await GasAsync(events[1].Transaction), 30_000, 35_500);
    }

    [Fact]
    public async Task SendsNothingBeforeADeclarationOrWithoutTheQuorum()
    {
        using var undeclared = new AnchoredLog();
        using var idle = new TestWorker(anvil, undeclared);
        await idle.RunAsync<AnchorStep.Idle>();

        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        var before = await worker.CountAsync();
        await worker.RunAsync<AnchorStep.Idle>(log.View with { Cosigned = null });
        await worker.RunAsync<AnchorStep.Idle>(log.View with { Cosigned = new(default, Digest.Zero) });
        await anvil.MineAsync();
        Assert.Equal(before, await worker.CountAsync());
    }

    /// <summary>Every write of an anchor's way fails, once before it and once after it; then another process takes over.</summary>
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task AnchorsOnceWhereverItIsStopped(StoreKind kind)
    {
        const int writes = 5; // due, attempt, sending, the node's answer, final
        for (var failing = 0; failing <= writes; failing++)
        {
            foreach (var fault in new[] { Fault.Before, Fault.After })
            {
                using var log = new AnchoredLog(anvil.Terms());
                using var worker = new TestWorker(anvil, log, kind: kind);
                var plan = new FaultPlan(failing, fault);
                await worker.StartAsync(plan);
                var isStopped = await IsStoppedAsync(worker);
                Assert.Equal(failing < writes, isStopped);

                // Another process, at once or later than an attempt may wait.
                await worker.StartAsync();
                worker.Clock.Advance(TimeSpan.FromMinutes(failing % 2 == 0 ? 11 : 0));
                await worker.FinishAsync();
                await worker.AssertSizesAsync(2);
                Assert.True((await worker.Store!.NewestAsync(anvil.Terms(), CancellationToken.None))!.IsFinal);
                await anvil.AssertNothingOnItsWayAsync();
            }
        }
    }

    [Fact]
    public async Task SendsAgainWhatAReorganisationTookBack()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        await worker.RunAsync<AnchorStep.Sent>();
        await anvil.MineAsync();
        Assert.True((await worker.RunAsync<AnchorStep.Waiting>()).IsIncluded);
        await worker.AssertSizesAsync(2);

        await anvil.ReorganiseAsync(1);
        Assert.Empty(await worker.SizesAsync());
        Assert.False((await worker.RunAsync<AnchorStep.Waiting>()).IsIncluded);
        worker.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(2, (await worker.RunAsync<AnchorStep.Sent>()).Attempt.Number);
        await anvil.MineAsync(1 + TestAnvil.Finality);
        await worker.RunAsync<AnchorStep.Final>();
        await worker.AssertSizesAsync(2);
    }

    [Fact]
    public async Task ReplacesWhatWaitsTooLongUnderTheSameNonce()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        var before = await worker.CountAsync();
        var first = (await worker.RunAsync<AnchorStep.Sent>()).Attempt;
        await worker.RunAsync<AnchorStep.Waiting>();
        worker.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = (await worker.RunAsync<AnchorStep.Sent>()).Attempt;

        Assert.Equal((first.Nonce, before), (second.Nonce, second.Nonce));
        Assert.True(second.Fees.Most >= first.Fees.Most * 9 / 8 && second.Fees.Tip >= first.Fees.Tip * 9 / 8);
        Assert.Equal(1, await worker.FinishAsync());
        Assert.Equal(before + 1, await worker.CountAsync());
        await worker.AssertSizesAsync(2);
    }

    /// <summary>A clock that was set back by a day must not stop the replacing.</summary>
    [Fact]
    public async Task ReplacesAlsoWhenTheClockWasSetBack()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        await worker.RunAsync<AnchorStep.Sent>();
        worker.Clock.Set(-TimeSpan.FromDays(1));
        await worker.RunAsync<AnchorStep.Sent>();
        Assert.Equal(1, await worker.FinishAsync());
        await worker.AssertSizesAsync(2);
    }

    [Fact]
    public async Task TakesTheNextNonceWhenAnotherTransactionUsedItsOwn()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        var attempt = (await worker.RunAsync<AnchorStep.Sent>()).Attempt;
        var account = anvil.Accounts[0].ToString();
        await anvil.AskAsync("eth_sendTransaction", new
        {
            from = account,
            to = account,
            nonce = $"0x{attempt.Nonce:x}",
            maxFeePerGas = $"0x{4 * attempt.Fees.Most:x}",
            maxPriorityFeePerGas = $"0x{4 * attempt.Fees.Tip:x}",
        });
        await anvil.MineAsync();

        Assert.Equal(attempt.Nonce + 1, (await worker.RunAsync<AnchorStep.Sent>()).Attempt.Nonce);
        Assert.Equal(1, await worker.FinishAsync());
        await worker.AssertSizesAsync(2);
    }

    [Fact]
    public async Task GoesOnWhenTheStoreIsLost()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        Assert.Equal(1, await worker.FinishAsync());
        using var anew = new TestWorker(anvil, log);
        Assert.Equal(1, await anew.FinishAsync());
        await anew.AssertSizesAsync(2);
    }

    [Fact]
    public async Task BeginsAnewUnderANewDeclaration()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var first = new TestWorker(anvil, log);
        await first.FinishAsync();
        log.Declare(anvil.Terms(account: 1));
        using var second = new TestWorker(anvil, log, account: 1);
        Assert.Equal(1, await second.FinishAsync());
        await second.AssertSizesAsync(3);
    }

    [Fact]
    public async Task SendsOnceFromTwoProcesses()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var stores = new TestWorker(anvil, log);
        AnchorWorker[] workers = [await stores.StartAsync(), await stores.StartAsync(), await stores.StartAsync()];
        var before = await stores.CountAsync();
        for (var round = 0; round < 6; round++)
        {
            await Task.WhenAll(workers.Select(async worker =>
            {
                try
                {
                    await worker.RunOnceAsync(log.View, CancellationToken.None);
                }
                catch (Exception exception) when (exception is IOException or System.Data.Common.DbException)
                {
                    // Who comes second may hear so from the database; the next round begins anew.
                }
            }));
            await anvil.MineAsync();
        }

        await stores.AssertSizesAsync(2);
        Assert.Equal(before + 1, await stores.CountAsync());
    }

    [Fact]
    public async Task LosesNothingWhileTheNodeIsDown()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        await worker.StartAsync();
        using var http = JsonRpcClient.NewHttp();
        var away = new AnchorWorker(worker.Store!, new(new(http, new("http://127.0.0.1:9"))), worker.Settings, log.Hash, worker.Clock);
        await Assert.ThrowsAsync<HttpRequestException>(() => away.RunOnceAsync(log.View, CancellationToken.None));
        Assert.Equal(2, (await worker.Store!.NewestAsync(anvil.Terms(), CancellationToken.None))!.Head.Size.Value);
        log.Grow(5);

        Assert.Equal(1, await worker.FinishAsync());
        await worker.AssertSizesAsync(2);
    }

    private async Task<long> GasAsync(Digest transaction)
    {
        var receipt = await anvil.AskAsync("eth_getTransactionReceipt", $"0x{transaction}");
        return Convert.ToInt64(receipt.GetProperty("gasUsed").GetString()![2..], 16);
    }

    private static async Task<bool> IsStoppedAsync(TestWorker worker)
    {
        try
        {
            await worker.FinishAsync();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
