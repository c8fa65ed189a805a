using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Shuffle;

/// <summary>
/// The chain ĉ_i = r̂_i·G + u'_i·ĉ_{i−1} as its maker knows it: ĉ_i = R_i·G + U_i·H. So each link costs two multiplications of known bases
/// and needs no other. Secret, wiped when disposed. spec §7
/// </summary>
/// <remarks>Symbols: R_i = r̂_i + u'_i·R_{i−1}, U_i = u'_i·U_{i−1}; R_0 = 0, U_0 = 1.</remarks>
internal sealed class CommitmentChain : IDisposable
{
    private readonly FixedBaseTable h;
    private readonly Scalar[] r;
    private readonly Scalar[] u;

    private CommitmentChain(Point chainBase, int count) =>
        (h, r, u) = (new FixedBaseTable(chainBase), new Scalar[count + 1], new Scalar[count + 1]);

    public static CommitmentChain Of(Point chainBase, ReadOnlySpan<Scalar> randomness, ReadOnlySpan<Scalar> permutedWeights)
    {
        var chain = new CommitmentChain(chainBase, randomness.Length);
        (chain.r[0], chain.u[0]) = (Scalar.Zero, Scalar.One);
        for (var i = 0; i < randomness.Length; i++)
        {
            chain.r[i + 1] = randomness[i] + (permutedWeights[i] * chain.r[i]);
            chain.u[i + 1] = permutedWeights[i] * chain.u[i];
        }

        return chain;
    }

    /// <summary>ĉ_1 … ĉ_N.</summary>
    public Point[] Points(CancellationToken cancellationToken)
    {
        var points = new Point[r.Length - 1];
        Combine(r.AsMemory(1), u.AsMemory(1), points, cancellationToken);
        return points;
    }

    /// <summary>The right-hand sides of (6) at the nonces: ω̂_i·G + ω'_i·ĉ_{i−1}, written into the destination.</summary>
    public void Commit(Scalar[] nonces, int firstHat, int firstPermuted, Memory<Point> destination)
    {
        var (ofG, ofH) = (new Scalar[destination.Length], new Scalar[destination.Length]);
        for (var i = 0; i < ofG.Length; i++)
        {
            ofG[i] = nonces[firstHat + i] + (nonces[firstPermuted + i] * r[i]);
            ofH[i] = nonces[firstPermuted + i] * u[i];
        }

        Combine(ofG, ofH, destination, CancellationToken.None);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(ofG.AsSpan()));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(ofH.AsSpan()));
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(r.AsSpan()));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(u.AsSpan()));
    }

    private void Combine(
        ReadOnlyMemory<Scalar> ofG, ReadOnlyMemory<Scalar> ofH, Memory<Point> destination, CancellationToken cancellationToken) =>
        Chunks.ForAll(destination.Length, (start, length) =>
        {
            var left = FixedBaseTable.Generator.MultiplyMany(ofG.Span.Slice(start, length));
            var right = h.MultiplyMany(ofH.Span.Slice(start, length));
            for (var i = 0; i < length; i++)
            {
                destination.Span[start + i] = left[i] + right[i];
            }
        }, cancellationToken);
}

/// <summary>The shuffle's relation to a prover that knows its chain: equations (6) are evaluated through it, all others as usual.</summary>
internal sealed record ShuffleProvingStatement(LinearRelation Relation, KnownBases Bases, CommitmentChain Chain, int Count)
    : SigmaProver.Statement(Relation, Bases)
{
    public override Point[] Commit(ReadOnlySpan<Scalar> nonces)
    {
        var others = Relation.NumEquations - Count;
        var points = new Point[Relation.NumEquations];
        CommitmentMap.Evaluate(Relation, nonces, Bases, others).CopyTo(points, 0);

        // The last 2N witness scalars are r̂_1 … r̂_N, u'_1 … u'_N. spec §7
        var tail = nonces[^(2 * Count)..].ToArray();
        Chain.Commit(tail, 0, Count, points.AsMemory(others));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(tail.AsSpan()));
        return points;
    }
}
