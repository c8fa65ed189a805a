using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Shuffle;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>One honest statement of every relation that exists, as the system itself builds it, with a witness: what attacks on proofs start from.</summary>
internal sealed record ProvenStatement(ProofTag Tag, LinearRelation Relation, Scalar[] Witness)
{
    private static readonly Dictionary<string, Func<ProvenStatement>> Makers = new(StringComparer.Ordinal)
    {
        ["ballot"] = Ballot,
        ["ballot-mixed"] = Mixed,
        ["trustee-key"] = TrusteeKey,
        ["shuffle"] = ShuffleOfThree,
        ["decryption"] = Decryption,
    };

    /// <summary>The purposes of all proofs.</summary>
    public static TheoryData<string> Names => [.. Makers.Keys];

    public static ProvenStatement Of(string name) => Makers[name]();

    public byte[] Prove() => SigmaProver.Prove(Tag, Relation, Witness);

    public Verdict Verify(LinearRelation relation, byte[] proof) => SigmaVerifier.Verify(Tag, relation, proof);

    private static ProvenStatement Ballot()
    {
        var key = new ElectionKey(Sample.RandomPoint());
        byte[] bits = [0, 1, 0];
        var r = bits.Select(_ => Scalar.Random()).ToArray();
        Ciphertext[] ciphertexts = [.. bits.Zip(r, (bit, random) => key.EncryptNumber(Scalar.FromInt64(bit), random))];
        return new(
            new(new byte[32], ProofPurpose.Ballot, new byte[32]),
            BallotRelations.For(Sample.ChooseOne(1, 2).Shape, key, ciphertexts),
            BallotRelations.Witness(bits, r));
    }

    /// <summary>Two columns: a choice of up to 31 options does not fit in one.</summary>
    private static ProvenStatement Mixed()
    {
        var (question, key) = (Sample.Mixed(1, 31, 1, 31), new ElectionKey(Sample.RandomPoint()));
        Scalar[] r = [.. Enumerable.Range(0, question.CiphertextCount).Select(_ => Scalar.Random())];
        Ciphertext[] columns = [.. r.Select(random => key.Encrypt(Sample.RandomPoint(), random))];
        return new(new(new byte[32], ProofPurpose.BallotMixed, new byte[32]), BallotRelations.For(question, key, columns), r);
    }

    private static ProvenStatement TrusteeKey()
    {
        using var polynomial = Polynomial.Random(2);
        var coefficients = polynomial.Commit();
        var tag = TrusteeKeyProof.Tag(Digest.Sha256("ceremony"u8), new TrusteeIndex(1), coefficients);
        return new(tag, TrusteeKeyProof.Relation(coefficients[0]), [polynomial.Coefficients[0]]);
    }

    private static ProvenStatement ShuffleOfThree()
    {
        var mix = new Mix(3, 1);
        using var secrets = ShuffleSecrets.Draw(3, 1);
        var honest = Shuffler.Shuffle(mix.Statement(), secrets, SystemNonces.Instance);
        var weights = ShuffleWeights.Squeeze(mix.Statement(), honest.Output, honest.Commitments);
        using var witness = ShuffleWitness.Of(weights, secrets, 1);
        var relation = ShuffleRelation.For(mix.Statement(), new(honest.Output, honest.Commitments, honest.Chain), weights);
        return new(mix.Statement().Tag(ProofPurpose.Shuffle), relation, [.. witness.Scalars]);
    }

    private static ProvenStatement Decryption()
    {
        using var tally = new Tally(2, 3, 1, 2, 3);
        var (trustee, key) = (new TrusteeIndex(1), tally.KeyOf(new TrusteeIndex(1)));
        var values = tally.Share(1).Values;
        var weights = tally.Statement.Weights(trustee, key, values);
        var relation = DecryptionRelation.For(key, values, tally.Statement.Input.Bases, weights);
        return new(tally.Statement.Tag(ProofPurpose.Decryption, trustee), relation, [tally.Secrets[0].Value]);
    }
}
