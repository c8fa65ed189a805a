using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>C1, C3 and C4 start where intake ends: the offline tool and the verifier look at every ballot again. A copy, whole or in part, rejects the record.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class C1_CopiedBallotsOnARecordTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public async Task AnothersBallotUnderOnesOwnName()
    {
        var voting = await Forge.VotingAsync();
        var stolen = voting.Select(entry => entry.Body).OfType<BallotCast>().First().Payload.Bytes.ToArray();
        var entries = Forge.Complete([.. voting, .. NewVoter(_ => stolen)]);
        Assert.Equal(["5.3", "5.4"], await Forge.FailedAsync(entries));
        Assert.Contains(Forge.ToolFinds(entries), finding => finding.StartsWith("5.3 slot 3", StringComparison.Ordinal));
    }

    /// <summary>One question's ciphertexts and proof of another voter, the rest one's own.</summary>
    [Fact]
    public async Task OneQuestionOfAnothersBallot()
    {
        var voting = await Forge.VotingAsync();
        var style = Forge.Manifest.Election.Style;
        Assert.True(EncryptedBallot.TryDecode(style, voting.Select(entry => entry.Body).OfType<BallotCast>().First().Payload.Bytes.Span, out var theirs));
        var entries = Forge.Complete([.. voting, .. NewVoter(context =>
        {
            Assert.True(EncryptedBallot.TryDecode(style, Honest(context), out var mine));
            return EncryptedBallot.Join(
                style,
                [.. mine.Answers[0].Ciphertexts, .. theirs.Answers[1].Ciphertexts],
                [mine.Answers[0].Proof.ToArray(), theirs.Answers[1].Proof.ToArray()]).Encode();
        })]);
        Assert.Equal(["5.3", "5.4"], await Forge.FailedAsync(entries));
    }
}
