using Vote.Canonical.Signatures;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;
using Vote.Tally.Tests.Network;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E17 with the commands, on a real election: `monitor` follows a server whose operator has the log's key and lies, and what it
/// writes convinces `verify-evidence` on another machine without a network.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E17_EvidenceOnPaper(MockElection election) : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task AForkIsFoundAndJudgedOffline()
    {
        await using var server = await FolderServer.StartAsync(election.Record("voted"));
        Assert.Equal(ExitCode.Done, (await LookAsync(server)).ExitCode);
        server.Folder = election.Record("closed");
        Assert.Equal(ExitCode.Done, (await LookAsync(server)).ExitCode);

        // The copy is a whole record by itself.
        var copied = await Workplace.RunAsync("verify", place["kept/record"], "--election", election.Hash);
        Assert.DoesNotContain("✗ 1.", copied.Output, StringComparison.Ordinal);

        server.Folder = await ForkAsync("voted", "instead of closing", "and on");
        var alarm = await LookAsync(server);
        Assert.Equal(ExitCode.Rejected, alarm.ExitCode);
        Assert.Contains("Two histories", alarm.Output, StringComparison.Ordinal);

        var file = Assert.Single(Directory.GetFiles(place["kept/evidence"]));
        Assert.Equal(3, Directory.GetFiles(place["kept/checkpoints"]).Length);
        var judged = await JudgeAsync(file, "--manifest", election.Place["manifest.json"]);
        Assert.Equal((ExitCode.Done, true), (judged.ExitCode, judged.Output.StartsWith("Proven", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Done, (await JudgeAsync(file, "--record", election.Record("voted"))).ExitCode);

        // Asked again, the same proof is the same file; another election's hash, no keys or a changed file prove nothing.
        Assert.Equal(ExitCode.Rejected, (await LookAsync(server)).ExitCode);
        Assert.Single(Directory.GetFiles(place["kept/evidence"]));
        Assert.Equal(ExitCode.CouldNotRun, (await JudgeAsync(file)).ExitCode);
        Assert.Equal(ExitCode.CouldNotRun, (await JudgeAsync(file + ".missing", "--manifest", election.Place["manifest.json"])).ExitCode);
        var foreign = await Workplace.RunAsync("verify-evidence", file, "--election", new string('0', 64), "--manifest", election.Place["manifest.json"]);
        Assert.Equal(ExitCode.Rejected, foreign.ExitCode);
        var text = await File.ReadAllTextAsync(file);
        var at = text.IndexOf("\"root\":\"", StringComparison.Ordinal) + 10;
        var changed = place.Write("changed", text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);
        Assert.Equal(ExitCode.Rejected, (await JudgeAsync(changed, "--manifest", election.Place["manifest.json"])).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await JudgeAsync(place.Write("no-json", "{}"), "--manifest", election.Place["manifest.json"])).ExitCode);
    }

    [Fact]
    public async Task ATruncatedChainIsSaidAndABrokenNetworkIsNoAlarm()
    {
        await using var server = await FolderServer.StartAsync(election.Record("closed"));
        Assert.Equal(ExitCode.Done, (await LookAsync(server)).ExitCode);
        server.Folder = election.Record("voted");
        var alarm = await LookAsync(server);
        Assert.Equal(ExitCode.Rejected, alarm.ExitCode);
        Assert.Contains("has become shorter", alarm.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place["kept/evidence"]));

        server.Folder = null;
        Assert.Equal(ExitCode.CouldNotRun, (await LookAsync(server)).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await Workplace.RunAsync(
            "monitor", server.Address, "--keep", place["kept"], "--election", new string('0', 64), "--manifest", election.Place["manifest.json"], "--once")).ExitCode);
    }

    [Fact]
    public async Task ABrokenPromiseIsFoundAndJudgedOffline()
    {
        // Cosigned in 2026; promised for 2025.
        var due = DateTimeOffset.UnixEpoch.AddYears(55);
        Promised("promises/withheld", LeafHash.Of("never published"u8), due);
        Promised("promises/kept", (await FirstAsync()).LeafHash, due);
        place.Write("promises/letter", "not a promise");

        await using var server = await FolderServer.StartAsync(election.Record("closed"));
        var alarm = await LookAsync(server, "--promises", place["promises"]);
        Assert.Equal(ExitCode.Rejected, alarm.ExitCode);
        Assert.Contains("Broken promise", alarm.Output, StringComparison.Ordinal);
        Assert.Contains("not a promise", alarm.Error, StringComparison.Ordinal);

        var judged = await JudgeAsync(Assert.Single(Directory.GetFiles(place["kept/evidence"])), "--record", election.Record("voted"), "--json");
        Assert.Equal("{\"kind\":\"broken-promise\",\"outcome\":\"proven\",\"reason\":\"\"}", judged.Output.Trim());
        Assert.Equal(ExitCode.Done, judged.ExitCode);
    }

    private Task<Answer> LookAsync(FolderServer server, params string[] more) => Workplace.RunAsync(
        ["monitor", server.Address, "--keep", place["kept"], "--election", election.Hash, "--manifest", election.Place["manifest.json"], "--once", .. more]);

    private Task<Answer> JudgeAsync(string file, params string[] more) =>
        Workplace.RunAsync(["verify-evidence", file, "--election", election.Hash, .. more]);

    /// <summary>Another continuation of a record, signed by officers and log like a right one.</summary>
    private async Task<string> ForkAsync(string stage, params string[] reasons)
    {
        var folder = election.Copy(stage);
        Assert.True(ManifestTerms.TryRead(election.Manifest(), out var terms));
        using var log = SecretKeyFile.OpenNoteKey(MockElection.Silent, KeyRole.Log, election.Place["keys/log-log.sealed"], election.Place.PassphraseFile);
        using var first = Officer("A");
        using var second = Officer("B");
        Entry[] entries = [.. reasons.Select(reason => new UnsignedEntry(election.Manifest().Hash.Value, new AdministratorAct(reason)).Sign(first, second))];
        Assert.IsType<LedgerVerdict.Accepted>(await new RecordAppender(new(folder), terms, log).AppendAsync(entries, CancellationToken.None));
        return folder;
    }

    private async Task<Entry> FirstAsync() =>
        await (await RecordFolder.OpenAsync(new(election.Record("voted")), CancellationToken.None))!.ReadFirstEntryAsync(CancellationToken.None)
        ?? throw new InvalidOperationException("no first entry");

    private void Promised(string name, LeafHash leaf, DateTimeOffset due)
    {
        Assert.True(ManifestTerms.TryRead(election.Manifest(), out var terms));
        using var accept = SecretKeyFile.OpenNoteKey(MockElection.Silent, KeyRole.Accept, election.Place["keys/accept-box.sealed"], election.Place.PassphraseFile);
        place.Write(name, "");
        File.WriteAllBytes(place[name], new Promise(terms.Log.Origin, leaf, due.AddMinutes(-15), due).Sign(accept).Encode());
    }

    private SigningKey Officer(string name) => SecretKeyFile.OpenSigningKey(
        MockElection.Silent, KeyRole.Officer, election.Place[$"keys/officer-{name}.sealed"], election.Place.PassphraseFile);
}
