namespace Vote.Crypto.Group;

/// <summary>
/// Σ kᵢ·Pᵢ for many public terms (Pippenger): for each window of w bits the points are sorted by the size of their signed digit,
/// bucket d is added up, and Σ d·bucket(d) takes two additions a bucket.
/// </summary>
internal static class Pippenger
{
    /// <summary>Windows are collapsed together until about this many points share an inversion.</summary>
    private const int PointsPerRound = 1 << 13;

    public static JacobianPoint<FieldElement> Compute(ReadOnlySpan<MultiplySum.Term> terms)
    {
        var bits = 1;
        foreach (var term in terms)
        {
            bits = Math.Max(bits, MultiplySum.BitLength(term.Scalar));
        }

        var width = WidthFor(terms.Length, bits);
        var windows = SignedWindows.Count(bits, width);
        var digits = Digits(terms, width, windows);
        var together = Math.Clamp(PointsPerRound / terms.Length, 1, windows);

        JacobianPoint<FieldElement> sum = default;
        for (var top = windows; top > 0; top -= together)
        {
            var bottom = Math.Max(0, top - together);
            var buckets = Sort(terms, digits.AsSpan(bottom * terms.Length, (top - bottom) * terms.Length), width);
            buckets.Collapse();
            for (var window = top - 1; window >= bottom; window--)
            {
                sum = Shift(sum, width);
                sum = JacobianPoint<FieldElement>.AddVartime(sum, Weigh(buckets, (window - bottom) << (width - 1), width));
            }
        }

        return sum;
    }

    /// <summary>The width with the fewest multiplications: 6 for a point, 27 for a bucket, in each window.</summary>
    private static int WidthFor(int terms, int bits)
    {
        var best = 2;
        for (var width = 3; width <= 15; width++)
        {
            if (Cost(width) < Cost(best))
            {
                best = width;
            }
        }

        return best;

        long Cost(int width) => SignedWindows.Count(bits, width) * ((6L * terms) + (27L << (width - 1)));
    }

    /// <summary>The digits, window after window.</summary>
    private static short[] Digits(ReadOnlySpan<MultiplySum.Term> terms, int width, int windows)
    {
        var digits = new short[terms.Length * windows];
        Span<ulong> buffer = stackalloc ulong[SignedWindows.BufferLength];
        for (var i = 0; i < terms.Length; i++)
        {
            var signed = new SignedWindows(terms[i].Scalar, width, buffer);
            for (var window = 0; window < windows; window++)
            {
                var magnitude = (short)signed.Digit(window, out var negative);
                digits[(window * terms.Length) + i] = negative == 0 ? magnitude : (short)-magnitude;
            }
        }

        return digits;
    }

    /// <summary>One bucket for each window and each digit but zero; a counting sort.</summary>
    private static Buckets Sort(ReadOnlySpan<MultiplySum.Term> terms, ReadOnlySpan<short> digits, int width)
    {
        var termCount = terms.Length;
        var bucketsPerWindow = 1 << (width - 1);
        var starts = new int[(digits.Length / terms.Length * bucketsPerWindow) + 1];
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] != 0)
            {
                starts[BucketOf(i, digits[i]) + 1]++;
            }
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var points = new AffinePoint<FieldElement>[starts[^1]];
        var next = starts.AsSpan(0, starts.Length - 1).ToArray();
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == 0)
            {
                continue;
            }

            ref var place = ref points[next[BucketOf(i, digits[i])]++];
            place = terms[i % terms.Length].Point;
            if (digits[i] < 0)
            {
                place.Y = FieldElement.Negate(place.Y);
            }
        }

        return new(points, starts);

        int BucketOf(int position, int digit) => (position / termCount * bucketsPerWindow) + Math.Abs(digit) - 1;
    }

    /// <summary>Σ d·bucket(d) by running sums from the largest digit down.</summary>
    private static JacobianPoint<FieldElement> Weigh(Buckets buckets, int first, int width)
    {
        JacobianPoint<FieldElement> running = default;
        JacobianPoint<FieldElement> total = default;
        for (var i = first + (1 << (width - 1)) - 1; i >= first; i--)
        {
            if (buckets.TryGet(i, out var bucket))
            {
                running = JacobianPoint<FieldElement>.AddAffineVartime(running, bucket);
            }

            total = JacobianPoint<FieldElement>.AddVartime(total, running);
        }

        return total;
    }

    private static JacobianPoint<FieldElement> Shift(JacobianPoint<FieldElement> point, int bits)
    {
        for (var i = 0; i < bits; i++)
        {
            point = JacobianPoint<FieldElement>.Double(point);
        }

        return point;
    }
}
