using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Tests.Records;

public sealed class RecordAppenderTests : IDisposable
{
    private readonly TestRecord record = new();

    public void Dispose() => record.Dispose();

    [Fact]
    public async Task MakesARecordThatHolds()
    {
        var directory = await record.WriteAsync(record.Whole());

        var audit = await record.AuditAsync(directory);

        Assert.All(audit.Checks, check => Assert.IsType<LedgerVerdict.Accepted>(check.Verdict));
        Assert.Equal(record.Whole().Count, audit.Entries.Count);
    }

    [Fact]
    public async Task MakesTheSameFilesEntryByEntry()
    {
        var entries = record.Whole();
        var atOnce = await record.WriteAsync(entries, "at-once");
        var oneByOne = record.Folder.At("one-by-one");
        foreach (var entry in entries.Where(entry => entry.Body is not CredentialEnrolled))
        {
            var at = entries.IndexOf(entry);
            Entry[] unit = at > 0 && entries[at - 1].Body is CredentialEnrolled ? [entries[at - 1], entry] : [entry];
            Assert.Equal(LedgerVerdict.Accept, await record.AppendAsync(oneByOne, unit));
        }

        Assert.Equal(Contents(atOnce), Contents(oneByOne));
    }

    [Fact]
    public async Task WritesTheTilesOfTheDefinitionBeyondATilesWidth()
    {
        Entry[] entries =
        [
            record.Election.Opened(),
            .. Enumerable.Range(1, 599).Select(i => record.Election.ByOfficers(new AdministratorAct($"act {i}"))),
        ];
        var directory = await record.WriteAsync(entries[..300]);
        Assert.Equal(LedgerVerdict.Accept, await record.AppendAsync(directory, entries[300..]));

        Assert.Empty(await record.FailedAsync(directory, Phase.Voting));
        string[] expected =
        [
            "checkpoint", "policy", "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
            "tile/entries/000", "tile/entries/001", "tile/entries/002.p/88",
        ];
        Assert.Equal(expected, Contents(directory).Select(file => file.Name));
        var level1 = await File.ReadAllBytesAsync(Path.Combine(directory.FullName, "tile", "1", "000.p", "2"));
        var second = new MerkleTree(entries[256..512].Select(entry => entry.LeafHash)).Root;
        Assert.Equal(second.ToArray(), level1[32..]);
    }

    [Fact]
    public async Task RefusesWhatMayNotFollowAndWritesNothing()
    {
        var voting = record.Voting();
        var directory = await record.WriteAsync(voting);
        var before = Contents(directory);
        Entry[] bad =
        [
            record.Election.Opened(),
            record.Election.ByOfficers(new OverridesClosed()),
            record.Closing(voting[..^1]),
            record.Election.Signed(new AdministratorAct("x"), record.Election.Registrar),
            record.Election.Ballot(1, 1, 4, voting[^1].Hash),
        ];

        foreach (var entry in bad)
        {
            Assert.IsType<LedgerVerdict.Refused>(await record.AppendAsync(directory, [entry]));
            Assert.IsType<LedgerVerdict.Refused>(
                await record.AppendAsync(directory, [record.Election.ByOfficers(new AdministratorAct("good")), entry]));
        }

        Assert.Equal(before, Contents(directory));
    }

    [Fact]
    public async Task RefusesToContinueADamagedRecord()
    {
        var voting = record.Voting();
        var directory = await record.WriteAsync(voting);
        var tile = Directory.GetFiles(Path.Combine(directory.FullName, "tile", "0"), "*", SearchOption.AllDirectories).Single();
        var content = await File.ReadAllBytesAsync(tile);
        content[3] ^= 1;
        await File.WriteAllBytesAsync(tile, content);

        Assert.IsType<LedgerVerdict.Refused>(await record.AppendAsync(directory, [record.Closing(voting)]));
    }

    [Fact]
    public async Task CleansUpBehindAnInterruptedAppend()
    {
        var voting = record.Voting();
        var directory = await record.WriteAsync(voting);
        Entry[] interrupted = [record.Election.Enrolment(9), record.Election.FirstBallot(9, new Payload(new byte[41_000]))];
        var earlier = await File.ReadAllBytesAsync(Path.Combine(directory.FullName, "checkpoint"));
        Assert.Equal(LedgerVerdict.Accept, await record.AppendAsync(directory, interrupted));

        // As after a crash just before the checkpoint, with the old partial files still there.
        await File.WriteAllBytesAsync(Path.Combine(directory.FullName, "checkpoint"), earlier);
        var rewritten = record.Folder.At("rewritten");
        await record.WriteAsync(voting, "rewritten");
        foreach (var (name, content) in Contents(rewritten))
        {
            var path = Path.Combine(directory.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, Convert.FromHexString(content));
        }

        Assert.NotEmpty(await record.FailedAsync(directory, Phase.Voting));
        Assert.Equal(LedgerVerdict.Accept, await record.AppendAsync(directory, [.. record.Ending(voting)]));
        Assert.Empty(await record.FailedAsync(directory));
    }

    [Fact]
    public async Task TakesCosignaturesAfterwards()
    {
        var directory = await record.WriteAsync(record.Whole());
        var folder = await RecordFolder.OpenAsync(directory, CancellationToken.None);
        var cosignature = Cosignature.Sign(
            folder!.Checkpoint.Checkpoint, "witness.example/w1", record.Log.Witnesses[0], DateTimeOffset.UnixEpoch);

        await new RecordAppender(directory, record.Terms, record.Log.Key).CosignAsync(cosignature, CancellationToken.None);

        folder = await RecordFolder.OpenAsync(directory, CancellationToken.None);
        Assert.IsType<LedgerVerdict.Accepted>(record.Log.Policy(1).Check(folder!.Checkpoint));
        Assert.Empty(await record.FailedAsync(directory));
    }

    [Fact]
    public async Task ExportsTheSameRecordFromALogThatKeepsItsOldPartialFiles()
    {
        var directory = await record.WriteAsync(record.Whole());
        var live = record.Folder.CopyOf(directory, "live");
        Directory.CreateDirectory(Path.Combine(live.FullName, "tile", "0", "000.p"));
        await File.WriteAllBytesAsync(Path.Combine(live.FullName, "tile", "0", "000.p", "3"), new byte[96]);
        var copy = record.Folder.At("copy");

        await RecordExport.CopyAsync(new DiskLogFiles(live, record.Folder.At("work")), copy, CancellationToken.None);

        Assert.Equal(Contents(directory), Contents(copy));
    }

    /// <summary>Between reading the checkpoint and reading its files, a log grows past a tile, and the partial ones go.</summary>
    [Fact]
    public async Task ExportsWhatTheCheckpointNamedWhileTheLogGrows()
    {
        var begun = record.Voting();
        Entry[] acts = [.. Enumerable.Range(0, LogPath.FullWidth).Select(i => record.Election.ByOfficers(new AdministratorAct($"act {i}")))];
        var before = await record.WriteAsync(begun, "before");
        var after = await record.WriteAsync([.. begun, .. acts], "after");
        var copy = record.Folder.At("copy");

        await RecordExport.CopyAsync(new GrownLog(before, after), copy, CancellationToken.None);

        Assert.Equal(Contents(before), Contents(copy));
    }

    /// <summary>The checkpoint of one folder, everything else of another.</summary>
    private sealed class GrownLog(DirectoryInfo before, DirectoryInfo after) : ILogReader
    {
        public Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken) =>
            new DiskLogFiles(path.Kind == LogFileKind.Checkpoint ? before : after, before).ReadAsync(path, cancellationToken);
    }

    private static List<(string Name, string Content)> Contents(DirectoryInfo directory) =>
    [
        .. directory.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(directory.FullName, file.FullName), Convert.ToHexString(File.ReadAllBytes(file.FullName))))
            .OrderBy(file => file.Item1, StringComparer.Ordinal),
    ];
}
