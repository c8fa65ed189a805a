namespace Vote.Crypto.Group;

/// <summary>
/// Affine points sorted into buckets, and their sums: neighbours inside a bucket are added pair by pair, all pairs of a round
/// sharing one inversion, until each bucket holds at most one point. An addition costs about six multiplications this way.
/// </summary>
/// <param name="points">The points, bucket after bucket; overwritten.</param>
/// <param name="starts">The index of each bucket's first point, and the number of points at the end; overwritten.</param>
internal sealed class Buckets(AffinePoint<FieldElement>[] points, int[] starts)
{
    private readonly FieldElement[] _denominators = new FieldElement[(points.Length / 2) + 1];
    private readonly FieldElement[] _scratch = new FieldElement[(points.Length / 2) + 1];

    /// <summary>What a pair adds up to, told before its inversion.</summary>
    private enum Pair
    {
        Chord,
        Tangent,
        Vertical,
    }

    public void Collapse()
    {
        while (true)
        {
            var pairs = CollectDenominators();
            if (pairs == 0)
            {
                return;
            }

            AffineBatch.InvertMany(_denominators.AsSpan(0, pairs), _scratch);
            AddPairs();
        }
    }

    /// <summary>A bucket's sum after <see cref="Collapse"/>; false for the identity.</summary>
    public bool TryGet(int bucket, out AffinePoint<FieldElement> sum)
    {
        var isPoint = starts[bucket] < starts[bucket + 1];
        sum = isPoint ? points[starts[bucket]] : default;
        return isPoint;
    }

    private int CollectDenominators()
    {
        var pairs = 0;
        for (var bucket = 0; bucket + 1 < starts.Length; bucket++)
        {
            for (var i = starts[bucket]; i + 1 < starts[bucket + 1]; i += 2)
            {
                ref var denominator = ref _denominators[pairs++];
                denominator = points[i + 1].X - points[i].X;
                if (FieldElement.IsZeroMask(denominator) != 0)
                {
                    // Equal points take the tangent. For opposite points any invertible number will do.
                    denominator = Classify(i) == Pair.Tangent ? points[i].Y + points[i].Y : FieldElement.One;
                }
            }
        }

        return pairs;
    }

    /// <summary>Writes the sums, and the points left over, to the front of the array; each bucket moves its start.</summary>
    private void AddPairs()
    {
        var written = 0;
        var pair = 0;
        for (var bucket = 0; bucket + 1 < starts.Length; bucket++)
        {
            var (first, end) = (starts[bucket], starts[bucket + 1]);
            starts[bucket] = written;
            for (; first + 1 < end; first += 2)
            {
                if (TryAdd(first, _denominators[pair++], out var sum))
                {
                    points[written++] = sum;
                }
            }

            if (first < end)
            {
                points[written++] = points[first];
            }
        }

        starts[^1] = written;
    }

    private bool TryAdd(int first, in FieldElement inverse, out AffinePoint<FieldElement> sum)
    {
        ref readonly var left = ref points[first];
        ref readonly var right = ref points[first + 1];
        FieldElement slope;
        switch (Classify(first))
        {
            case Pair.Vertical:
                sum = default;
                return false;
            case Pair.Tangent:
                var square = FieldElement.Square(left.X);
                slope = (square + square + square - FieldElement.Three) * inverse;
                break;
            default:
                slope = (right.Y - left.Y) * inverse;
                break;
        }

        var x = FieldElement.Reduce(FieldElement.Square(slope) - (left.X + right.X));
        sum = new(x, FieldElement.Reduce((slope * (left.X - x)) - left.Y));
        return true;
    }

    private Pair Classify(int first)
    {
        ref readonly var left = ref points[first];
        ref readonly var right = ref points[first + 1];
        return FieldElement.EqualsMask(left.X, right.X) == 0 ? Pair.Chord
            : FieldElement.EqualsMask(left.Y, right.Y) != 0 ? Pair.Tangent
            : Pair.Vertical;
    }
}
