namespace Vote.Crypto.Group;

/// <summary>Σ d·bucket(d) for the buckets of many windows, as many windows at once as there are lanes.</summary>
/// <param name="windows">The number of windows.</param>
/// <param name="buckets">Buckets of a window, those of the digits 1, 2, ….</param>
internal sealed class BucketWeights<T>(int windows, int buckets)
    where T : struct, IFieldLanes<T>
{
    private const int Coordinates = 2;

    private readonly FieldElement[] _sums = new FieldElement[windows * buckets * Coordinates];
    private readonly bool[] _isPoint = new bool[windows * buckets];

    /// <summary>Takes what a bucket adds up to; one that is not set is the identity.</summary>
    /// <param name="index">Buckets are counted on from window to window.</param>
    /// <param name="sum">Its sum.</param>
    public void Set(int index, in AffinePoint<FieldElement> sum)
    {
        _isPoint[index] = true;
        (_sums[Coordinates * index], _sums[(Coordinates * index) + 1]) = (sum.X, sum.Y);
    }

    /// <summary>The weighted sum of each window.</summary>
    public ProjectivePoint<FieldElement>[] Weigh()
    {
        var totals = new ProjectivePoint<FieldElement>[windows];
        for (var first = 0; first < windows; first += T.Count)
        {
            WeighGroup(first, totals);
        }

        return totals;
    }

    /// <summary>By running sums from the largest digit down. The formulas are complete: no lane needs another way.</summary>
    private void WeighGroup(int first, ProjectivePoint<FieldElement>[] totals)
    {
        var (running, total) = (ProjectivePoint<T>.Identity, ProjectivePoint<T>.Identity);
        Span<int> x = stackalloc int[T.Count];
        Span<int> y = stackalloc int[T.Count];
        for (var bucket = buckets - 1; bucket >= 0; bucket--)
        {
            uint points = 0;
            for (var lane = 0; lane < x.Length; lane++)
            {
                var index = (Math.Min(first + lane, windows - 1) * buckets) + bucket;
                x[lane] = Coordinates * index;
                y[lane] = x[lane] + 1;
                points |= (_isPoint[index] ? 1u : 0) << lane;
            }

            AffinePoint<T> sum = new(T.Gather(_sums, x), T.Gather(_sums, y));
            LanePoints<T>.Assign(ref running, ProjectivePoint<T>.AddAffine(running, sum), points);
            total = ProjectivePoint<T>.Add(total, running);
        }

        Write(total, first, totals);
    }

    private static void Write(in ProjectivePoint<T> points, int first, ProjectivePoint<FieldElement>[] totals)
    {
        var lanes = LanePoints<T>.Read(points);
        for (var lane = 0; lane < lanes.Length && first + lane < totals.Length; lane++)
        {
            totals[first + lane] = lanes[lane];
        }
    }
}
