using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Tally.Tests.Attacks;

/// <summary>Ballots as a client of one's own makes them: blank in the first question, anything in the mixed one, proven with what is known.</summary>
internal static class DishonestBallots
{
    /// <param name="manifest">The election, with a homomorphic and a mixed question of one column.</param>
    /// <param name="context">The ballot's place.</param>
    /// <param name="column">The ciphertext of the mixed question.</param>
    /// <param name="r">What its maker says was its encryption scalar.</param>
    public static byte[] WithMixedColumn(Manifest manifest, BallotContext context, Ciphertext column, Scalar r)
    {
        var (election, question) = (manifest.Election, (HomomorphicQuestion)manifest.Questions[0]);
        var bits = ShapeAssignment.Bits(question, Selection.Blank);
        var scalars = bits.Select(_ => Scalar.Random()).ToArray();
        Ciphertext[] cells = [.. bits.Zip(scalars, (bit, random) => election.Key.EncryptNumber(Scalar.FromInt64(bit), random))];
        var hash = Vote.Canonical.Digest.Sha256(Ciphertext.EncodeMany([.. cells, column]));
        var first = SigmaProver.Prove(
            context.TagFor(election.Hash, question, hash), BallotRelations.For(question, election.Key, cells), BallotRelations.Witness(bits, scalars));
        var second = SigmaProver.Prove(
            context.TagFor(election.Hash, manifest.Questions[1], hash), BallotRelations.For(manifest.Questions[1], election.Key, [column]), [r]);
        return EncryptedBallot.Join(election.Style, [.. cells, column], [first, second]).Encode();
    }
}
