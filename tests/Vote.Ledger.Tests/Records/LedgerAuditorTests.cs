using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Ledger.Tree;
using Vote.Testing;

namespace Vote.Ledger.Tests.Records;

public sealed class LedgerAuditorTests : IDisposable
{
    private readonly TestRecord record = new();
    private int forged;

    public void Dispose() => record.Dispose();

    [Fact]
    public async Task FindsEveryFlippedByteOfEveryFile()
    {
        var good = await record.WriteAsync(record.Whole());
        var random = new Mutator(11);
        foreach (var file in good.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var original = await File.ReadAllBytesAsync(file.FullName);
            for (var round = 0; round < 4; round++)
            {
                var changed = original.ToArray();
                changed[random.Below(changed.Length)] ^= (byte)(1 << random.Below(8));
                await File.WriteAllBytesAsync(file.FullName, changed);

                var opened = await RecordFolder.OpenAsync(good, CancellationToken.None);
                Assert.True(opened is null || (await record.FailedAsync(good)).Length > 0, file.FullName);
            }

            await File.WriteAllBytesAsync(file.FullName, original);
        }

        Assert.Empty(await record.FailedAsync(good));
    }

    [Fact]
    public async Task FindsEveryMissingFile()
    {
        var good = await record.WriteAsync(record.Whole());
        foreach (var file in good.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "checkpoint"))
        {
            var moved = Path.Combine(record.Folder.Path, "moved");
            File.Move(file.FullName, moved);
            Assert.NotEmpty(await record.FailedAsync(good));
            File.Move(moved, file.FullName);
        }
    }

    [Theory]
    [InlineData("extra")]
    [InlineData("tile/0/000")]
    [InlineData("tile/0/000.p/1")]
    [InlineData("tile/9/000.p/1")]
    [InlineData("tile/entries/000.p/08")]
    [InlineData("blob/00/zz")]
    [InlineData("a/b/c/d/e/f/g/h/i/j/k/l")]
    public async Task FindsEveryFurtherFile(string name)
    {
        var directory = await record.WriteAsync(record.Whole());
        var path = Path.Combine(directory.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, new byte[32]);

        Assert.Contains("1.1", await record.FailedAsync(directory));
    }

    [Fact]
    public async Task FindsLinksEvenOnesThatLeadToTheRightBytes()
    {
        var directory = await record.WriteAsync(record.Whole());
        var policy = Path.Combine(directory.FullName, "policy");
        var outside = Path.Combine(record.Folder.Path, "outside");
        File.Move(policy, outside);
        File.CreateSymbolicLink(policy, outside);

        Assert.Contains("1.1", await record.FailedAsync(directory));
    }

    [Fact]
    public async Task FindsABlobThatNobodyNamesAndOneThatIsMissing()
    {
        var directory = await record.WriteAsync(record.Whole());
        var blob = directory.GetDirectories("blob")[0].EnumerateFiles("*", SearchOption.AllDirectories).Single();
        var moved = Path.Combine(record.Folder.Path, "moved");
        File.Move(blob.FullName, moved);
        Assert.Contains("1.6", await record.FailedAsync(directory));
        File.Move(moved, blob.FullName);

        var content = new byte[50_000];
        var hex = Digest.Sha256(content).ToHex();
        Directory.CreateDirectory(Path.Combine(directory.FullName, "blob", hex[..2]));
        await File.WriteAllBytesAsync(Path.Combine(directory.FullName, "blob", hex[..2], hex), content);
        Assert.Equal(["1.6"], await record.FailedAsync(directory));
    }

    [Fact]
    public async Task NamesTheCheckThatFailsWhenTheLogItselfSignsABadHistory()
    {
        var voting = record.Voting();
        var other = new UnsignedEntry(Digest.Sha256("other"u8), new AdministratorAct("x"));
        Entry foreign = other.Sign(record.Election.Officers[0], record.Election.Officers[1]);

        await ExpectAsync("2.2", [.. voting, foreign]);
        await ExpectAsync("2.3", [.. voting, record.Election.Signed(new AdministratorAct("x"), record.Election.Registrar)]);
        await ExpectAsync("2.4", [.. voting, record.Election.Opened()]);
        await ExpectAsync("5.1", [voting[0], .. voting[3..]]);
        await ExpectAsync("4.2", [.. voting, record.Election.Enrolment(1, 3), record.Election.Ballot(1, 3, 1, voting[^1].Hash)]);
        await ExpectAsync("4.2", [.. voting, record.Election.Enrolment(21), record.Election.FirstBallot(21)]);
        await ExpectAsync("1.4", [.. voting, record.Closing(voting[..^1])]);
    }

    [Fact]
    public async Task FindsARecordThatEndsEarly()
    {
        var voting = record.Voting();

        await ExpectAsync("1.4 2.4", voting, Phase.Finished);
        await ExpectAsync("2.4", [.. voting, record.Election.Enrolment(7)]);
    }

    [Fact]
    public async Task FindsAnEntryThatIsNoneAndStillChecksTheRest()
    {
        var voting = record.Voting();
        byte[] reserved = [.. "{}"u8];

        var directory = Forge([.. voting.Select(entry => entry.Encoded), reserved], voting);

        Assert.Equal(["2.1"], await record.FailedAsync(directory, Phase.Voting));
    }

    [Fact]
    public async Task FindsAnotherLogKeyAndAMissingQuorum()
    {
        var directory = await record.WriteAsync(record.Whole());
        var folder = await RecordFolder.OpenAsync(directory, CancellationToken.None);
        var foreign = record.Terms with { Log = record.Terms.Log with { Key = record.Log.AcceptKey.Public } };
        var witnessed = record.Terms with { Log = record.Terms.Log with { Policy = record.Log.Policy(2) } };

        Assert.Equal(["1.2", "1.5"], await FailedAsync(folder!, foreign));
        Assert.Equal(["1.5"], await FailedAsync(folder!, witnessed));
    }

    [Fact]
    public async Task OpensNothingWithoutAReadableCheckpoint()
    {
        var directory = await record.WriteAsync(record.Whole());
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "checkpoint"), "no checkpoint");

        Assert.Null(await RecordFolder.OpenAsync(directory, CancellationToken.None));
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => RecordFolder.OpenAsync(record.Folder.At("none"), CancellationToken.None));
    }

    [Fact]
    public async Task DoesNotDespairOfACheckpointThatClaimsAHugeLog()
    {
        var directory = await record.WriteAsync(record.Whole());
        var huge = new Checkpoint(record.Log.Origin, new(int.MaxValue), Digest.Zero).Sign(record.Log.Key);
        await File.WriteAllBytesAsync(Path.Combine(directory.FullName, "checkpoint"), huge.Encode());

        Assert.Contains("1.1", await record.FailedAsync(directory));
    }

    private static async Task<string[]> FailedAsync(RecordFolder folder, LedgerTerms terms) =>
    [
        .. (await LedgerAuditor.RunAsync(folder, terms, Phase.Finished, progress: null, CancellationToken.None))
            .Checks.Where(check => check.Verdict is LedgerVerdict.Refused).Select(check => check.Number),
    ];

    private async Task ExpectAsync(string failed, IReadOnlyList<Entry> entries, Phase until = Phase.Voting) =>
        Assert.Equal(failed.Split(' '), await record.FailedAsync(Forge([.. entries.Select(entry => entry.Encoded)], entries), until));

    /// <summary>A record whose log signs whatever it is given.</summary>
    private DirectoryInfo Forge(IReadOnlyList<ReadOnlyMemory<byte>> encoded, IReadOnlyList<Entry> blobs)
    {
        var directory = record.Folder.At($"forged-{forged++}");
        var tree = new MerkleTree(encoded.Select(entry => LeafHash.Of(entry.Span)));
        foreach (var bundle in LogLayout.Bundles(default, tree.Size))
        {
            Write(bundle, EntryBundle.Encode(encoded));
        }

        foreach (var tile in LogLayout.Tiles(default, tree.Size))
        {
            Write(tile, LogLayout.TileContent(tree, tile));
        }

        foreach (var entry in blobs)
        {
            if (entry.TryGetBlob(out var blob))
            {
                Write(LogPath.Blob(blob.Reference.Sha256), blob.Bytes.ToArray());
            }
        }

        Write(LogPath.Policy, record.Terms.Log.PolicyFile);
        Write(LogPath.Checkpoint, new Checkpoint(record.Log.Origin, tree.Size, tree.Root).Sign(record.Log.Key).Encode());
        return directory;

        void Write(LogPath path, byte[] content)
        {
            var file = Path.Combine(directory.FullName, path.Text);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }
}
