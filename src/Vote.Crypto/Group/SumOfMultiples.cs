namespace Vote.Crypto.Group;

/// <content>Sums of public points with secret scalars.</content>
public sealed partial class Point
{
    // Terms that share one chain of doublings; their tables stay in the cache.
    private const int PartSize = 128;

    /// <summary>
    /// Σ scalars[i]·points[i] for secret scalars and public points; different lengths throw <see cref="ArgumentException"/>. The
    /// sequence of operations and of addresses read depends on the points alone. Long sums use all cores.
    /// </summary>
    public static Point SumOfMultiples(ReadOnlyMemory<Scalar> scalars, ReadOnlyMemory<Point> points)
    {
        if (scalars.Length != points.Length)
        {
            throw new ArgumentException("As many scalars as points.", nameof(scalars));
        }

        NormalizeMany(points.Span);
        var parts = new Point[(points.Length + PartSize - 1) / PartSize];
        Parallel.For(0, parts.Length, part =>
        {
            var start = part * PartSize;
            var length = Math.Min(PartSize, points.Length - start);
            parts[part] = SumOfPart(scalars.Span.Slice(start, length), points.Span.Slice(start, length));
        });

        return parts.Aggregate(Identity, (sum, part) => sum + part);
    }

    private static Point SumOfPart(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points)
    {
        var integers = new UInt256[points.Length];
        var tables = new FieldElement[points.Length * ConstantTimeSum<FieldElement>.TableSize];
        var multiples = MultiplesVartime(points);
        for (var i = 0; i < points.Length; i++)
        {
            // Whether a point is the identity is public: zero times a stand-in takes its place.
            integers[i] = points[i].IsIdentity ? default : scalars[i].ToUInt256();
        }

        for (var i = 0; i < multiples.Length; i++)
        {
            (tables[2 * i], tables[(2 * i) + 1]) = (multiples[i].X, multiples[i].Y);
        }

        var sum = FromProjective(ConstantTimeSum<FieldElement>.Compute(integers, tables));
        Array.Clear(integers);
        return sum;
    }

    /// <summary>P, 2P, …, 8P of every point; none of them is the identity, as the order is a large prime.</summary>
    private static AffinePoint<FieldElement>[] MultiplesVartime(ReadOnlySpan<Point> points)
    {
        const int multiples = ConstantTimeSum<FieldElement>.Multiples;
        var all = new JacobianPoint<FieldElement>[points.Length * multiples];
        for (var i = 0; i < points.Length; i++)
        {
            var point = (points[i].IsIdentity ? Generator : points[i]).ToAffine();
            var multiple = JacobianPoint<FieldElement>.FromAffine(point);
            for (var j = 0; j < multiples; j++)
            {
                all[(i * multiples) + j] = multiple;
                multiple = JacobianPoint<FieldElement>.AddAffineVartime(multiple, point);
            }
        }

        return AffineBatch.Normalize(all);
    }
}
