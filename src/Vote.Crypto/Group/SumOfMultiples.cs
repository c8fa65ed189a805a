using System.Runtime.InteropServices;

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

    private static Point SumOfPart(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points) => LaneChoice.Best switch
    {
        BestLanes.Eight when points.Length > 2 => SumOfPart<FieldLanes<Lanes512>>(scalars, points),
        BestLanes.Eight or BestLanes.Four when points.Length > 1 => SumOfPart<FieldLanes<Lanes256>>(scalars, points),
        _ => SumOfPart<FieldElement>(scalars, points),
    };

    internal static Point SumOfPart<T>(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points)
        where T : struct, IFieldLanes<T>
    {
        var integers = new UInt256[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            // Whether a point is the identity is public: zero times a stand-in takes its place.
            integers[i] = points[i].IsIdentity ? default : scalars[i].ToUInt256();
        }

        var sums = LanePoints<T>.Read(ConstantTimeSum<T>.Compute(integers, IntoLanes<T>(MultiplesVartime(points))));
        Array.Clear(integers);
        var sum = ProjectivePoint<FieldElement>.Identity;
        foreach (var lane in sums)
        {
            sum = ProjectivePoint<FieldElement>.Add(sum, lane);
        }

        return FromProjective(sum);
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

    /// <summary>Tables of as many points as there are lanes beside one another; the last points stand in the lanes past the end too.</summary>
    private static T[] IntoLanes<T>(AffinePoint<FieldElement>[] all)
        where T : struct, IFieldLanes<T>
    {
        const int multiples = ConstantTimeSum<FieldElement>.Multiples;
        var count = all.Length / multiples;
        var tables = new T[(count + T.Count - 1) / T.Count * multiples * 2];
        var coordinates = MemoryMarshal.Cast<AffinePoint<FieldElement>, FieldElement>(all.AsSpan());
        Span<int> places = stackalloc int[T.Count];
        for (var i = 0; i < tables.Length; i++)
        {
            var (group, coordinate) = (i / (2 * multiples), i % (2 * multiples));
            for (var lane = 0; lane < places.Length; lane++)
            {
                places[lane] = (Math.Min((group * T.Count) + lane, count - 1) * 2 * multiples) + coordinate;
            }

            tables[i] = T.Gather(coordinates, places);
        }

        return tables;
    }
}
