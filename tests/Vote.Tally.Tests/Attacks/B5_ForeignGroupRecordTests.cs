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

/// <summary>B5 on a record: an opening that names another group, or another size of keys, signed by the officers and consistent with itself.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class B5_ForeignGroupRecordTests(MockElection election) : ForgedElection(election)
{
    [Theory]
    [InlineData("group")]
    [InlineData("suite")]
    [InlineData("modulus_bits")]
    public async Task AManifestThatNamesAGroupIsNone(string field) =>
        Assert.Contains("3.2", await Forge.FailedOpeningAsync(manifest => manifest.With(field, CanonicalValue.Text("256"))));

    [Fact]
    public async Task AKeyOfAnotherSizeIsNone() => Assert.Contains("3.2", await Forge.FailedOpeningAsync(manifest =>
        manifest.Without("election_key").With("election_key", CanonicalValue.Bytes([2, .. new byte[47], 1]))));
}
