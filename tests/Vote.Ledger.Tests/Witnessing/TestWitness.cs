using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Notes;
using Vote.Ledger.Tests.Records;
using Vote.Ledger.Tests.Writing;
using Vote.Ledger.Tree;
using Vote.Ledger.Witnessing;

namespace Vote.Ledger.Tests.Witnessing;

/// <summary>A log whose operator may lie: any history it likes, signed with its own key; a witness and a monitor that look at it.</summary>
internal sealed class TestWitness : IDisposable
{
    private readonly List<IDisposable> opened = [];
    private readonly int quorum;
    private int views;

    internal TestWitness(int quorum = 0) => this.quorum = quorum;

    internal TestRecord Record { get; } = new();

    internal TestLog Log => Record.Log;

    internal TestClock Clock { get; } = new();

    internal LogTerms LogTerms => Record.Terms.Log with { Policy = quorum == 0 ? WitnessPolicy.None : Log.Policy(quorum) };

    internal EvidenceTerms Terms => new(LogTerms, Log.AcceptKey.Public);

    internal NoteKey WitnessKey => Log.Policy(1).Witnesses[0];

    public void Dispose()
    {
        opened.ForEach(one => one.Dispose());
        Record.Dispose();
    }

    /// <summary>A history: an opening and acts with these reasons.</summary>
    internal Entry[] History(params IEnumerable<string> reasons) =>
        [Record.Election.Opened(), .. reasons.Select(reason => Record.Election.ByOfficers(new AdministratorAct(reason)))];

    internal static IEnumerable<string> Acts(string name, int count) => Enumerable.Range(1, count).Select(i => $"{name} {i}");

    internal static MerkleTree TreeOf(IEnumerable<Entry> history) => new(history.Select(entry => entry.LeafHash));

    internal SignedCheckpoint Sign(IEnumerable<Entry> history)
    {
        var tree = TreeOf(history);
        return new Checkpoint(Log.Origin, tree.Size, tree.Root).Sign(Log.Key);
    }

    internal SignedCheckpoint Cosign(SignedCheckpoint checkpoint, int witness, DateTimeOffset time) =>
        checkpoint.With(Cosignature.Sign(checkpoint.Checkpoint, TestLog.WitnessName(witness), Log.Witnesses[witness], time));

    internal static CheckpointRequest Request(IReadOnlyList<Entry> history, int old, SignedCheckpoint checkpoint)
    {
        var tree = TreeOf(history);
        return new(new(old), tree.ProveConsistency(new(old), checkpoint.Checkpoint.Size).Path, checkpoint.Note);
    }

    internal async Task<Witness> WitnessAsync(FaultPlan? plan = null, string name = "witness")
    {
        var heads = await SqliteCheckpointStore.OpenAsync(new(Path.Combine(Record.Folder.Path, $"{name}.db")), CancellationToken.None);
        var store = new FaultyCheckpoints(heads, plan ?? FaultPlan.None);
        var witness = new Witness(
            new(TestLog.WitnessName(0), Log.Witnesses[0], Clock), [new(Log.Origin, Log.Key.Public, store)]);
        opened.AddRange([heads, witness]);
        return witness;
    }

    /// <summary>What a reader is shown: the files of a history, with another checkpoint if the operator wants one.</summary>
    internal async Task<ServedLog> ViewAsync(IReadOnlyList<Entry> history, SignedCheckpoint? checkpoint = null)
    {
        var folder = await Record.WriteAsync(history, $"view-{++views}");
        return new(new DiskLogFiles(folder, Record.Folder.At("view-work")), checkpoint);
    }

    internal async Task<KeptLog> KeptAsync() => await KeptLog.OpenAsync(Record.Folder.At("kept"), LogTerms, CancellationToken.None);

    /// <summary>The monitor, started anew on its folder, looks once at a view.</summary>
    internal async Task<IReadOnlyList<LogAlarm>> LookAsync(ILogReader view, params IReadOnlyList<SignedPromise> promises) =>
        await new LogMonitor(view, await KeptAsync(), Terms, Clock).RunAsync(promises, CancellationToken.None);

    /// <summary>The evidence of the only alarm, as it comes out of its file; it must hold, and no part of it may be replaceable.</summary>
    internal Evidence Proven(IReadOnlyList<LogAlarm> alarms)
    {
        var evidence = Assert.IsType<LogAlarm.Proven>(Assert.Single(alarms)).Evidence;
        Assert.True(Evidence.TryDecode(evidence.Encode(), out var read));
        Assert.IsType<LedgerVerdict.Accepted>(read.Judge(Terms));
        return read;
    }
}

/// <summary>Files as a reader gets them.</summary>
internal sealed class ServedLog(ILogReader files, SignedCheckpoint? checkpoint) : ILogReader
{
    internal HashSet<LogPath> Missing { get; } = [];

    public Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken) =>
        Missing.Contains(path) ? throw new FileNotFoundException(path.Text)
        : path == LogPath.Checkpoint && checkpoint is not null ? Task.FromResult(checkpoint.Encode())
        : files.ReadAsync(path, cancellationToken);
}
