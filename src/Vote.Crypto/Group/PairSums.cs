using System.Numerics;

namespace Vote.Crypto.Group;

/// <summary>Sums of many pairs of affine points with one inversion: about six multiplications each, as many at once as there are lanes.</summary>
/// <param name="capacity">The greatest number of pairs.</param>
internal sealed class PairSums<T>(int capacity)
    where T : struct, IFieldLanes<T>
{
    private readonly int[] _left = new int[capacity + T.Count];
    private readonly int[] _right = new int[capacity + T.Count];
    private readonly int[] _places = new int[capacity + T.Count];
    private readonly T[] _denominators = new T[(capacity / T.Count) + 1];
    private readonly T[] _before = new T[(capacity / T.Count) + 1];

    // Pairs whose sum is no chord's, which only equal or opposite points make: by index, and whether there is a tangent.
    private readonly Dictionary<int, bool> _special = [];

    public int Count { get; private set; }

    private int Groups => (Count + T.Count - 1) / T.Count;

    public void Clear()
    {
        Count = 0;
        _special.Clear();
    }

    /// <summary>A pair by the references of its points, see <see cref="Buckets{T}"/>.</summary>
    public void Append(int left, int right)
    {
        _left[Count] = left;
        _right[Count++] = right;
    }

    /// <summary>After <see cref="Invert"/>: whether the pair's sum is a point, not the identity.</summary>
    public bool IsPoint(int pair) => !_special.TryGetValue(pair, out var isTangent) || isTangent;

    /// <summary>The index of the point that <see cref="Add"/> writes.</summary>
    public void Place(int pair, int index) => _places[pair] = 2 * index;

    /// <summary>Computes what the slopes are divided by, the product of all and its inverse.</summary>
    public void Invert(ReadOnlySpan<FieldElement> coordinates)
    {
        // The lanes past the end repeat the last pair.
        _left.AsSpan(Count, T.Count).Fill(_left[Count - 1]);
        _right.AsSpan(Count, T.Count).Fill(_right[Count - 1]);
        Span<int> left = stackalloc int[T.Count];
        Span<int> right = stackalloc int[T.Count];
        for (var group = 0; group < Groups; group++)
        {
            ReadPlaces(group, left, right, 0);
            _denominators[group] = T.Gather(coordinates, right) - T.Gather(coordinates, left);
        }

        var denominators = _denominators.AsSpan(0, Groups);
        Product = BatchInversion<T>.MultiplyUp(denominators, _before);
        if (T.ZeroLanes(Product) != 0)
        {
            FindSpecialPairs(coordinates);
            Product = BatchInversion<T>.MultiplyUp(denominators, _before);
        }

        Product = BatchInversion<T>.InvertLanes(Product);
    }

    /// <summary>Writes every sum to its place in the target, another array than the coordinates.</summary>
    public void Add(ReadOnlySpan<FieldElement> coordinates, Span<FieldElement> target)
    {
        _places.AsSpan(Count, T.Count).Fill(_places[Count - 1]);
        Span<int> left = stackalloc int[T.Count];
        Span<int> right = stackalloc int[T.Count];
        var inverse = Product;
        for (var group = Groups - 1; group >= 0; group--)
        {
            ReadPlaces(group, left, right, 0);
            var (x1, x2) = (T.Gather(coordinates, left), T.Gather(coordinates, right));
            var (leftSigns, rightSigns) = ReadPlaces(group, left, right, 1);
            var y1 = Signed(T.Gather(coordinates, left), leftSigns);
            var numerator = Signed(T.Gather(coordinates, right), rightSigns) - y1;
            if (_special.Count > 0)
            {
                UseTangents(group, x1, ref numerator);
            }

            T.Multiply(inverse, _before[group], out var slope);
            T.Multiply(numerator, slope, out slope);
            T.Multiply(inverse, _denominators[group], out inverse);
            var x = T.Reduce(T.Square(slope) - (x1 + x2));
            var y = T.Reduce((slope * (x1 - x)) - y1);
            WriteSums(group, x, y, target);
        }
    }

    private T Product { get; set; } = T.One;

    /// <summary>The places of x (0) or y (1) of a group's points, and which of them count negatively.</summary>
    private (uint Left, uint Right) ReadPlaces(int group, Span<int> left, Span<int> right, int coordinate)
    {
        uint leftSigns = 0;
        uint rightSigns = 0;
        var first = group * T.Count;
        for (var lane = 0; lane < left.Length; lane++)
        {
            var (l, r) = (_left[first + lane], _right[first + lane]);
            left[lane] = (l & ~1) | coordinate;
            right[lane] = (r & ~1) | coordinate;
            leftSigns |= (uint)(l & 1) << lane;
            rightSigns |= (uint)(r & 1) << lane;
        }

        return (leftSigns, rightSigns);
    }

    private static T Signed(T y, uint signs)
    {
        if (signs != 0)
        {
            T.AssignLanes(ref y, T.Reduce(default(T) - y), signs);
        }

        return y;
    }

    /// <summary>Finds equal and opposite points. The slope of the first is a tangent's; for the others any divisor will do.</summary>
    private void FindSpecialPairs(ReadOnlySpan<FieldElement> coordinates)
    {
        for (var group = 0; group < Groups; group++)
        {
            var zero = T.ZeroLanes(_denominators[group]);
            for (var lanes = zero; lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                var pair = Math.Min((group * T.Count) + lane, Count - 1);
                var y = coordinates[_left[pair] | 1];
                var hasSameY = FieldElement.EqualsMask(y, coordinates[_right[pair] | 1]) != 0;
                var isTangent = hasSameY == (((_left[pair] ^ _right[pair]) & 1) == 0);
                _special[pair] = isTangent;
                var twice = FieldElement.Reduce((_left[pair] & 1) == 0 ? y + y : FieldElement.Negate(y + y));
                T.AssignLanes(ref _denominators[group], T.Broadcast(isTangent ? twice : FieldElement.One), 1u << lane);
            }
        }
    }

    /// <summary>Puts 3x² − 3 in the lanes of tangents.</summary>
    private void UseTangents(int group, in T x, ref T numerator)
    {
        var square = T.Square(x);
        var tangent = T.Reduce(square + square + square - T.Broadcast(FieldElement.Three));
        for (var lane = 0; lane < T.Count; lane++)
        {
            if (_special.ContainsKey(Math.Min((group * T.Count) + lane, Count - 1)))
            {
                T.AssignLanes(ref numerator, tangent, 1u << lane);
            }
        }
    }

    private void WriteSums(int group, in T x, in T y, Span<FieldElement> target)
    {
        Span<int> places = stackalloc int[T.Count];
        _places.AsSpan(group * T.Count, T.Count).CopyTo(places);
        T.Scatter(x, target, places);
        for (var lane = 0; lane < places.Length; lane++)
        {
            places[lane]++;
        }

        T.Scatter(y, target, places);
    }
}
