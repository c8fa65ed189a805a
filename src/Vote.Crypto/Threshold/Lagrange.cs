using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold;

/// <summary>Coefficients that interpolate a shared polynomial at 0. spec §8.3</summary>
public static class Lagrange
{
    /// <summary>λ_j = Π_{m ≠ j} m / (m − j) over the given trustees, in their order.</summary>
    /// <exception cref="ArgumentException">A trustee stands twice, or there is none.</exception>
    public static IReadOnlyList<Scalar> AtZero(IReadOnlyList<TrusteeIndex> trustees)
    {
        if (trustees.Count == 0 || trustees.Distinct().Count() != trustees.Count)
        {
            throw new ArgumentException("Distinct trustees, at least one.", nameof(trustees));
        }

        return [.. trustees.Select(trustee => Coefficient(trustee, trustees))];
    }

    private static Scalar Coefficient(TrusteeIndex trustee, IEnumerable<TrusteeIndex> trustees)
    {
        var (numerator, denominator) = (Scalar.One, Scalar.One);
        foreach (var other in trustees.Where(other => other != trustee))
        {
            numerator *= other.Scalar;
            denominator *= other.Scalar - trustee.Scalar;
        }

        return numerator * denominator.InvertVartime();
    }
}
