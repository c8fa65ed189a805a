using System.Text;
using System.Text.RegularExpressions;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

public sealed partial class ProofTagTests
{
    [Fact]
    public void HasTheFixedLayout()
    {
        var tag = new ProofTag(Enumerable.Repeat((byte)0xAB, 32).ToArray(), ProofPurpose.ShuffleWeights, Enumerable.Repeat((byte)0x01, 32).ToArray());
        var (scope, context) = (string.Concat(Enumerable.Repeat("ab", 32)), string.Concat(Enumerable.Repeat("01", 32)));
        Assert.Equal(
            $"TSUKUBA-VOTE-V01-{scope}-shuffle-weights-{context}-DSFS-with-sigma-proofs_Shake128_P256", Encoding.ASCII.GetString(tag.Encode()));
        Assert.Equal(
            $"TSUKUBA-VOTE-V01-{scope}-shuffle-weights-{context}-CMPT-with-sigma-proofs_Shake128_P256",
            Encoding.ASCII.GetString(tag.Encode(ProofFlavor.Compact)));
    }

    /// <summary>spec §6.2 has the list; a new purpose stands in both, or this fails.</summary>
    [Fact]
    public void PurposesAreTheClosedListAndNoTwoShareALabel()
    {
        var labels = Enum.GetValues<ProofPurpose>().Select(purpose => purpose.Label()).ToArray();
        Assert.Equal(["ballot", "ballot-mixed", "trustee-key", "shuffle", "shuffle-weights", "decryption", "decryption-weights"], labels);
        Assert.Equal(labels.Length, labels.Distinct(StringComparer.Ordinal).Count());
        Assert.All(labels, label => Assert.Matches(LowerCase(), label));
    }

    [Fact]
    public void TagsDifferInEveryPart()
    {
        var (zero, one) = (new byte[32], Enumerable.Repeat((byte)1, 32).ToArray());
        var tags = new[] { zero, one }
            .SelectMany(scope => Enum.GetValues<ProofPurpose>(), (scope, purpose) => (scope, purpose))
            .SelectMany(_ => new[] { zero, one }, (part, context) => new ProofTag(part.scope, part.purpose, context))
            .SelectMany(tag => new[] { tag.Session(), tag.Session(ProofFlavor.Compact) })
            .Select(session => Convert.ToHexString(session.Bytes)).ToArray();
        Assert.Equal(tags.Length, tags.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void RefusesOtherLengthsAndPurposesNotInTheList()
    {
        Assert.ThrowsAny<ArgumentException>(() => new ProofTag(new byte[31], ProofPurpose.Ballot, new byte[32]));
        Assert.ThrowsAny<ArgumentException>(() => new ProofTag(new byte[32], ProofPurpose.Ballot, new byte[33]));
        Assert.ThrowsAny<ArgumentException>(() => new ProofTag(new byte[32], (ProofPurpose)99, new byte[32]));
        Assert.ThrowsAny<ArgumentException>(() => Statement.Tag.Encode((ProofFlavor)9));
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LowerCase();
}
