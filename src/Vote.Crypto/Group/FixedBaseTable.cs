namespace Vote.Crypto.Group;

/// <summary>
/// Precomputed multiples of a base that is used often. A table takes 190 kB and the time of about fifteen multiplications; it
/// pays from about twenty multiplications on.
/// </summary>
public sealed class FixedBaseTable
{
    private static readonly Lazy<FixedBaseTable> GeneratorTable = new(() => new FixedBaseTable(Point.Generator));

    private readonly FixedBase<FieldElement> _multiples;

    /// <summary>Computes the table; the identity as base throws <see cref="ArgumentException"/>.</summary>
    public FixedBaseTable(Point basePoint)
    {
        if (basePoint.IsIdentity)
        {
            throw new ArgumentException("The identity is no base.", nameof(basePoint));
        }

        BasePoint = basePoint;
        _multiples = new(Compute(basePoint));
    }

    /// <summary>The table of <see cref="Point.Generator"/>.</summary>
    public static FixedBaseTable Generator => GeneratorTable.Value;

    public Point BasePoint { get; }

    internal FixedBase<FieldElement> Multiples => _multiples;

    /// <summary>secret·BasePoint in constant time.</summary>
    public Point Multiply(Scalar secret) => Point.FromProjective(_multiples.Multiply(secret.ToUInt256()));

    /// <summary>secret·BasePoint for every secret, in constant time.</summary>
    public Point[] MultiplyMany(ReadOnlySpan<Scalar> secrets) => LaneChoice.Best switch
    {
        BestLanes.Eight => MultiplyMany<FieldLanes<Lanes512>>(secrets),
        BestLanes.Four => MultiplyMany<FieldLanes<Lanes256>>(secrets),
        _ => MultiplyMany<FieldElement>(secrets),
    };

    internal Point[] MultiplyMany<T>(ReadOnlySpan<Scalar> secrets)
        where T : struct, IFieldLanes<T>
    {
        var products = new Point[secrets.Length];
        Span<UInt256> integers = stackalloc UInt256[T.Count];
        for (var first = 0; first < secrets.Length; first += T.Count)
        {
            var count = Math.Min(T.Count, secrets.Length - first);
            for (var lane = 0; lane < count; lane++)
            {
                integers[lane] = secrets[first + lane].ToUInt256();
            }

            LanePoints<T>.Store(FixedBaseMany<T>.Multiply(integers[..count], _multiples), products.AsSpan(first, count));
        }

        integers.Clear();
        return products;
    }

    /// <summary>k·BasePoint for a public k.</summary>
    public Point MultiplyVartime(Scalar k)
    {
        var digits = new SignedWindows(k.ToUInt256(), FixedBase<FieldElement>.Width, stackalloc ulong[SignedWindows.BufferLength]);
        JacobianPoint<FieldElement> result = default;
        for (var i = 0; i < FixedBase<FieldElement>.Windows; i++)
        {
            var digit = (int)digits.Digit(i, out var negative);
            if (digit != 0)
            {
                const int coordinates = FixedBase<FieldElement>.Coordinates;
                var pair = _multiples.Window(i).Slice(coordinates * (digit - 1), coordinates);
                var y = negative == 0 ? pair[1] : FieldElement.Negate(pair[1]);
                result = JacobianPoint<FieldElement>.AddAffineVartime(result, new(pair[0], y));
            }
        }

        return Point.FromJacobian(result);
    }

    private static FieldElement[] Compute(Point basePoint)
    {
        const int digits = FixedBase<FieldElement>.Digits;
        var all = new JacobianPoint<FieldElement>[FixedBase<FieldElement>.Windows * digits];
        var first = JacobianPoint<FieldElement>.FromProjective(basePoint.Projective);
        for (var start = 0; start < all.Length; start += digits)
        {
            // No multiple here is the identity: every d·2^(w·i) is below the double of the order and none is the order.
            all[start] = first;
            for (var d = 1; d < digits; d++)
            {
                all[start + d] = JacobianPoint<FieldElement>.AddVartime(all[start + d - 1], first);
            }

            first = JacobianPoint<FieldElement>.Double(all[start + digits - 1]);
        }

        var entries = new FieldElement[all.Length * FixedBase<FieldElement>.Coordinates];
        var affine = AffineBatch.Normalize(all);
        for (var i = 0; i < affine.Length; i++)
        {
            entries[2 * i] = affine[i].X;
            entries[(2 * i) + 1] = affine[i].Y;
        }

        return entries;
    }
}
