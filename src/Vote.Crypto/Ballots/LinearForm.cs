using System.Numerics;

namespace Vote.Crypto.Ballots;

/// <summary>Σ f_k·b_k over the bits of a shape, with one integer coefficient a bit. spec §4.2</summary>
public sealed class LinearForm
{
    private readonly long[] coefficients;

    /// <summary>Takes one coefficient for each bit of the shape, in order; zeros included.</summary>
    public LinearForm(IEnumerable<long> coefficients) => this.coefficients = [.. coefficients];

    /// <summary>The coefficients by bit, zeros included.</summary>
    public IReadOnlyList<long> Coefficients => coefficients;

    /// <summary>Σ |f_k|.</summary>
    public BigInteger Magnitude => PositiveSum + NegativeSum;

    /// <summary>The sum of the positive coefficients: the most one ballot adds.</summary>
    public BigInteger PositiveSum => coefficients.Where(f => f > 0).Aggregate(BigInteger.Zero, (sum, f) => sum + f);

    /// <summary>The sum of the negative coefficients' magnitudes: the most one ballot takes away.</summary>
    public BigInteger NegativeSum => coefficients.Where(f => f < 0).Aggregate(BigInteger.Zero, (sum, f) => sum - f);

    /// <summary>The form that is one of the bits.</summary>
    /// <param name="bitCount">Number of bits of the shape.</param>
    /// <param name="bit">Index from 0.</param>
    public static LinearForm Bit(int bitCount, int bit)
    {
        var unit = new long[bitCount];
        unit[bit] = 1;
        return new(unit);
    }

    /// <summary>The bits with a coefficient other than zero, ascending; indices from 0.</summary>
    public IEnumerable<(int Bit, long Coefficient)> Terms()
    {
        for (var k = 0; k < coefficients.Length; k++)
        {
            if (coefficients[k] != 0)
            {
                yield return (k, coefficients[k]);
            }
        }
    }

    /// <summary>The value for given bits, each 0 or 1.</summary>
    /// <exception cref="ArgumentException">Another number of bits.</exception>
    public Int128 Evaluate(ReadOnlySpan<byte> bits)
    {
        if (bits.Length != coefficients.Length)
        {
            throw new ArgumentException($"The form is over {coefficients.Length} bits.", nameof(bits));
        }

        Int128 value = 0;
        for (var k = 0; k < bits.Length; k++)
        {
            value += (Int128)coefficients[k] * bits[k];
        }

        return value;
    }
}

/// <summary>Σ a_k·b_k = c, which every valid choice fulfils. spec §4.2</summary>
/// <param name="Form">The left-hand side.</param>
/// <param name="Constant">c.</param>
public sealed record LinearConstraint(LinearForm Form, long Constant)
{
    /// <summary>Whether bits fulfil it.</summary>
    public bool Holds(ReadOnlySpan<byte> bits) => Form.Evaluate(bits) == Constant;
}
