using System.Runtime.InteropServices;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>Σ coefficient · point over public values, kept as it is until somebody asks for its value.</summary>
internal sealed class PublicSum
{
    private readonly List<Scalar> coefficients = [];
    private readonly List<Point> points = [];

    /// <summary>Adds a term; one with coefficient zero leaves no trace. The point is not the identity.</summary>
    public void Add(in Scalar coefficient, Point point)
    {
        if (!coefficient.IsZero)
        {
            coefficients.Add(coefficient);
            points.Add(point);
        }
    }

    /// <summary>Forgets all terms.</summary>
    public void Clear()
    {
        coefficients.Clear();
        points.Clear();
    }

    /// <summary>Whether the sum is the identity. One term never is: the group has prime order.</summary>
    public bool IsIdentityVartime() => coefficients.Count switch
    {
        0 => true,
        1 => false,
        _ => ValueVartime().IsIdentity,
    };

    /// <summary>The sum, as one multi-scalar multiplication.</summary>
    public Point ValueVartime() =>
        Point.MultiplySumVartime(CollectionsMarshal.AsSpan(coefficients), CollectionsMarshal.AsSpan(points));
}
