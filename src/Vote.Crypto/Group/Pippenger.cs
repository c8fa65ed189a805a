namespace Vote.Crypto.Group;

/// <summary>
/// Σ kᵢ·Pᵢ for many public terms (Pippenger): for each window of w bits the points are sorted by the size of their signed digit,
/// bucket d is added up, and Σ d·bucket(d) takes two additions a bucket.
/// </summary>
internal sealed class Pippenger<T>
    where T : struct, IFieldLanes<T>
{
    /// <summary>Windows are collapsed together until about this many points share an inversion; they still stay in the cache.</summary>
    private const int PointsPerRound = 1 << 15;

    private readonly AffinePoint<FieldElement>[] _points;
    private readonly short[] _digits;
    private readonly int _width;
    private readonly int _windows;
    private readonly int[] _references;
    private readonly int[] _starts;
    private readonly int[] _next;
    private readonly Buckets<T> _buckets;
    private readonly BucketWeights<T> _weights;

    private Pippenger(ReadOnlySpan<UInt256> scalars, ReadOnlySpan<AffinePoint<FieldElement>> points)
    {
        var longest = 1;
        long bits = 0;
        foreach (ref readonly var scalar in scalars)
        {
            var length = MultiplySum.BitLength(scalar);
            longest = Math.Max(longest, length);
            bits += length;
        }

        _points = points.ToArray();
        _width = WidthFor(bits, longest);
        _windows = SignedWindows.Count(longest, _width);
        _digits = Digits(scalars, _width, _windows);
        Together = Math.Clamp(PointsPerRound / points.Length, 1, _windows);
        _references = new int[Together * points.Length];
        _starts = new int[(Together * BucketsPerWindow) + 1];
        _next = new int[_starts.Length];
        _buckets = new(_references.Length);
        _weights = new(_windows, BucketsPerWindow);
    }

    private int Together { get; }

    private int BucketsPerWindow => 1 << (_width - 1);

    /// <summary>The sum; at least one term, scalars of at most 255 bits.</summary>
    public static JacobianPoint<FieldElement> Compute(ReadOnlySpan<UInt256> scalars, ReadOnlySpan<AffinePoint<FieldElement>> points)
    {
        var sum = new Pippenger<T>(scalars, points);
        for (var first = 0; first < sum._windows; first += sum.Together)
        {
            sum.FillBuckets(first, Math.Min(sum.Together, sum._windows - first));
        }

        return AddWindows(sum._weights.Weigh(), sum._width);
    }

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

    /// <summary>The width of the least work: a bucket's weighing takes about twice the time of a point's addition.</summary>
    private static int WidthFor(long bits, int longest)
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

        long Cost(int width) => (bits / width) + (SignedWindows.Count(longest, width) * (2L << (width - 1)));
    }

    /// <summary>The digits, window after window.</summary>
    private static short[] Digits(ReadOnlySpan<UInt256> scalars, int width, int windows)
    {
        var digits = new short[scalars.Length * windows];
        Span<ulong> buffer = stackalloc ulong[SignedWindows.BufferLength];
        for (var i = 0; i < scalars.Length; i++)
        {
            var signed = new SignedWindows(scalars[i], width, buffer);
            for (var window = 0; window < windows; window++)
            {
                var magnitude = (short)signed.Digit(window, out var negative);
                digits[(window * scalars.Length) + i] = negative == 0 ? magnitude : (short)-magnitude;
            }
        }

        return digits;
    }

    /// <summary>Adds up one bucket for each digit but zero of some windows.</summary>
    private void FillBuckets(int firstWindow, int windows)
    {
        Sort(_digits.AsSpan(firstWindow * _points.Length, windows * _points.Length));
        _buckets.Collapse(_points, _references, _starts);
        for (var i = 0; i < windows * BucketsPerWindow; i++)
        {
            if (_buckets.TryGet(i, out var sum))
            {
                _weights.Set((firstWindow * BucketsPerWindow) + i, sum);
            }
        }
    }

    /// <summary>A counting sort of references to the points by window and digit.</summary>
    private void Sort(ReadOnlySpan<short> digits)
    {
        Array.Clear(_starts);
        for (var (i, first) = (0, 0); i < digits.Length; first += BucketsPerWindow)
        {
            for (var end = i + _points.Length; i < end; i++)
            {
                _starts[first + Math.Abs(digits[i])] += digits[i] == 0 ? 0 : 1;
            }
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }

        _starts.CopyTo(_next, 0);
        for (var (i, first) = (0, -1); i < digits.Length; first += BucketsPerWindow)
        {
            for (var point = 0; point < _points.Length; point++, i++)
            {
                if (digits[i] != 0)
                {
                    _references[_next[first + Math.Abs(digits[i])]++] = (2 * point) | (digits[i] < 0 ? 1 : 0);
                }
            }
        }
    }
}
