using Vote.Canonical;
using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Ledger.Tests.Anchors;
using Vote.Ledger.Tree;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E19: mistakes of an anchor: a reorganisation, another chain, contract or sender, an anchor that is late or missing, a lost key. The command
/// says exactly what is proved and what is not, of a whole record against a real node; the sending side is <c>AnchorWorkerTests</c>.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E19_AnchorMistakesTests(MockElection election, TestAnvil anvil) : ForgedElection(election), IClassFixture<TestAnvil>
{
    [Fact]
    public async Task AnAnchorThatStandsSaysWhatItProvesAndWhatNot()
    {
        var record = await RecordAsync(anvil.Terms(0, required: true));
        await AnchorAsync(0, record.Opening);
        await AnchorAsync(0, record.Whole);
        await anvil.FinalizeAsync();

        var answer = await CheckAsync(record.Folder);
        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Assert.Contains($"anchor: holds. The root at size {record.Whole.Size.Value} of {record.Whole.Size.Value}", answer.Output, StringComparison.Ordinal);
        Assert.Contains("Anchors: 2", answer.Output, StringComparison.Ordinal);
        Assert.Contains("does not show that the log is complete, nor that there is no other", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"holds\"", (await CheckAsync(record.Folder, "--json")).Output, StringComparison.Ordinal);
    }

    /// <summary>Offline nothing is known of an anchor, and it is never a pass. spec/ledger.md §11 (5)</summary>
    [Fact]
    public async Task WithoutANodeNothingIsClaimed()
    {
        var required = await VerifyAsync((await RecordAsync(anvil.Terms(required: true))).Folder);
        Assert.Equal(ExitCode.CouldNotRun, required.ExitCode);
        Assert.Contains("anchor: required, not asked", required.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Verified:", required.Output, StringComparison.Ordinal);

        var informative = await VerifyAsync((await RecordAsync(anvil.Terms())).Folder);
        Assert.Equal(ExitCode.Done, informative.ExitCode);
        Assert.Contains("anchor: not asked", informative.Output, StringComparison.Ordinal);

        var undeclared = await VerifyAsync(Election.Record("result"));
        Assert.Equal(ExitCode.Done, undeclared.ExitCode);
        Assert.Contains("anchor: none declared", undeclared.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.CouldNotRun, (await CheckAsync(Election.Record("result"))).ExitCode);

        // A record that is wrong is rejected, whatever its anchor is.
        var broken = await RecordAsync(anvil.Terms(required: true), broken: true);
        Assert.Equal(ExitCode.Rejected, (await VerifyAsync(broken.Folder)).ExitCode);
    }

    [Fact]
    public async Task WhatTheChainMayTakeBackIsNotFinal()
    {
        var record = await RecordAsync(anvil.Terms(1));
        await AnchorAsync(1, record.Whole);
        var waiting = await CheckAsync(record.Folder);
        Assert.Equal(ExitCode.CouldNotRun, waiting.ExitCode);
        Assert.Contains("not final yet", waiting.Output, StringComparison.Ordinal);

        await anvil.ReorganiseAsync(1);
        await AssertAsync(record.Folder, ExitCode.Rejected, "anchor: absent");
    }

    [Fact]
    public async Task AnAnchorThatCameBeforeTheCloseAloneIsNotEnough()
    {
        var record = await RecordAsync(anvil.Terms(2));
        await AnchorAsync(2, record.Opening);
        await anvil.FinalizeAsync();
        await AssertAsync(record.Folder, ExitCode.Rejected, $"none that covers the close of voting; the last one is of size {record.Opening.Size.Value}");
    }

    [Fact]
    public async Task AnotherChainCodeOrContractContradicts()
    {
        var terms = anvil.Terms(3);
        await AssertAsync((await RecordAsync(terms with { Chain = 1 })).Folder, ExitCode.Rejected, "WrongChain", "31337");
        await AssertAsync((await RecordAsync(terms with { Code = Digest.Zero })).Folder, ExitCode.Rejected, "WrongCode");
        await AssertAsync((await RecordAsync(terms with { Contract = anvil.Accounts[1] })).Folder, ExitCode.Rejected, "WrongCode");
        await AssertAsync((await RecordAsync(terms with { From = new(1_000_000) })).Folder, ExitCode.Rejected, "WrongBlock");
    }

    /// <summary>Anyone may anchor anything under their own address, and at contracts of their own: none of it is looked at.</summary>
    [Fact]
    public async Task AnchorsOfOthersAreNotLookedAt()
    {
        var record = await RecordAsync(anvil.Terms(3));
        var other = await anvil.DeployAsync(ContractFiles.Committed.GetProperty("creation").GetString()!);
        await anvil.AnchorAsync(4, Forge.Manifest.Hash.Value, record.Whole);
        await anvil.AnchorAsync(4, Forge.Manifest.Hash.Value, new(new(9_999), Digest.Zero));
        await anvil.AnchorAsync(3, Forge.Manifest.Hash.Value, record.Whole, other);
        await anvil.FinalizeAsync();
        await AssertAsync(record.Folder, ExitCode.Rejected, "anchor: absent");
    }

    [Fact]
    public async Task ARecordThatWasCutOrRewrittenAfterItsAnchorIsRejected()
    {
        var record = await RecordAsync(anvil.Terms(5));
        await AnchorAsync(5, new(new(4), Digest.Sha256("what voters saw"u8)));
        await anvil.FinalizeAsync();
        await AssertAsync(record.Folder, ExitCode.Rejected, "WrongRoot", "at size 4");

        var cut = await RecordAsync(anvil.Terms(6));
        await AnchorAsync(6, new(new(1_000), Digest.Zero));
        await anvil.FinalizeAsync();
        await AssertAsync(cut.Folder, ExitCode.Rejected, "BeyondRecord", "1000 entries are anchored");
    }

    /// <summary>The officers declare another account; the record shows both declarations, and the newest is asked about.</summary>
    [Fact]
    public async Task ALostKeyIsAnsweredByANewDeclaration()
    {
        var record = await RecordAsync(anvil.Terms(7, required: true), anvil.Terms(8, required: true));
        await AnchorAsync(7, record.Opening);
        await anvil.FinalizeAsync();
        await AssertAsync(record.Folder, ExitCode.Rejected, "anchor: absent");
        await AnchorAsync(8, record.Whole);
        await anvil.FinalizeAsync();
        await AssertAsync(record.Folder, ExitCode.Done, "anchor: holds");
    }

    [Fact]
    public async Task ANodeThatIsDownOrTalksNonsenseIsNoAnswer()
    {
        var record = await RecordAsync(anvil.Terms());
        var down = await Workplace.RunAsync("anchor", "check", record.Folder, "--election", Election.Hash, "--rpc", "http://127.0.0.1:9");
        Assert.Equal(ExitCode.CouldNotRun, down.ExitCode);
        Assert.Contains("Cannot reach the server", down.Error, StringComparison.Ordinal);
        var malformed = await Workplace.RunAsync("anchor", "check", record.Folder, "--election", Election.Hash, "--rpc", "localhost");
        Assert.Equal(ExitCode.CouldNotRun, malformed.ExitCode);
    }

    /// <summary>A record with declarations after its opening; the heads after its first entries and at its end.</summary>
    private Task<(string Folder, AnchoredHead Opening, AnchoredHead Whole)> RecordAsync(params AnchorTerms[] declared) => RecordAsync(broken: false, declared);

    private Task<(string Folder, AnchoredHead Opening, AnchoredHead Whole)> RecordAsync(AnchorTerms declared, bool broken) => RecordAsync(broken, declared);

    private async Task<(string Folder, AnchoredHead Opening, AnchoredHead Whole)> RecordAsync(bool broken, params AnchorTerms[] declared)
    {
        var voting = await Forge.VotingAsync();
        Entry[] declarations = [.. declared.Select(terms => Forge.Sign(new AnchorDeclared(terms)))];
        var lie = broken ? new Lie { OfResult = result => result with { Counted = result.Counted + 1 } } : new Lie();
        var entries = Forge.Complete([voting[0], .. declarations, .. voting.Skip(1)], lie);
        var folder = await Forge.WriteAsync(entries);
        await Election.CosignAsync(folder.FullName);
        var tree = new MerkleTree(entries.Select(entry => entry.LeafHash));
        var opening = new Vote.Ledger.TreeSize(1 + declared.Length);
        return (folder.FullName, new(opening, tree.RootAt(opening)), new(tree.Size, tree.Root));
    }

    private Task AnchorAsync(int account, AnchoredHead head) => anvil.AnchorAsync(account, Forge.Manifest.Hash.Value, head);

    private Task<Answer> VerifyAsync(string folder) => Workplace.RunAsync("verify", folder, "--election", Election.Hash);

    private Task<Answer> CheckAsync(string folder, params string[] more) =>
        Workplace.RunAsync(["anchor", "check", folder, "--election", Election.Hash, "--rpc", anvil.Address.AbsoluteUri, .. more]);

    private async Task AssertAsync(string folder, int exitCode, params string[] words)
    {
        var answer = await CheckAsync(folder);
        Assert.True(exitCode == answer.ExitCode, $"{answer.ExitCode}: {answer.Output}{answer.Error}");
        Assert.All(words, word => Assert.Contains(word, answer.Output, StringComparison.Ordinal));
    }
}
