namespace Vote.Crypto.Group;

/// <summary>
/// Σ kᵢ·Pᵢ for many public terms (Pippenger): for each window of w bits the points are sorted by the size of their signed digit,
/// bucket d is added up, and Σ d·bucket(d) takes two additions a bucket.
/// </summary>
internal static class Pippenger<T>
    where T : struct, IFieldLanes<T>
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

        var points = new AffinePoint<FieldElement>[terms.Length];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = terms[i].Point;
        }

        var weights = new BucketWeights<T>(windows, BucketsPerWindow(width));
        for (var first = 0; first < windows; first += together)
        {
            var here = Math.Min(together, windows - first);
            FillBuckets(points, digits.AsSpan(first * points.Length, here * points.Length), weights, first, width);
        }

        return AddWindows(weights.Weigh(), width);
    }

    private static int BucketsPerWindow(int width) => 1 << (width - 1);

    private static JacobianPoint<FieldElement> AddWindows(ReadOnlySpan<ProjectivePoint<FieldElement>> sums, int width)
    {
        JacobianPoint<FieldElement> total = default;
        for (var window = sums.Length - 1; window >= 0; window--)
        {
            for (var i = 0; i < width; i++)
            {
                total = JacobianPoint<FieldElement>.Double(total);
            }

            total = JacobianPoint<FieldElement>.AddVartime(total, JacobianPoint<FieldElement>.FromProjective(sums[window]));
        }

        return total;
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

    /// <summary>Adds up one bucket for each digit but zero of some windows.</summary>
    private static void FillBuckets(
        AffinePoint<FieldElement>[] points, ReadOnlySpan<short> digits, BucketWeights<T> weights, int firstWindow, int width)
    {
        var buckets = Sort(points, digits, width);
        buckets.Collapse();
        var perWindow = BucketsPerWindow(width);
        for (var i = 0; i < digits.Length / points.Length * perWindow; i++)
        {
            if (buckets.TryGet(i, out var sum))
            {
                weights.Set(firstWindow + (i / perWindow), i % perWindow, sum);
            }
        }
    }

    /// <summary>A counting sort.</summary>
    private static Buckets<T> Sort(AffinePoint<FieldElement>[] points, ReadOnlySpan<short> digits, int width)
    {
        var perWindow = BucketsPerWindow(width);
        var starts = new int[(digits.Length / points.Length * perWindow) + 1];
        for (var (i, first) = (0, 0); i < digits.Length; first += perWindow)
        {
            for (var end = i + points.Length; i < end; i++)
            {
                starts[first + Math.Abs(digits[i])] += digits[i] == 0 ? 0 : 1;
            }
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var references = new int[starts[^1]];
        var next = starts.AsSpan(0, starts.Length - 1).ToArray();
        for (var (i, first) = (0, -1); i < digits.Length; first += perWindow)
        {
            for (var point = 0; point < points.Length; point++, i++)
            {
                if (digits[i] != 0)
                {
                    references[next[first + Math.Abs(digits[i])]++] = (2 * point) | (digits[i] < 0 ? 1 : 0);
                }
            }
        }

        return new(points, references, starts);
    }
}
