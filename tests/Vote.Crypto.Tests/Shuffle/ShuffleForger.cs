using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Shuffle;

/// <summary>
/// A mixer that knows the election's key and every scalar, and lies about outputs. It follows the protocol in everything else, with weights
/// squeezed over its lie, or fixed beforehand where the test takes that safeguard away.
/// </summary>
internal sealed class ShuffleForger(Mix mix)
{
    private readonly Scalar[] commitmentScalars = Draw(mix.Input.Count);
    private readonly Scalar[] reencryptions = Draw(mix.Input.Cells.Count);
    private readonly Scalar[] chainScalars = Draw(mix.Input.Count);

    /// <summary>An encryption of a number nobody voted.</summary>
    public Ciphertext Encrypt(long number) => mix.Key.EncryptNumber(Scalar.FromInt64(number), Scalar.Random());

    /// <summary>A whole proof for lying outputs, judged by the real verifier.</summary>
    public Verdict ProveWithOutputs(Func<IReadOnlyList<Ciphertext>, Ciphertext[]> lie)
    {
        var statement = mix.Statement();
        var count = statement.Input.Count;
        using var secrets = new ShuffleSecrets(
            Permutation.Of([.. Enumerable.Range(0, count).Reverse()]), commitmentScalars, reencryptions, chainScalars);
        var honest = Shuffler.Shuffle(statement, secrets, SystemNonces.Instance);
        var output = new CiphertextRows(1, lie(honest.Output.Cells));

        var u = ShuffleWeights.Squeeze(statement, output, honest.Commitments);
        using var witness = ShuffleWitness.Of(u, secrets, 1);
        var chain = new Point[count];
        var previous = statement.Generators.ChainBase;
        for (var i = 0; i < count; i++)
        {
            chain[i] = previous = (secrets.Chain[i] * Point.Generator) + (witness.PermutedWeights[i] * previous);
        }

        var relation = ShuffleRelation.For(statement, new(output, honest.Commitments, chain), u);
        var proof = SigmaProver.Prove(statement.Tag(ProofPurpose.Shuffle), relation, witness.Scalars);
        return mix.Verify(new(output, honest.Commitments, chain, proof));
    }

    private static Scalar[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => Scalar.Random())];
}
