namespace Vote.Crypto.Group;

/// <content>Many products with secret scalars at once, as many as there are lanes.</content>
public sealed partial class Point
{
    /// <summary>secret·point for every point, in constant time.</summary>
    public static Point[] MultiplyMany(Scalar secret, ReadOnlySpan<Point> points) => LaneChoice.Best switch
    {
        BestLanes.Eight => MultiplyMany<FieldLanes<Lanes512>>(secret, points),
        BestLanes.Four => MultiplyMany<FieldLanes<Lanes256>>(secret, points),
        _ => MultiplyMany<FieldElement>(secret, points),
    };

    internal static Point[] MultiplyMany<T>(Scalar secret, ReadOnlySpan<Point> points)
        where T : struct, IFieldLanes<T>
    {
        var products = new Point[points.Length];
        for (var first = 0; first < points.Length; first += T.Count)
        {
            var group = points.Slice(first, Math.Min(T.Count, points.Length - first));
            var lanes = ConstantTimeMultiply<T>.Multiply(secret.ToUInt256(), LanePoints<T>.Load(group));
            LanePoints<T>.Store(lanes, products.AsSpan(first, group.Length));
        }

        return products;
    }
}
