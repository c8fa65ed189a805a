using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E12: a sum in which a ballot is missing, stands twice, or should not stand. Superseded ballots are on the record and in no sum. (There are no spoiled ballots
/// on it: a challenged one is never cast.)
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E12_WrongSumTests(MockElection election) : ForgedElection(election)
{
    [Theory]
    [InlineData("a ballot left out", 0, -1)]
    [InlineData("a ballot twice", 0, 1)]
    [InlineData("a superseded ballot", 1, 1)]
    [InlineData("nothing", 0, 0)]
    public async Task IsRefused(string what, int ballot, int times)
    {
        var voting = await Forge.VotingAsync();
        Assert.True(EncryptedBallot.TryDecode(
            Forge.Manifest.Election.Style, voting.Select(entry => entry.Body).OfType<BallotCast>().ElementAt(ballot).Payload.Bytes.Span, out var other));
        var lie = new Lie
        {
            OfInput = input => input with { Questions = [Sum((QuestionInput.Sums)input.Questions[0]), input.Questions[1]] },
        };
        var entries = Forge.Complete(voting, lie);
        Assert.Equal(what == "nothing" ? [] : ["6.2"], await Forge.FailedAsync(entries));
        Assert.Equal(what != "nothing", Forge.ToolFinds(entries).Any(finding => finding.StartsWith("6.2", StringComparison.Ordinal)));

        // Each total of the question is the sum of one bit: the options', then the blank's.
        QuestionInput.Sums Sum(QuestionInput.Sums sums)
        {
            var bits = other.Answers[0].Ciphertexts;
            Ciphertext[] own = [.. bits.Take(sums.Totals.Count - 1), bits[^1]];
            return new([.. sums.Totals.Zip(own, (total, bit) => times switch { 1 => total + bit, -1 => total - bit, _ => total })]);
        }
    }
}
