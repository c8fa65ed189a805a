using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Threshold;

/// <summary>Says that the D_k are x·A_k with the x of the trustee's verification key X. spec §8.2</summary>
/// <remarks>Symbols: x the trustee's secret, d_k public weights squeezed over the whole statement.</remarks>
internal static class DecryptionRelation
{
    public static LinearRelation For(
        Point verificationKey, IReadOnlyList<Point> values, IReadOnlyList<Point> bases, ReadOnlySpan<Scalar> weights)
    {
        var relation = new LinearRelation.Builder();
        var key = relation.Element(verificationKey);
        var d = relation.Elements(values);
        var a = relation.Elements(bases);
        var x = relation.Witness("x");

        // spec §8.2 (1): X_j = x·G
        relation.Equation(key).Equals(x * relation.Generator);

        // spec §8.2 (2): Σ d_k·D_k = x·Σ d_k·A_k, every element by itself in the statement
        relation.Equation(relation.Sum(weights, d)).Equals(x * relation.Sum(weights, a));
        return relation.Build();
    }
}
