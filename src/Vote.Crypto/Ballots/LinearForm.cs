using System.Numerics;

namespace Vote.Crypto.Ballots;

/// <summary>Σ f_k·b_k over the bits of a shape, with one integer coefficient a bit. spec §4.2</summary>
public sealed class LinearForm
{
    private readonly (int Bit, long Coefficient)[] terms;

    /// <summary>Takes one coefficient for each bit of the shape, in order; zeros included.</summary>
    public LinearForm(IReadOnlyCollection<long> coefficients)
        : this(coefficients.Count, coefficients.Select((coefficient, bit) => (bit, coefficient)))
    {
    }

    private LinearForm(int bitCount, IEnumerable<(int Bit, long Coefficient)> terms)
    {
        BitCount = bitCount;
        this.terms = [.. terms.Where(term => term.Coefficient != 0)];
    }

    /// <summary>Number of bits of the shape.</summary>
    public int BitCount { get; }

    /// <summary>Σ |f_k|.</summary>
    public BigInteger Magnitude => PositiveSum + NegativeSum;

    /// <summary>The sum of the positive coefficients: the most one ballot adds.</summary>
    public BigInteger PositiveSum =>
        terms.Where(term => term.Coefficient > 0).Aggregate(BigInteger.Zero, (sum, term) => sum + term.Coefficient);

    /// <summary>The sum of the negative coefficients' magnitudes: the most one ballot takes away.</summary>
    public BigInteger NegativeSum =>
        terms.Where(term => term.Coefficient < 0).Aggregate(BigInteger.Zero, (sum, term) => sum - term.Coefficient);

    /// <summary>A form by its terms in any order, each bit at most once.</summary>
    /// <param name="bitCount">Number of bits of the shape.</param>
    /// <param name="terms">Indices from 0 with their coefficients.</param>
    /// <exception cref="ArgumentException">A bit twice, or none of the shape.</exception>
    public static LinearForm Of(int bitCount, IEnumerable<(int Bit, long Coefficient)> terms)
    {
        (int Bit, long Coefficient)[] ascending = [.. terms.OrderBy(term => term.Bit)];
        var ordered = ascending.Zip(ascending.Skip(1)).All(pair => pair.First.Bit < pair.Second.Bit);
        return ordered && ascending.All(term => term.Bit >= 0 && term.Bit < bitCount)
            ? new(bitCount, ascending)
            : throw new ArgumentException("A bit stands twice, or is none of the shape.", nameof(terms));
    }

    /// <summary>The bits with a coefficient other than zero, ascending; indices from 0.</summary>
    public IEnumerable<(int Bit, long Coefficient)> Terms() => terms;

    /// <summary>The value for given bits, each 0 or 1.</summary>
    /// <exception cref="ArgumentException">Another number of bits.</exception>
    public Int128 Evaluate(ReadOnlySpan<byte> bits)
    {
        if (bits.Length != BitCount)
        {
            throw new ArgumentException($"The form is over {BitCount} bits.", nameof(bits));
        }

        Int128 value = 0;
        foreach (var (bit, coefficient) in terms)
        {
            value += (Int128)coefficient * bits[bit];
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
