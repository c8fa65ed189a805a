using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Shuffle;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>Forgeries that choose what is claimed last. attacks.md A1: they fail only because weights and challenge bind everything.</summary>
public sealed class A1_AdaptiveShuffleTests
{
    private readonly Mix mix = new(3, 1);
    private readonly ShuffleSecrets secrets = ShuffleSecrets.Draw(3, 1);
    private readonly ShuffledRows honest;
    private readonly Scalar[] weights;

    public A1_AdaptiveShuffleTests()
    {
        honest = Shuffler.Shuffle(mix.Statement(), secrets, SystemNonces.Instance);
        weights = ShuffleWeights.Squeeze(mix.Statement(), honest.Output, honest.Commitments);
    }

    /// <summary>Two votes changed so that their weighted sum stays. Whoever knew the weights beforehand would pass.</summary>
    [Fact]
    public void RejectsVotesReplacedForKnownWeights()
    {
        var statement = mix.Statement();
        using var witness = ShuffleWitness.Of(weights, secrets, 1);
        var (first, second) = (witness.PermutedWeights[0], witness.PermutedWeights[1]);
        var error = Scalar.FromInt64(7) * Point.Generator;
        var cells = honest.Output.Cells;
        var lying = new CiphertextRows(1,
        [
            cells[0] with { B = cells[0].B + error },
            cells[1] with { B = cells[1].B - (first * second.Invert() * error) },
            cells[2],
        ]);

        var tag = statement.Tag(ProofPurpose.Shuffle);
        var relation = ShuffleRelation.For(statement, new(lying, honest.Commitments, honest.Chain), weights);
        var proof = SigmaProver.Prove(tag, relation, witness.Scalars);
        Assert.IsType<Verdict.Accepted>(SigmaVerifier.Verify(tag, relation, proof));
        Assert.IsType<Verdict.Rejected>(mix.Verify(new(lying, honest.Commitments, honest.Chain, proof)));
    }

    /// <summary>Commitments, challenge and responses first, then the first vote solved from equation (5).</summary>
    [Fact]
    public void RejectsAVoteSolvedForAKnownChallenge()
    {
        const int equation = 4;
        var statement = mix.Statement();
        using var witness = ShuffleWitness.Of(weights, secrets, 1);
        var relation = ShuffleRelation.For(statement, new(honest.Output, honest.Commitments, honest.Chain), weights);
        var nonces = Enumerable.Range(0, relation.NumScalars).Select(_ => Scalar.Random()).ToArray();
        var commitment = CommitmentMap.Evaluate(relation, nonces, KnownBases.None);
        commitment[equation] = Scalar.Random() * Point.Generator;
        var challenge = Challenge.Derive(statement.Tag(ProofPurpose.Shuffle).Session(), relation, Point.EncodeMany(commitment));
        var responses = new Scalar[nonces.Length];
        for (var i = 0; i < nonces.Length; i++)
        {
            responses[i] = nonces[i] + (challenge * witness.Scalars[i]);
        }

        // T_5 + c·Σ u_i·B_i = −z_r'·Y + Σ z_u'_i·B'_i, solved for B'_1.
        var permuted = responses.AsSpan(responses.Length - 3).ToArray();
        var left = commitment[equation] + (challenge * Sum(weights, mix.Input.Cells)) + (responses[3] * mix.Key.Point);
        var others = Sum([Scalar.Zero, permuted[1], permuted[2]], honest.Output.Cells);
        var solved = permuted[0].Invert() * (left - others);
        var lying = new CiphertextRows(1, [honest.Output.Cells[0] with { B = solved }, .. honest.Output.Cells.Skip(1)]);
        Assert.Equal(left, Sum(permuted, lying.Cells));
        Assert.NotEqual(honest.Output.Cells[0].B, solved);

        byte[] proof = [.. Point.EncodeMany(commitment), .. responses.SelectMany(response => response.Encode())];
        var verdict = mix.Verify(new(lying, honest.Commitments, honest.Chain, proof));
        Assert.Equal(Rejection.ProofDoesNotHold, Assert.IsType<Verdict.Rejected>(verdict).Reason);
    }

    private static Point Sum(IReadOnlyList<Scalar> factors, IReadOnlyList<Ciphertext> cells) =>
        factors.Zip(cells).Aggregate(Point.Identity, (sum, term) => sum + (term.First * term.Second.B));
}
