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
/// E5: a trustee is asked to decrypt a set that somebody chose, one voter's ballot in the end; or two tallies that differ by one voter. The tool computes the set from
/// the whole record, has no way to be told another, gives one share for one election only (<c>MockElectionTests</c>), and none below the declared minimum.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E5_DecryptOneVoterTests(MockElection election) : ForgedElection(election)
{
    [Theory]
    [InlineData("a ballot left out")]
    [InlineData("one ballot alone")]
    public async Task ASubsetOfficersPublishedIsNotDecrypted(string what)
    {
        var voting = await Forge.VotingAsync();
        var ballots = voting.Where(entry => entry.Body is BallotCast);
        var chosen = what == "one ballot alone" ? ballots.Take(1) : ballots.SkipLast(1);
        var subset = TallyInputContent.Build(BallotLists.Audit(Forge.Manifest.Election, [.. chosen]).Counted);
        var entries = Forge.Complete(voting, new Lie { OfInput = _ => subset });
        Assert.Equal(["6.1", "6.2"], (await Forge.FailedAsync(entries)).Where(check => check.StartsWith('6')));

        // Up to the tally input the trustee's tool already refuses: it neither mixes nor decrypts.
        var asked = entries.TakeWhile(entry => entry.Body is not Shuffle).ToArray();
        Assert.StartsWith("6.", Assert.Single(Forge.ToolFinds(asked)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ballot")]
    [InlineData("--slot")]
    [InlineData("--ciphertext")]
    [InlineData("--only")]
    public async Task NoOptionNamesASet(string option)
    {
        var answer = await Election.TryAsync(
            "decrypt", Election.Record("mixed-1"), "--election", Election.Hash, "--trustee-dir", Election.Place["trustee-2"],
            "--out", Election.Place[$"{Guid.CreateVersion7()}.json"], option, "1");
        Assert.Equal(ExitCode.CouldNotRun, answer.ExitCode);
    }

    /// <summary>One counted ballot, and a minimum of two: nothing to open, whatever the tally input says.</summary>
    [Fact]
    public async Task NothingIsOpenedBelowTheMinimum()
    {
        var voting = await Forge.VotingAsync();
        Entry[] one = [voting[0], .. voting.Skip(1).Take(2)];
        Assert.IsType<BallotCast>(one[^1].Body);
        var counted = BallotLists.Audit(Forge.Manifest.Election, one).Counted;
        var input = TallyInputContent.Build(counted);
        var toOpen = CiphertextsToOpen.Gather(Minima.Of(Forge.Manifest), input, new Dictionary<int, IReadOnlyList<Ciphertext>>());
        Assert.Equal((1, 0), (counted.Count, toOpen.Input.SharedCount));
        Assert.Empty(ShuffleTerms.Of(Forge.Manifest, counted).Questions);
    }
}
