using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Vote.Crypto.Ballots;

/// <summary>
/// What a homomorphic question is made of: encrypted bits, constraints over them, and the forms whose totals are published. Every ballot
/// type is one of these; prover, verifier and tally know nothing else. spec §4.2
/// </summary>
public sealed class BallotShape
{
    private BallotShape(int bitCount, IReadOnlyList<LinearConstraint> constraints, IReadOnlyList<LinearForm> totals)
    {
        BitCount = bitCount;
        Constraints = constraints;
        Totals = totals;
    }

    /// <summary>m, the number of encrypted bits.</summary>
    public int BitCount { get; }

    /// <summary>The constraints, in order of declaration.</summary>
    public IReadOnlyList<LinearConstraint> Constraints { get; }

    /// <summary>The forms that are tallied, in order.</summary>
    public IReadOnlyList<LinearForm> Totals { get; }

    /// <summary>
    /// Makes a shape of any bits, constraints and totals. False when it has no bit, a form is not over all bits, a constraint has only zero
    /// coefficients, or Σ|a_k| + |c| reaches 2⁶³, beyond which sums could wrap around modulo the order.
    /// </summary>
    public static bool TryCreate(
        int bitCount,
        IReadOnlyList<LinearConstraint> constraints,
        IReadOnlyList<LinearForm> totals,
        [NotNullWhen(true)] out BallotShape? shape)
    {
        var sound = bitCount > 0
            && constraints.All(constraint => IsOver(constraint.Form, bitCount) && IsSound(constraint))
            && totals.All(total => IsOver(total, bitCount) && total.Magnitude <= long.MaxValue);
        shape = sound ? new(bitCount, [.. constraints], [.. totals]) : null;
        return sound;
    }

    /// <summary>Exactly one of <paramref name="options"/> options, or blank.</summary>
    public static BallotShape ChooseOne(int options) => Approval(options, 1, 1);

    /// <summary>
    /// At least <paramref name="minimum"/> and at most <paramref name="maximum"/> of <paramref name="options"/> options, or blank: the
    /// bits of the options, the slack bits, and β; Σ b_i + Σ w_j·s_j + max·β = max.
    /// </summary>
    public static BallotShape Approval(int options, int minimum, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        ArgumentOutOfRangeException.ThrowIfLessThan(options, maximum);

        var slack = SlackWeights.For(maximum - minimum);
        var blank = options + slack.Count;
        long[] coefficients = [.. Enumerable.Repeat(1L, options), .. slack, maximum];
        IEnumerable<int> counted = [.. Enumerable.Range(0, options), blank];

        return TryCreate(
            blank + 1,
            [new(new(coefficients), maximum)],
            [.. counted.Select(bit => LinearForm.Bit(blank + 1, bit))],
            out var shape)
            ? shape
            : throw new UnreachableException();
    }

    /// <summary>Whether bits, each 0 or 1, fulfil every constraint.</summary>
    public bool Allows(ReadOnlySpan<byte> bits)
    {
        var allowed = true;
        foreach (var constraint in Constraints)
        {
            allowed &= constraint.Holds(bits);
        }

        return allowed;
    }

    private static bool IsOver(LinearForm form, int bitCount) => form.Coefficients.Count == bitCount;

    private static bool IsSound(LinearConstraint constraint) =>
        !constraint.Form.Magnitude.IsZero
        && constraint.Form.Magnitude + BigInteger.Abs(constraint.Constant) <= long.MaxValue;
}
