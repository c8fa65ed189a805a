using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>E35 on a whole record: a voter's client encrypted what is no vote. It is listed as invalid, counted as cast, chooses nothing, and the record holds.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class E35_JunkInARecordTests(MockElection election) : ForgedElection(election)
{
    public static TheoryData<string, byte[]> Junk() => new()
    {
        { "an option that does not exist", [200] },
        { "too many options", [1, 2, 3] },
        { "nothing", [] },
        { "no message at all", [1, 1, 1, 1, 1, 1, 1, 1] },
    };

    [Theory, MemberData(nameof(Junk))]
    public async Task IsListedAsInvalid(string kind, byte[] message)
    {
        var r = Scalar.Random();
        var plain = kind == "no message at all" ? Scalar.Random() * Point.Generator : MessageEncoding.EncodeVartime(message);
        var column = Forge.Manifest.ElectionKey.Encrypt(plain, r);
        var entries = Forge.Complete(
            [.. await Forge.VotingAsync(), .. NewVoter(context => DishonestBallots.WithMixedColumn(Forge.Manifest, context, column, r))]);

        Assert.Empty(await Forge.FailedAsync(entries));
        Assert.Empty(Forge.ToolFinds(entries));
        Assert.True(ResultContent.TryDecode(Forge.Manifest.Election.Style, ((Result)entries[^1].Body).Payload.Bytes.Span, out var result));
        var mixed = Assert.IsType<QuestionResult.Mixed>(result.Questions[1]);
        Assert.Equal((4, 1), (result.Counted, mixed.Invalid));
        Assert.Equal(Votes.WholeTotals, mixed.Totals);
        Assert.Equal([plain], Assert.Single(mixed.Votes.OfType<DecryptedVote.Invalid>()).Columns);
    }
}
