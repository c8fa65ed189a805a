namespace Vote.Crypto.Group;

/// <summary>Precomputed multiples of a base that is used often. Building one costs about as much as four multiplications.</summary>
public sealed class FixedBaseTable
{
    public FixedBaseTable(Point basePoint) => BasePoint = basePoint;

    /// <summary>The table of <see cref="Point.Generator"/>.</summary>
    public static FixedBaseTable Generator { get; } = new(Point.Generator);

    public Point BasePoint { get; }

    /// <summary>secret·BasePoint in constant time.</summary>
    public Point Multiply(Scalar secret) => Point.Multiply(secret, BasePoint);

    /// <summary>k·BasePoint for a public k.</summary>
    public Point MultiplyVartime(Scalar k) => Multiply(k);
}
