using System.Diagnostics;

namespace Vote.Crypto.Ballots;

/// <summary>Bits that follow one another and together write a number: Σ weight_j·bit_j.</summary>
/// <param name="First">Index of the first bit, from 0.</param>
/// <param name="Weights">One a bit.</param>
internal readonly record struct BitRun(int First, IReadOnlyList<long> Weights)
{
    /// <summary>The terms of the number, times a factor.</summary>
    public IEnumerable<(int Bit, long Coefficient)> Times(long factor)
    {
        var first = First;
        return Weights.Select((weight, j) => (first + j, factor * weight));
    }

    /// <summary>The run's bits among all of a shape.</summary>
    public Span<byte> In(Span<byte> bits) => bits.Slice(First, Weights.Count);

    /// <summary>Writes the number into its bits, from the last weight to the first. No branch depends on it. spec §4.2</summary>
    public void Write(long value, Span<byte> bits) => SlackWeights.Write(Weights, value, In(bits));
}

/// <summary>Lays out the bits of a shape in order, then its constraints and totals in order. spec §4.2</summary>
internal sealed class ShapeBuilder
{
    private readonly List<(IEnumerable<(int Bit, long Coefficient)> Terms, long Constant)> constraints = [];
    private readonly List<IEnumerable<(int Bit, long Coefficient)>> totals = [];

    /// <summary>Number of bits so far.</summary>
    public int BitCount { get; private set; }

    /// <summary>The next bits, with these weights.</summary>
    public BitRun Bits(IReadOnlyList<long> weights)
    {
        var run = new BitRun(BitCount, weights);
        BitCount += weights.Count;
        return run;
    }

    /// <summary>The next bit.</summary>
    public BitRun Bit() => Bits([1]);

    /// <summary>The next bits, which write exactly 0 … range.</summary>
    public BitRun Slack(long range) => Bits(SlackWeights.For(range));

    /// <summary>Σ terms = constant; a bit in two terms has the sum of their coefficients.</summary>
    public void Constrain(long constant, params IEnumerable<IEnumerable<(int Bit, long Coefficient)>> terms) =>
        constraints.Add((Merged(terms), constant));

    /// <summary>A form whose total is published.</summary>
    public void Total(IEnumerable<(int Bit, long Coefficient)> terms) => totals.Add(terms);

    /// <summary>A form over all bits laid out.</summary>
    public LinearForm Form(IEnumerable<(int Bit, long Coefficient)> terms) => LinearForm.Of(BitCount, terms);

    /// <summary>The shape of everything laid out.</summary>
    public BallotShape Build() =>
        BallotShape.TryCreate(
            BitCount,
            [.. constraints.Select(constraint => new LinearConstraint(Form(constraint.Terms), constraint.Constant))],
            [.. totals.Select(Form)],
            out var shape)
            ? shape
            : throw new UnreachableException("The parameters of spec §4.1 keep every shape within its limits.");

    private static (int Bit, long Coefficient)[] Merged(IEnumerable<IEnumerable<(int Bit, long Coefficient)>> terms) =>
        [.. terms.SelectMany(term => term).GroupBy(term => term.Bit).Select(bit => (bit.Key, bit.Sum(term => term.Coefficient)))];
}
