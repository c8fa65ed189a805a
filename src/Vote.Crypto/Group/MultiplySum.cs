using System.Numerics;

namespace Vote.Crypto.Group;

/// <content>Sums of public points.</content>
public sealed partial class Point
{
    /// <summary>k·P, both public.</summary>
    public static Point MultiplyVartime(Scalar k, Point p) =>
        ReferenceEquals(p, Generator) ? FixedBaseTable.Generator.MultiplyVartime(k) : MultiplySumVartime([k], [p]);

    /// <summary>
    /// Σ scalars[i]·points[i], all public; different lengths throw <see cref="ArgumentException"/>. No order of the terms and no
    /// scalar is bad; short scalars, also short negative ones, cost less.
    /// </summary>
    public static Point MultiplySumVartime(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points) =>
        FromJacobian(MultiplySum.Compute(MultiplySum.Collect(scalars, points)));

    /// <summary>Σ points[i], all public.</summary>
    public static Point SumVartime(ReadOnlySpan<Point> points)
    {
        NormalizeMany(points);
        List<AffinePoint<FieldElement>> terms = new(points.Length);
        foreach (var point in points)
        {
            if (!point.IsIdentity)
            {
                terms.Add(point.ToAffine());
            }
        }

        return LaneChoice.Best switch
        {
            BestLanes.Eight => SumVartime<FieldLanes<Lanes512>>(terms.ToArray()),
            BestLanes.Four => SumVartime<FieldLanes<Lanes256>>(terms.ToArray()),
            _ => SumVartime<FieldElement>(terms.ToArray()),
        };
    }

    private static Point SumVartime<T>(AffinePoint<FieldElement>[] terms)
        where T : struct, IFieldLanes<T>
    {
        var references = new int[terms.Length];
        for (var i = 0; i < references.Length; i++)
        {
            references[i] = 2 * i;
        }

        Buckets<T> buckets = new(terms.Length);
        buckets.Collapse(terms, references, [0, terms.Length]);
        return buckets.TryGet(0, out var sum) ? new Point(sum.X, sum.Y) : Identity;
    }
}

/// <summary>The choice between the two ways of computing Σ kᵢ·Pᵢ for public kᵢ and Pᵢ.</summary>
internal static class MultiplySum
{
    /// <summary>From this number of terms on, buckets beat tables: measured, see bench.</summary>
    private const int FirstBucketSize = 24;

    /// <summary>Longer sums are cut, so that a window's points stay in the cache.</summary>
    private const int LargestPart = 1 << 15;

    /// <summary>The terms that count, each scalar made the smaller of k and n − k by turning the point's sign.</summary>
    public static Terms Collect(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points)
    {
        if (scalars.Length != points.Length)
        {
            throw new ArgumentException("As many scalars as points.", nameof(scalars));
        }

        Point.NormalizeMany(points);
        Terms terms = new(scalars.Length);
        for (var i = 0; i < scalars.Length; i++)
        {
            if (scalars[i].IsZero || points[i].IsIdentity)
            {
                continue;
            }

            var point = points[i].ToAffine();
            var scalar = scalars[i].ToUInt256();
            var opposite = UInt256.Subtract(GroupOrder.Value, scalar, out _);
            UInt256.Subtract(scalar, opposite, out var isSmaller);
            if (isSmaller != 0)
            {
                terms.Add(scalar, point);
            }
            else
            {
                terms.Add(opposite, new(point.X, FieldElement.Negate(point.Y)));
            }
        }

        return terms;
    }

    public static JacobianPoint<FieldElement> Compute(Terms terms)
    {
        if (terms.Count < FirstBucketSize)
        {
            return Straus.Compute(terms.Scalars, terms.Points);
        }

        JacobianPoint<FieldElement> sum = default;
        for (var start = 0; start < terms.Count; start += LargestPart)
        {
            var length = Math.Min(LargestPart, terms.Count - start);
            sum = JacobianPoint<FieldElement>.AddVartime(
                sum, ComputePart(terms.Scalars.Slice(start, length), terms.Points.Slice(start, length)));
        }

        return sum;
    }

    private static JacobianPoint<FieldElement> ComputePart(
        ReadOnlySpan<UInt256> scalars, ReadOnlySpan<AffinePoint<FieldElement>> points) => LaneChoice.Best switch
    {
        BestLanes.Eight => Pippenger<FieldLanes<Lanes512>>.Compute(scalars, points),
        BestLanes.Four => Pippenger<FieldLanes<Lanes256>>.Compute(scalars, points),
        _ => Pippenger<FieldElement>.Compute(scalars, points),
    };

    public static int BitLength(in UInt256 value) =>
        value.Limb3 != 0 ? 256 - BitOperations.LeadingZeroCount(value.Limb3)
        : value.Limb2 != 0 ? 192 - BitOperations.LeadingZeroCount(value.Limb2)
        : value.Limb1 != 0 ? 128 - BitOperations.LeadingZeroCount(value.Limb1)
        : 64 - BitOperations.LeadingZeroCount(value.Limb0);

    /// <summary>Scalars of at most 255 bits and affine points.</summary>
    internal sealed class Terms(int capacity)
    {
        private readonly UInt256[] _scalars = new UInt256[capacity];
        private readonly AffinePoint<FieldElement>[] _points = new AffinePoint<FieldElement>[capacity];

        public int Count { get; private set; }

        public ReadOnlySpan<UInt256> Scalars => _scalars.AsSpan(0, Count);

        public ReadOnlySpan<AffinePoint<FieldElement>> Points => _points.AsSpan(0, Count);

        public void Add(in UInt256 scalar, in AffinePoint<FieldElement> point)
        {
            _scalars[Count] = scalar;
            _points[Count++] = point;
        }
    }
}
