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
    private readonly Pair[] _pairs = new Pair[(points.Length / 2) + 1];
    private readonly FieldElement[] _scratch = new FieldElement[(points.Length / 2) + 1];

    /// <summary>What a pair adds up to, told before its inversion.</summary>
    private enum Pair : byte
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
                _pairs[pairs] = Classify(points[i], points[i + 1], out _denominators[pairs]);
                pairs++;
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
                if (_pairs[pair] != Pair.Vertical)
                {
                    points[written++] = Add(points[first], points[first + 1], _pairs[pair], _denominators[pair]);
                }

                pair++;
            }

            if (first < end)
            {
                points[written++] = points[first];
            }
        }

        starts[^1] = written;
    }

    /// <summary>The kind of a pair, and what must be inverted for its slope.</summary>
    private static Pair Classify(
        in AffinePoint<FieldElement> left, in AffinePoint<FieldElement> right, out FieldElement denominator)
    {
        denominator = right.X - left.X;
        if (FieldElement.IsZeroMask(denominator) == 0)
        {
            return Pair.Chord;
        }

        // Equal points take the tangent. For opposite points any invertible number will do.
        var areEqual = FieldElement.EqualsMask(left.Y, right.Y) != 0;
        denominator = areEqual ? left.Y + left.Y : FieldElement.One;
        return areEqual ? Pair.Tangent : Pair.Vertical;
    }

    private static AffinePoint<FieldElement> Add(
        in AffinePoint<FieldElement> left, in AffinePoint<FieldElement> right, Pair pair, in FieldElement inverse)
    {
        var slope = (pair == Pair.Chord ? right.Y - left.Y : TangentNumerator(left.X)) * inverse;
        var x = FieldElement.Reduce(FieldElement.Square(slope) - (left.X + right.X));
        return new(x, FieldElement.Reduce((slope * (left.X - x)) - left.Y));
    }

    /// <summary>3x² − 3.</summary>
    private static FieldElement TangentNumerator(in FieldElement x)
    {
        var square = FieldElement.Square(x);
        return square + square + square - FieldElement.Three;
    }
}
