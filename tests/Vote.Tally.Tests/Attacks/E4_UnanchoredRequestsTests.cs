using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Ledger.Tests.Anchors;
using Vote.Ledger.Tree;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E4, where the officers require the anchor: a trustee's tool does nothing with a record before a node of the trustee's says that an anchor
/// covers the close of voting. spec/ledger.md §11 (5)
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E4_UnanchoredRequestsTests(MockElection election, TestAnvil anvil) : ForgedElection(election), IClassFixture<TestAnvil>
{
    [Theory]
    [InlineData("mix", 0)]
    [InlineData("decrypt", 1)]
    public async Task NothingWithoutTheAnchorOfTheClose(string command, int account)
    {
        var (folder, heads) = await RecordAsync(command, anvil.Terms(account, required: true));
        var rpc = anvil.Address.AbsoluteUri;
        Assert.Contains("--rpc", await RefusedAsync(ExitCode.CouldNotRun, command, folder), StringComparison.Ordinal);
        Assert.Contains("Cannot reach", await RefusedAsync(ExitCode.CouldNotRun, command, folder, "http://127.0.0.1:9"), StringComparison.Ordinal);
        Assert.Contains("absent", await RefusedAsync(ExitCode.Rejected, command, folder, rpc), StringComparison.Ordinal);

        await AnchorAsync(account, heads.Opening);
        await anvil.FinalizeAsync();
        Assert.Contains("none that covers the close", await RefusedAsync(ExitCode.Rejected, command, folder, rpc), StringComparison.Ordinal);
        await AnchorAsync(account, heads.Closed);
        Assert.Contains("not final yet", await RefusedAsync(ExitCode.CouldNotRun, command, folder, rpc), StringComparison.Ordinal);

        // What comes after the anchor is not refused for it: this trustee has tallied another record of the election already.
        await anvil.FinalizeAsync();
        var asked = await AskAsync(command, folder, rpc);
        Assert.Contains("anchor: holds", asked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInformativeAnchorIsNotAsked()
    {
        var (folder, _) = await RecordAsync("mix", anvil.Terms(2));
        var asked = await AskAsync("mix", folder, null);
        Assert.DoesNotContain("anchor", asked.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--rpc", asked.Error, StringComparison.Ordinal);
    }

    private async Task<(string Folder, (AnchoredHead Opening, AnchoredHead Closed) Heads)> RecordAsync(string command, AnchorTerms terms)
    {
        var voting = await Forge.VotingAsync();
        List<Entry> whole = Forge.Complete([voting[0], Forge.Sign(new AnchorDeclared(terms)), .. voting.Skip(1)]);
        var until = whole.FindIndex(entry => command == "mix" ? entry.Body is Shuffle : entry.Body is DecryptionShare);
        var folder = await Forge.WriteAsync(whole[..until]);
        await Election.CosignAsync(folder.FullName);
        var tree = new MerkleTree(whole.Select(entry => entry.LeafHash));
        return (folder.FullName, (Head(tree, 2), Head(tree, whole.FindIndex(entry => entry.Body is VotingClosed) + 1)));
    }

    private static AnchoredHead Head(MerkleTree tree, long size) => new(new(size), tree.RootAt(new(size)));

    private Task AnchorAsync(int account, AnchoredHead head) => anvil.AnchorAsync(account, Forge.Manifest.Hash.Value, head);

    private async Task<string> RefusedAsync(int exitCode, string command, string folder, string? rpc = null)
    {
        var answer = await AskAsync(command, folder, rpc);
        Assert.True(exitCode == answer.ExitCode, $"{answer.ExitCode}: {answer.Error}");
        return answer.Error;
    }

    private Task<Answer> AskAsync(string command, string folder, string? rpc)
    {
        string[] asked = rpc is null ? [] : ["--rpc", rpc];
        return Election.TryAsync(
        [
            command, folder, "--election", Election.Hash, "--trustee-dir", Election.Place["trustee-2"],
            "--out", Election.Place[$"{Guid.CreateVersion7()}.json"], .. asked,
        ]);
    }
}
