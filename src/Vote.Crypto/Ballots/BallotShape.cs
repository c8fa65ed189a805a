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

    private static bool IsOver(LinearForm form, int bitCount) => form.BitCount == bitCount;

    private static bool IsSound(LinearConstraint constraint) =>
        !constraint.Form.Magnitude.IsZero
        && constraint.Form.Magnitude + BigInteger.Abs(constraint.Constant) <= long.MaxValue;
}
