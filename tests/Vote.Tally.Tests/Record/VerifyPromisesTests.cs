using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Ledger.Tree;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Record;

/// <summary><c>verify --promises</c>: what voters kept against a finished record, by the names of their files. spec/ledger.md §10 (4)</summary>
[Collection(MockElectionCollection.Name)]
public sealed class VerifyPromisesTests(MockElection election) : IDisposable
{
    /// <summary>Cosigned in 2026; due in 2025.</summary>
    private static readonly DateTimeOffset Due = DateTimeOffset.UnixEpoch.AddYears(55);

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task SaysThatPromisesAndReceiptsAreKept()
    {
        var first = await FirstAsync("result");
        Put("promise", Promise(first.LeafHash, Due));
        Put("receipt.tlog-proof", (await ReceiptAsync("closed")).Encode());
        var answer = await VerifyAsync("result");
        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Assert.Contains("✓ kept: promise (entry 0 of the log)", answer.Output, StringComparison.Ordinal);
        Assert.Contains("✓ kept: receipt.tlog-proof (entry 0 of the log)", answer.Output, StringComparison.Ordinal);
        Assert.Contains("Promises: 2 kept, 0 broken, 0 not on the record, 0 not of this election", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProvesABrokenPromise()
    {
        Put("kept", Promise((await FirstAsync("result")).LeafHash, Due));
        Put("withheld", Promise(LeafHash.Of("never published"u8), Due));
        var answer = await VerifyAsync("result", "--evidence", place["evidence"]);
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("✗ BROKEN: withheld", answer.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await JudgeAsync(Assert.Single(Directory.GetFiles(place["evidence"])))).ExitCode);
    }

    /// <summary>A promise that is due after the witnesses' last times: nobody can prove yet that it was broken, and it is on no record.</summary>
    [Fact]
    public async Task NamesAPromiseThatIsNotOnTheRecordWithoutCallingItProven()
    {
        Put("early", Promise(LeafHash.Of("never published"u8), DateTimeOffset.UnixEpoch.AddYears(200)));
        var answer = await VerifyAsync("result", "--evidence", place["evidence"]);
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("✗ not on the record: early", answer.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place["evidence"]));
    }

    /// <summary>The operator gave receipts for one history and published another one, both cosigned.</summary>
    [Fact]
    public async Task ProvesAForkByAReceiptOfAnotherHistory()
    {
        var first = await FirstAsync("voted");
        var tree = new MerkleTree([first.LeafHash, LeafHash.Of("another ballot"u8)]);
        var head = election.Cosigned(new Checkpoint(Terms().Origin, tree.Size, tree.Root));
        Put("receipt", Receipt.Of(first, tree.ProveInclusion(new(0), tree.Size), head).Encode());
        var answer = await VerifyAsync("result", "--evidence", place["evidence"]);
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("✗ BROKEN: receipt", answer.Output, StringComparison.Ordinal);
        var judged = await JudgeAsync(Assert.Single(Directory.GetFiles(place["evidence"])));
        Assert.Contains("two states", judged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysThatTheRecordIsShorterThanAReceiptsLog()
    {
        Put("receipt", (await ReceiptAsync("result", last: true)).Encode());
        var answer = await VerifyAsync("closed");
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("shorter than the log that the receipt shows", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcceptsNothingOnForeignPapers()
    {
        using var stranger = MockElection.NewKey();
        Put("foreign", new Promise(Terms().Origin, (await FirstAsync("result")).LeafHash, Due, Due).Sign(stranger).Encode());
        Put("letter", "Dear commission,"u8.ToArray());
        var answer = await VerifyAsync("result", "--json");
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("\"file\":\"foreign\",\"promise\":\"foreign\"", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\"file\":\"letter\",\"promise\":\"no-promise\"", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysNothingOfPromisesWithoutThePublishedHash()
    {
        Put("promise", Promise((await FirstAsync("result")).LeafHash, Due));
        var answer = await Workplace.RunAsync("verify", election.Record("result"), "--promises", place["promises"]);
        Assert.Equal(ExitCode.CouldNotRun, answer.ExitCode);
        Assert.DoesNotContain("kept", answer.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Rejected, (await Workplace.RunAsync(
            "verify", election.Record("result"), "--promises", place["promises"], "--election", new string('0', 64))).ExitCode);
    }

    private Task<Answer> VerifyAsync(string stage, params string[] more) =>
        Workplace.RunAsync(["verify", election.Record(stage), "--election", election.Hash, "--promises", place["promises"], .. more]);

    private Task<Answer> JudgeAsync(string file) =>
        Workplace.RunAsync("verify-evidence", file, "--election", election.Hash, "--record", election.Record("voted"));

    private void Put(string name, byte[] content)
    {
        Directory.CreateDirectory(place["promises"]);
        File.WriteAllBytes(place[$"promises/{name}"], content);
    }

    private LogTerms Terms() => ManifestTerms.TryReadEvidence(election.Manifest(), out var terms) ? terms.Log : throw new InvalidOperationException("no terms");

    private byte[] Promise(LeafHash leaf, DateTimeOffset due)
    {
        using var accept = SecretKeyFile.OpenNoteKey(MockElection.Silent, KeyRole.Accept, election.Place["keys/accept-box.sealed"], election.Place.PassphraseFile);
        return new Promise(Terms().Origin, leaf, due.AddMinutes(-15), due).Sign(accept).Encode();
    }

    private async Task<RecordFolder> OpenAsync(string stage) =>
        await RecordFolder.OpenAsync(new(election.Record(stage)), CancellationToken.None) ?? throw new InvalidOperationException("no record");

    private async Task<Entry> FirstAsync(string stage) =>
        await (await OpenAsync(stage)).ReadFirstEntryAsync(CancellationToken.None) ?? throw new InvalidOperationException("no first entry");

    /// <summary>A receipt of the first or the last entry, as the server gave it at that stage.</summary>
    private async Task<Receipt> ReceiptAsync(string stage, bool last = false)
    {
        var record = await OpenAsync(stage);
        var tree = new MerkleTree();
        for (var i = 0L; i < record.Size.Value; i++)
        {
            tree.Append((await record.ReadEntryAsync(new(i), CancellationToken.None))!.LeafHash);
        }

        var index = new Vote.Ledger.EntryIndex(last ? record.Size.Value - 1 : 0);
        return Receipt.Of((await record.ReadEntryAsync(index, CancellationToken.None))!, tree.ProveInclusion(index, tree.Size), record.Checkpoint);
    }
}
