using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E4: a request to shuffle or decrypt that anybody can make. There is no server for it: a trustee's tool takes a record folder, and does nothing without the quorum
/// of cosignatures under its checkpoint, the close of voting in it, and the election hash that the trustee brings. (The anchor: <see cref="E4_UnanchoredRequestsTests"/>.)
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E4_UnauthenticatedRequestsTests(MockElection election) : ForgedElection(election)
{
    [Theory]
    [InlineData("mix", "input")]
    [InlineData("decrypt", "mixed-1")]
    public async Task NothingWithoutTheQuorumOfWitnesses(string command, string stage)
    {
        var record = Election.Copy(stage);
        var checkpoint = Path.Combine(record, "checkpoint");
        var lines = await File.ReadAllLinesAsync(checkpoint);
        await File.WriteAllTextAsync(checkpoint, string.Join('\n', lines.Where(line => !line.StartsWith("— witness", StringComparison.Ordinal))) + "\n");
        var refused = await AskAsync(command, record, Election.Hash);
        Assert.Equal(ExitCode.Rejected, refused.ExitCode);
        Assert.Contains("1.5", refused.Error, StringComparison.Ordinal);
    }

    /// <summary>A checkpoint that a stranger signed, and another election's hash.</summary>
    [Theory]
    [InlineData("mix", "input")]
    [InlineData("decrypt", "mixed-1")]
    public async Task NothingForAnotherLogOrElection(string command, string stage)
    {
        var record = Election.Copy(stage);
        var checkpoint = Path.Combine(record, "checkpoint");
        var lines = await File.ReadAllLinesAsync(checkpoint);
        await File.WriteAllTextAsync(checkpoint, string.Join('\n', lines.Where(line => !line.StartsWith("— vote", StringComparison.Ordinal))) + "\n");
        Assert.Equal(ExitCode.Rejected, (await AskAsync(command, record, Election.Hash)).ExitCode);
        var other = await AskAsync(command, Election.Record(stage), new string('0', 64));
        Assert.Equal(ExitCode.Rejected, other.ExitCode);
        Assert.Contains("3.1", other.Error, StringComparison.Ordinal);
    }

    private Task<Answer> AskAsync(string command, string record, string hash) => Election.TryAsync(
        command, record, "--election", hash, "--trustee-dir", Election.Place["trustee-2"], "--out", Election.Place[$"{Guid.CreateVersion7()}.json"]);
}
