using Vote.Canonical;
using Vote.Ledger.Anchors;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>What the worker does not send, against a real node. spec/ledger.md §11 (6)</summary>
[Collection(AnvilCollection.Name)]
public sealed class AnchorWorkerRefusalTests(TestAnvil anvil)
{
    [Fact]
    public async Task SendsNothingToAnotherChainCodeOrContract()
    {
        var other = await anvil.DeployAsync("6001600c60003960016000f300"); // one byte of code: STOP
        var terms = anvil.Terms();
        foreach (var (wrong, word) in new (AnchorTerms, string)[]
        {
            (terms with { Chain = 1 }, "chain 31337"),
            (terms with { Code = Digest.Zero }, "declared is 0000"),
            (terms with { Contract = other }, other.ToString()),
            (terms with { Contract = anvil.Accounts[1] }, "e3b0c442"), // no code at all
        })
        {
            using var log = new AnchoredLog(wrong);
            using var worker = new TestWorker(anvil, log) { Settings = new(wrong.Contract, wrong.Sender, long.MaxValue) };
            Assert.Contains(word, (await worker.RunAsync<AnchorStep.Blocked>()).Why, StringComparison.Ordinal);
            await anvil.AssertNothingOnItsWayAsync();
        }
    }

    [Fact]
    public async Task SendsNothingWhenSettingsAndDeclarationDiffer()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var sender = new TestWorker(anvil, log) { Settings = new(anvil.Contract, anvil.Accounts[1], long.MaxValue) };
        await sender.RunAsync<AnchorStep.Blocked>();
        using var contract = new TestWorker(anvil, log) { Settings = new(anvil.Accounts[1], anvil.Accounts[0], long.MaxValue) };
        await contract.RunAsync<AnchorStep.Blocked>();
        await anvil.AssertNothingOnItsWayAsync();
    }

    [Fact]
    public async Task SendsNothingThatCostsMoreThanAllowed()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log) { Settings = new(anvil.Contract, anvil.Accounts[0], 1) };
        Assert.Contains("wei", (await worker.RunAsync<AnchorStep.Blocked>()).Why, StringComparison.Ordinal);
        await anvil.AssertNothingOnItsWayAsync();
    }

    [Fact]
    public async Task SendsNothingOnceAnotherWriterUsesTheAccount()
    {
        using var log = new AnchoredLog(anvil.Terms());
        using var worker = new TestWorker(anvil, log);
        await anvil.AnchorAsync(0, log.Hash, new(new(1), Digest.Zero));
        Assert.Contains("another root", (await worker.RunAsync<AnchorStep.Blocked>()).Why, StringComparison.Ordinal);

        using var longer = new AnchoredLog(anvil.Terms());
        using var second = new TestWorker(anvil, longer);
        await anvil.AnchorAsync(0, longer.Hash, new(new(900), Digest.Zero));
        await second.RunAsync<AnchorStep.Blocked>();
        await anvil.FinalizeAsync();
        await second.RunAsync<AnchorStep.Blocked>();
        await anvil.AssertNothingOnItsWayAsync();
    }
}
