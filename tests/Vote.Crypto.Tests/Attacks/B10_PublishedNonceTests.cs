using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B10: nonces that were published with the ballots. A ballot's payload has no place for one (its length is that of ciphertexts and proofs), and no 32 bytes
/// of it are one. B10 of the tally's tests looks through a whole published record.
/// </summary>
public sealed class B10_PublishedNonceTests
{
    [Fact]
    public void NoWindowOfABallotIsASecretOfIt()
    {
        var election = new SampleElection(Sample.ChooseOne(1, 3), Sample.Mixed(2, 3, 1, 2));
        var style = election.Election.Style;
        var context = SampleElection.Context();
        using var seed = BallotSeed.Generate();
        var payload = election.Encryptor.Encrypt(context, seed, [Sample.Choose(style.Questions[0], 2), Selection.Blank]).Encode();

        var bytes = new byte[BallotSeed.Length];
        seed.CopyTo(bytes);
        var secrets = new HashSet<string>(StringComparer.Ordinal) { Convert.ToHexString(bytes) };
        foreach (var question in style.Questions)
        {
            for (var index = 1; index <= question.CiphertextCount; index++)
            {
                var r = seed.EncryptionScalar(election.Election.Hash, context.Credential, context.Position.Sequence, question.Number, index);
                secrets.UnionWith(new[] { r, -r, r + r }.Select(scalar => Convert.ToHexString(scalar.Encode())));
                secrets.Add(Convert.ToHexString([.. r.Encode().Reverse()]));
            }
        }

        Assert.All(Enumerable.Range(0, payload.Length - 31), at => Assert.DoesNotContain(Convert.ToHexString(payload.AsSpan(at, 32)), secrets));
    }

    [Fact]
    public void APayloadHasNoRoomForMore()
    {
        var question = Sample.ChooseOne(1, 3);
        var bits = question.Shape.BitCount;
        Assert.Equal((66 * bits) + (33 * ((4 * bits) + 1)) + (32 * 3 * bits), new BallotStyle([question]).PayloadLength);
    }

    /// <summary>A response hides its scalar behind a nonce of the proof's own: the same witness twice gives unrelated responses.</summary>
    [Fact]
    public void NoTwoProofsShareANonce()
    {
        var statement = ProvenStatement.Of("ballot");
        var split = Point.Size * statement.Relation.NumEquations;
        var responses = Enumerable.Range(0, 20).SelectMany(_ => statement.Prove()[split..].Chunk(Scalar.Size)).Select(Convert.ToHexString);
        Assert.Equal(20 * statement.Witness.Length, responses.Distinct(StringComparer.Ordinal).Count());
    }
}
