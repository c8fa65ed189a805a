using System.Runtime.InteropServices;

namespace Vote.Crypto.Group;

/// <summary>
/// Affine points sorted into buckets, and their sums: neighbours inside a bucket are added pair by pair, all pairs of a round
/// sharing one inversion and as many at once as there are lanes, until each bucket holds at most one point.
/// </summary>
/// <remarks>
/// A reference to a point is twice its index, plus one when it counts negatively: among the coordinates written one after the
/// other, x stands at the reference without its lowest bit and y at the place after it.
/// </remarks>
/// <param name="points">Points none of which is the identity, in any order; not changed.</param>
/// <param name="references">References to them, bucket after bucket; overwritten.</param>
/// <param name="starts">The index of each bucket's first reference, and their number at the end; overwritten.</param>
internal sealed class Buckets<T>(AffinePoint<FieldElement>[] points, int[] references, int[] starts)
    where T : struct, IFieldLanes<T>
{
    private readonly PairSums<T> _pairs = new(references.Length / 2);
    private readonly AffinePoint<FieldElement>[]?[] _targets = new AffinePoint<FieldElement>[2][];

    public void Collapse()
    {
        for (var round = 0; CollectPairs(); round ^= 1)
        {
            var coordinates = Coordinates(points);
            _pairs.Invert(coordinates);

            // Half of the points at most are left, and one for each bucket of an odd number; one more place takes what nobody reads.
            var target = _targets[round] ??= new AffinePoint<FieldElement>[Math.Min(references.Length, (references.Length / 2) + starts.Length) + 1];
            PlaceSums(target);
            _pairs.Add(coordinates, Coordinates(target));
            points = target;
        }
    }

    /// <summary>A bucket's sum after <see cref="Collapse"/>; false for the identity.</summary>
    public bool TryGet(int bucket, out AffinePoint<FieldElement> sum)
    {
        var isPoint = starts[bucket] < starts[bucket + 1];
        sum = isPoint ? Read(references[starts[bucket]]) : default;
        return isPoint;
    }

    private static Span<FieldElement> Coordinates(AffinePoint<FieldElement>[] all) =>
        MemoryMarshal.Cast<AffinePoint<FieldElement>, FieldElement>(all.AsSpan());

    private bool CollectPairs()
    {
        _pairs.Clear();
        for (var bucket = 0; bucket + 1 < starts.Length; bucket++)
        {
            for (var i = starts[bucket]; i + 1 < starts[bucket + 1]; i += 2)
            {
                _pairs.Append(references[i], references[i + 1]);
            }
        }

        return _pairs.Count > 0;
    }

    /// <summary>Gives each sum its place in the target and copies the points left over; each bucket moves its start.</summary>
    private void PlaceSums(AffinePoint<FieldElement>[] target)
    {
        var written = 0;
        var pair = 0;
        for (var bucket = 0; bucket + 1 < starts.Length; bucket++)
        {
            var (first, end) = (starts[bucket], starts[bucket + 1]);
            starts[bucket] = written;
            for (; first + 1 < end; first += 2)
            {
                var isPoint = _pairs.IsPoint(pair);
                _pairs.Place(pair++, isPoint ? written : target.Length - 1);
                written += isPoint ? 1 : 0;
            }

            if (first < end)
            {
                target[written++] = Read(references[first]);
            }
        }

        starts[^1] = written;
        for (var i = 0; i < written; i++)
        {
            references[i] = 2 * i;
        }
    }

    private AffinePoint<FieldElement> Read(int reference)
    {
        var point = points[reference >> 1];
        return (reference & 1) == 0 ? point : new(point.X, FieldElement.Negate(point.Y));
    }
}
