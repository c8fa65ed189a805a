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
/// E6 (and B7 on a record): voters and trustees are shown different keys. The manifest's keys are compared with the ceremony's transcript by everybody; with another
/// one the tool stops at the opening and the verifier rejects. The client stops as well: E6 of its tests. The words for reading aloud: <c>FingerprintWordsTests</c>.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E6_OtherKeysShownTests(MockElection election) : ForgedElection(election)
{
    [Theory]
    [InlineData("election_key")]
    [InlineData("trustees")]
    [InlineData("ceremony")]
    [InlineData("threshold")]
    public async Task AnElectionOfOtherKeysThanTheCeremonysIsRefused(string field)
    {
        var known = Scalar.FromInt64(7) * Point.Generator; // whoever planted it knows its logarithm
        CanonicalObject Change(CanonicalObject manifest) => manifest.Without(field).With(field, field switch
        {
            "election_key" => CanonicalValue.Bytes(known.Encode()),
            "threshold" => CanonicalValue.Number(3),
            "ceremony" => CanonicalObject.Of(("hash", CanonicalValue.Hash(Digest.Zero)), ("transcript", CanonicalValue.Hash(Digest.Zero))),
            _ => CanonicalValue.List(Field(manifest, field).Items.Select((trustee, i) => i > 0 ? trustee
                : ((CanonicalObject)trustee).Without("verification").With("verification", CanonicalValue.Bytes(known.Encode())))),
        });
        Assert.Contains("3.6", await Forge.FailedOpeningAsync(Change));
        Assert.NotEmpty(Forge.OpeningProblems(Change));
    }

    /// <summary>The same election under its own hash: what fails above fails for the keys alone.</summary>
    [Fact]
    public async Task TheSameOpeningUnchangedFailsNoneOfThem()
    {
        Assert.DoesNotContain(await Forge.FailedOpeningAsync(manifest => manifest), check => check.StartsWith('3'));
        Assert.Empty(Forge.OpeningProblems(manifest => manifest));
    }

    private static CanonicalArray Field(CanonicalObject node, string name) =>
        node.TryGet(name, out var field) && field is CanonicalArray list ? list : throw new InvalidOperationException(name);
}
