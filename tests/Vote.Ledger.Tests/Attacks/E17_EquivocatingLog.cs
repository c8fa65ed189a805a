using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Tests.Witnessing;
using Vote.Ledger.Witnessing;

namespace Vote.Ledger.Tests.Attacks;

/// <summary>
/// E17: split view, rollback, truncated chain, two heads of one size, broken promise; each as the witness and as the monitor sees it.
/// The third reader, the voter's phone, has the same rows in src/Vote.Web/test/attacks/E17. One cell is empty: a witness is
/// given checkpoints and no promises, so it cannot see a broken one; its time on the checkpoint is what makes it provable.
/// </summary>
public sealed class E17_EquivocatingLog : IDisposable
{
    private readonly TestWitness test = new(quorum: 2);
    private readonly Entry[] first;
    private readonly Entry[] second;

    public E17_EquivocatingLog()
    {
        var common = TestWitness.Acts("common", 3).ToArray();
        first = test.History([.. common, .. TestWitness.Acts("first", 300)]);
        second = test.History([.. common, .. TestWitness.Acts("second", 600)]);
    }

    public void Dispose() => test.Dispose();

    // Split view: one history for some, another for others.
    [Fact]
    public async Task WitnessCosignsOneOfTwoHistories()
    {
        var witness = await test.WitnessAsync();
        await CosignsAsync(witness, first[..7], 0, first[..7]);

        foreach (var proof in new[] { TestWitness.Request(second, 7, test.Sign(second[..9])), TestWitness.Request(first, 7, test.Sign(first[..9])) })
        {
            Assert.IsType<WitnessAnswer.Inconsistent>(await AddAsync(witness, proof with { Note = test.Sign(second[..9]).Note }));
        }
    }

    [Fact]
    public async Task MonitorProvesASplitView()
    {
        Assert.Empty(await test.LookAsync(await test.ViewAsync(first[..7])));

        var evidence = test.Proven(await test.LookAsync(await test.ViewAsync(second)));
        Assert.Equal((7, 604), Sizes(evidence));
    }

    // Rollback: the log goes back to an old state and goes on from there with other entries.
    [Fact]
    public async Task WitnessRefusesToGoBackAndOnAgain()
    {
        var witness = await test.WitnessAsync();
        await CosignsAsync(witness, first[..9], 0, first[..9]);

        Assert.Equal(new(9), Assert.IsType<WitnessAnswer.Conflict>(await AddAsync(witness, TestWitness.Request(first, 4, test.Sign(first[..4])))).Known);
        Assert.IsType<WitnessAnswer.Conflict>(await AddAsync(witness, TestWitness.Request(second, 4, test.Sign(second[..12]))));
        Assert.IsType<WitnessAnswer.Inconsistent>(await AddAsync(witness, TestWitness.Request(second, 9, test.Sign(second[..12]))));
    }

    [Fact]
    public async Task MonitorProvesARollbackOnceTheLogGoesOn()
    {
        Assert.Empty(await test.LookAsync(await test.ViewAsync(first)));

        // Shorter and other: the shorter one is the first of the two.
        var evidence = test.Proven(await test.LookAsync(await test.ViewAsync(second[..200])));
        Assert.Equal((200, 304), Sizes(evidence));
        Assert.Equal((304, 604), Sizes(test.Proven(await test.LookAsync(await test.ViewAsync(second)))));
    }

    // Truncated chain: the last entries are cut off, the rest is as it was.
    [Fact]
    public async Task WitnessRefusesATruncatedChain()
    {
        var witness = await test.WitnessAsync();
        await CosignsAsync(witness, first, 0, first);

        Assert.IsType<WitnessAnswer.Conflict>(await AddAsync(witness, TestWitness.Request(first, 300, test.Sign(first[..300]))));
        Assert.IsType<WitnessAnswer.Malformed>(await AddAsync(witness, new(new(304), [], test.Sign(first[..300]).Note)));
    }

    [Fact]
    public async Task MonitorSeesATruncatedChainAndKeepsTheEntries()
    {
        Assert.Empty(await test.LookAsync(await test.ViewAsync(first)));

        // Both heads are genuine and agree, so there is nothing to prove: the copy itself is what is left of the entries.
        var alarm = Assert.IsType<LogAlarm.RolledBack>(Assert.Single(await test.LookAsync(await test.ViewAsync(first[..300]))));
        Assert.Equal((new(304), new(300)), (alarm.Kept, alarm.Served));
        Assert.Equal(new(304), (await test.KeptAsync()).Head!.Checkpoint.Size);

        // The copy is a record that every tool reads; this log was never cosigned, so that check alone fails.
        Assert.Equal(["1.5"], await test.Record.FailedAsync(test.Record.Folder.At("kept"), Vote.Ledger.Rules.Phase.Voting));
    }

    // Two signed heads of one size.
    [Fact]
    public async Task WitnessCosignsOneOfTwoHeadsOfOneSize()
    {
        var witness = await test.WitnessAsync();
        await CosignsAsync(witness, first[..9], 0, first[..9]);

        Assert.IsType<WitnessAnswer.Inconsistent>(await AddAsync(witness, new(new(9), [], test.Sign(second[..9]).Note)));
    }

    [Fact]
    public async Task MonitorProvesTwoHeadsOfOneSize()
    {
        Assert.Empty(await test.LookAsync(await test.ViewAsync(first[..9])));
        Assert.Equal((9, 9), Sizes(test.Proven(await test.LookAsync(await test.ViewAsync(second[..9])))));
    }

    // Broken promise: accepted, promised, never published.
    [Fact]
    public async Task MonitorProvesABrokenPromiseOnceTheWitnessesTimesAreLater()
    {
        var now = test.Clock.GetUtcNow();
        var withheld = second[^1];
        var promise = new Promise(test.Log.Origin, withheld.LeafHash, now, now.AddMinutes(15)).Sign(test.Log.AcceptKey);
        var kept = new Promise(test.Log.Origin, first[5].LeafHash, now, now.AddMinutes(15)).Sign(test.Log.AcceptKey);

        Assert.Empty(await test.LookAsync(await test.ViewAsync(first, Cosigned(first, now.AddMinutes(15))), promise, kept));

        // One clock's word only, until the witnesses have said the same.
        test.Clock.Set(TimeSpan.FromMinutes(16));
        Assert.IsType<LogAlarm.Overdue>(Assert.Single(await test.LookAsync(await test.ViewAsync(first), promise, kept)));

        var later = Cosigned([.. first, second[9]], now.AddMinutes(15).AddSeconds(1));
        var evidence = Assert.IsType<Evidence.BrokenPromise>(
            test.Proven(await test.LookAsync(await test.ViewAsync([.. first, second[9]], later), promise, kept)));
        Assert.Equal(withheld.LeafHash, evidence.Promise.Promise.Leaf);
    }

    // An item replaced by another, and entries withheld: not what was signed.
    [Fact]
    public async Task MonitorTakesNoEntriesThatAreNotWhatWasSigned()
    {
        Assert.IsType<LogAlarm.Damaged>(Assert.Single(await test.LookAsync(await test.ViewAsync(second[..304], test.Sign(first)))));

        var withheld = await test.ViewAsync(first);
        withheld.Missing.Add(Vote.Ledger.Files.LogPath.Bundle(1, 48));
        Assert.IsType<LogAlarm.Damaged>(Assert.Single(await test.LookAsync(withheld)));
        Assert.Empty(await test.LookAsync(await test.ViewAsync(first)));
    }

    private static (long First, long Second) Sizes(Evidence evidence)
    {
        var fork = Assert.IsType<Evidence.Fork>(evidence);
        return (fork.First.Checkpoint.Size.Value, fork.Second.Checkpoint.Size.Value);
    }

    private static Task<WitnessAnswer> AddAsync(Witness witness, CheckpointRequest request) => witness.AddAsync(request, CancellationToken.None);

    private SignedCheckpoint Cosigned(IReadOnlyList<Entry> history, DateTimeOffset time) =>
        test.Cosign(test.Cosign(test.Sign(history), 0, time), 1, time);

    private async Task CosignsAsync(Witness witness, Entry[] history, int old, Entry[] head) =>
        Assert.IsType<WitnessAnswer.Cosigned>(await AddAsync(witness, TestWitness.Request(history, old, test.Sign(head))));
}
