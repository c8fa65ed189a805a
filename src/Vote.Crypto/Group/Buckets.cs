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
/// <param name="capacity">The greatest number of references; the space is kept from one use to the next.</param>
internal sealed class Buckets<T>(int capacity)
    where T : struct, IFieldLanes<T>
{
    private readonly PairSums<T> _pairs = new(capacity / 2);
    private readonly AffinePoint<FieldElement>[]?[] _targets = new AffinePoint<FieldElement>[2][];
    private AffinePoint<FieldElement>[] _points = [];
    private int[] _references = [];
    private int[] _starts = [];

    /// <param name="points">Points none of which is the identity, in any order; not changed.</param>
    /// <param name="references">References to them, bucket after bucket; overwritten.</param>
    /// <param name="starts">The index of each bucket's first reference, and their number at the end; overwritten.</param>
    public void Collapse(AffinePoint<FieldElement>[] points, int[] references, int[] starts)
    {
        (_points, _references, _starts) = (points, references, starts);
        for (var round = 0; CollectPairs(); round ^= 1)
        {
            var coordinates = Coordinates(_points);
            _pairs.Invert(coordinates);
            var target = Target(round);
            PlaceSums(target);
            _pairs.Add(coordinates, Coordinates(target));
            _points = target;
        }
    }

    /// <summary>A bucket's sum after <see cref="Collapse"/>; false for the identity.</summary>
    public bool TryGet(int bucket, out AffinePoint<FieldElement> sum)
    {
        var isPoint = _starts[bucket] < _starts[bucket + 1];
        sum = isPoint ? Read(_references[_starts[bucket]]) : default;
        return isPoint;
    }

    private static Span<FieldElement> Coordinates(AffinePoint<FieldElement>[] all) =>
        MemoryMarshal.Cast<AffinePoint<FieldElement>, FieldElement>(all.AsSpan());

    /// <summary>Half of the points at most are left, and one for each bucket of an odd number; one more place takes what nobody reads.</summary>
    private AffinePoint<FieldElement>[] Target(int round)
    {
        var size = Math.Min(capacity, (capacity / 2) + _starts.Length) + 1;
        if (_targets[round] is not { } target || target.Length < size)
        {
            _targets[round] = target = new AffinePoint<FieldElement>[size];
        }

        return target;
    }

    private bool CollectPairs()
    {
        _pairs.Clear();
        for (var bucket = 0; bucket + 1 < _starts.Length; bucket++)
        {
            for (var i = _starts[bucket]; i + 1 < _starts[bucket + 1]; i += 2)
            {
                _pairs.Append(_references[i], _references[i + 1]);
            }
        }

        return _pairs.Count > 0;
    }

    /// <summary>Gives each sum its place in the target and copies the points left over; each bucket moves its start.</summary>
    private void PlaceSums(AffinePoint<FieldElement>[] target)
    {
        var written = 0;
        var pair = 0;
        for (var bucket = 0; bucket + 1 < _starts.Length; bucket++)
        {
            var (first, end) = (_starts[bucket], _starts[bucket + 1]);
            _starts[bucket] = written;
            for (; first + 1 < end; first += 2)
            {
                var isPoint = _pairs.IsPoint(pair);
                _pairs.Place(pair++, isPoint ? written : target.Length - 1);
                written += isPoint ? 1 : 0;
            }

            if (first < end)
            {
                target[written++] = Read(_references[first]);
            }
        }

        _starts[^1] = written;
        for (var i = 0; i < written; i++)
        {
            _references[i] = 2 * i;
        }
    }

    private AffinePoint<FieldElement> Read(int reference)
    {
        var point = _points[reference >> 1];
        return (reference & 1) == 0 ? point : new(point.X, FieldElement.Negate(point.Y));
    }
}
