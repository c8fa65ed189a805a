using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Shuffle;

/// <summary>The witness of the shuffle's relation: r̄, r̂, r̃, r'_w, r̂_i, u'_i in this order. Wiped when disposed. spec §7</summary>
internal sealed class ShuffleWitness : IDisposable
{
    private const int Sums = 3;

    private readonly Scalar[] scalars;
    private readonly int width;
    private readonly int count;

    private ShuffleWitness(int width, int count) =>
        (this.width, this.count, scalars) = (width, count, new Scalar[Sums + width + (2 * count)]);

    /// <summary>All of them, by witness index.</summary>
    public ReadOnlySpan<Scalar> Scalars => scalars;

    /// <summary>u'_i = u_π(i).</summary>
    public ReadOnlySpan<Scalar> PermutedWeights => scalars.AsSpan(Sums + width + count);

    /// <summary>Computes it from weights and secrets.</summary>
    public static ShuffleWitness Of(ReadOnlySpan<Scalar> u, ShuffleSecrets secrets, int width)
    {
        var witness = new ShuffleWitness(width, u.Length);
        var s = witness.scalars.AsSpan();
        var permuted = s[(Sums + width + u.Length)..];
        for (var i = 0; i < u.Length; i++)
        {
            permuted[i] = u[secrets.Permutation[i]];
        }

        secrets.Chain.CopyTo(s[(Sums + width)..]);
        s[0] = Sum(secrets.Commitments);
        s[1] = ChainScalar(secrets.Chain, permuted);
        s[2] = Weighted(u, secrets.Commitments, 0, 1);
        for (var w = 0; w < width; w++)
        {
            s[Sums + w] = Weighted(permuted, secrets.Reencryptions, w, width);
        }

        return witness;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(scalars.AsSpan()));

    /// <summary>r̄ = Σ r_i.</summary>
    private static Scalar Sum(ReadOnlySpan<Scalar> values)
    {
        var sum = Scalar.Zero;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>r̂ = Σ_i r̂_i·Π_{k&gt;i} u'_k, by Horner's rule.</summary>
    private static Scalar ChainScalar(ReadOnlySpan<Scalar> chain, ReadOnlySpan<Scalar> permuted)
    {
        var sum = Scalar.Zero;
        for (var i = 0; i < chain.Length; i++)
        {
            sum = (sum * permuted[i]) + chain[i];
        }

        return sum;
    }

    /// <summary>Σ weight_i·value_{i·stride + offset}.</summary>
    private static Scalar Weighted(ReadOnlySpan<Scalar> weights, ReadOnlySpan<Scalar> values, int offset, int stride)
    {
        var sum = Scalar.Zero;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * values[(i * stride) + offset];
        }

        return sum;
    }
}
