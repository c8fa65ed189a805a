using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// C3: Pfitzmann's attack sends a related ciphertext through the mix and looks for related plaintexts. The trustees' tool verifies every ballot itself before it
/// mixes, so a ciphertext of unknown randomness does not get there.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class C3_RelatedCiphertextsAtTheMixTests(MockElection election) : ForgedElection(election)
{
    /// <summary>(α·g^r, β·y^r), (α^k, β^k), β·m, in the mixed question.</summary>
    [Theory]
    [InlineData("shifted")]
    [InlineData("multiplied")]
    [InlineData("with a number added")]
    public async Task TheToolMixesNoRelatedCiphertext(string how)
    {
        var voting = await Forge.VotingAsync();
        var (style, key) = (Forge.Manifest.Election.Style, Forge.Manifest.ElectionKey);
        Assert.True(EncryptedBallot.TryDecode(style, voting.Select(entry => entry.Body).OfType<BallotCast>().First().Payload.Bytes.Span, out var theirs));
        var (stolen, factor) = (theirs.Answers[1].Ciphertexts[0], Scalar.Random());
        var related = how switch
        {
            "shifted" => stolen + key.Encrypt(Point.Identity, factor),
            "multiplied" => Ciphertext.MultiplyVartime(factor, stolen),
            _ => stolen with { B = stolen.B + Point.Generator },
        };
        var entries = Forge.Complete([.. voting, .. NewVoter(context => DishonestBallots.WithMixedColumn(Forge.Manifest, context, related, factor))]);

        Assert.StartsWith("5.", Forge.ToolFinds(entries)[0], StringComparison.Ordinal);
        Assert.Contains(how == "with a number added" ? "5.3" : "5.4", await Forge.FailedAsync(entries));
    }

    /// <summary>The control: the same way to make a ballot, with a ciphertext of one's own, is a ballot.</summary>
    [Fact]
    public async Task AColumnOfOnesOwnIsMixed()
    {
        var r = Scalar.Random();
        var own = Forge.Manifest.ElectionKey.Encrypt(MessageEncoding.EncodeVartime([2]), r);
        var entries = Forge.Complete([.. await Forge.VotingAsync(), .. NewVoter(context => DishonestBallots.WithMixedColumn(Forge.Manifest, context, own, r))]);
        Assert.Empty(await Forge.FailedAsync(entries));
    }
}
