using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold;

/// <summary>A trustee's secret polynomial f(x) = Σ a_i x^i of degree t − 1, wiped on disposal. spec §5 (3)</summary>
internal sealed class Polynomial : IDisposable
{
    private readonly Scalar[] coefficients;

    /// <summary>Takes the coefficients over; tests against published vectors give theirs.</summary>
    public Polynomial(Scalar[] coefficients) => this.coefficients = coefficients;

    /// <summary>a_0 … a_{t−1}.</summary>
    public ReadOnlySpan<Scalar> Coefficients => coefficients;

    /// <summary>Uniform coefficients other than zero: zero has no commitment that could be encoded.</summary>
    public static Polynomial Random(int threshold)
    {
        var drawn = new Scalar[threshold];
        for (var i = 0; i < threshold; i++)
        {
            drawn[i] = Scalar.Random();
        }

        return new Polynomial(drawn);
    }

    /// <summary>C_i = a_i·G.</summary>
    public Point[] Commit() => Array.ConvertAll(coefficients, coefficient => coefficient * Point.Generator);

    /// <summary>f(i), by Horner's rule.</summary>
    public Scalar At(TrusteeIndex trustee)
    {
        var value = Scalar.Zero;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            value = (value * trustee.Scalar) + coefficients[i];
        }

        return value;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(coefficients.AsSpan()));

    /// <summary>f(i)·G from public commitments: Σ i^k·C_k.</summary>
    public static Point CommittedAtVartime(ReadOnlySpan<Point> commitments, TrusteeIndex trustee)
    {
        var powers = new Scalar[commitments.Length];
        var power = Scalar.One;
        for (var k = 0; k < powers.Length; k++)
        {
            powers[k] = power;
            power *= trustee.Scalar;
        }

        return Point.MultiplySumVartime(powers, commitments);
    }
}
