using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Shuffle;

/// <summary>Shuffles rows and proves it. spec §7</summary>
/// <remarks>
/// CPU-bound, so synchronous; re-encryption and commitments run on all cores. Scalars take constant-time paths; the order in which rows are
/// read is the secret permutation itself.
/// </remarks>
public static class Shuffler
{
    /// <summary>One shuffle with fresh secrets, which are forgotten.</summary>
    /// <param name="statement">What is shuffled, and for whom.</param>
    /// <param name="progress">Gets the number of rows re-encrypted.</param>
    /// <param name="cancellationToken">Stops between some rows and the next.</param>
    /// <exception cref="ArgumentException">Fewer than two rows. spec §7</exception>
    public static ShuffledRows Shuffle(ShuffleStatement statement, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (statement.Input.Count < ShuffleVerifier.MinimumCount)
        {
            throw new ArgumentException("One row cannot hide among others.", nameof(statement));
        }

        using var secrets = ShuffleSecrets.Draw(statement.Input.Count, statement.Input.Width);
        var output = Reencrypt(statement, secrets, progress, cancellationToken);
        return Prove(statement, output, secrets, SystemNonces.Instance, cancellationToken);
    }

    /// <summary>The same with given secrets and nonces, for vectors.</summary>
    internal static ShuffledRows Shuffle(ShuffleStatement statement, ShuffleSecrets secrets, INonceSource nonces) =>
        Prove(statement, Reencrypt(statement, secrets, null, CancellationToken.None), secrets, nonces, CancellationToken.None);

    /// <summary>A'_{i,w} = A_{π(i),w} + r'_{i,w}·G, B'_{i,w} = B_{π(i),w} + r'_{i,w}·Y.</summary>
    private static CiphertextRows Reencrypt(
        ShuffleStatement statement, ShuffleSecrets secrets, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var (count, width) = (statement.Input.Count, statement.Input.Width);
        var cells = new Ciphertext[count * width];
        var done = 0;
        Chunks.ForAll(cells.Length, (start, length) =>
        {
            var fresh = statement.Key.EncryptIdentity(secrets.Reencryptions.AsSpan(start, length));
            for (var i = 0; i < length; i++)
            {
                var (row, column) = Math.DivRem(start + i, width);
                cells[start + i] = statement.Input[secrets.Permutation[row], column] + fresh[i];
                if (column == width - 1)
                {
                    progress?.Report(Interlocked.Increment(ref done));
                }
            }
        }, cancellationToken);
        return new(width, cells);
    }

    private static ShuffledRows Prove(
        ShuffleStatement statement, CiphertextRows output, ShuffleSecrets secrets, INonceSource nonces, CancellationToken cancellationToken)
    {
        var commitments = PermutationCommitments(statement, secrets, cancellationToken);
        var u = ShuffleWeights.Squeeze(statement, output, commitments);
        using var witness = ShuffleWitness.Of(u, secrets, statement.Input.Width);
        using var links = CommitmentChain.Of(statement.Generators.ChainBase, secrets.Chain, witness.PermutedWeights);
        var chain = links.Points(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        var relation = ShuffleRelation.For(statement, new(output, commitments, chain), u);
        var proof = SigmaProver.Prove(
            statement.Tag(ProofPurpose.Shuffle),
            new ShuffleProvingStatement(relation, statement.Key.KnownBases, links, chain.Length),
            witness.Scalars,
            ProofFlavor.Batchable,
            nonces);
        return new(output, commitments, chain, proof);
    }

    /// <summary>c_π(i) = r_π(i)·G + H_i.</summary>
    private static Point[] PermutationCommitments(ShuffleStatement statement, ShuffleSecrets secrets, CancellationToken cancellationToken)
    {
        var bases = statement.Generators.CommitmentBases(statement.Input.Count, cancellationToken);
        var commitments = new Point[bases.Count];
        Chunks.ForAll(commitments.Length, (start, length) =>
            FixedBaseTable.Generator.MultiplyMany(secrets.Commitments.AsSpan(start, length)).CopyTo(commitments, start), cancellationToken);
        for (var i = 0; i < commitments.Length; i++)
        {
            commitments[secrets.Permutation[i]] += bases[i];
        }

        return commitments;
    }
}
