using System.Numerics;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>The same laws for every width.</summary>
internal interface ILanesUnderTest
{
    bool ComputesLike(BigInteger[] left, BigInteger[] right);

    void FindsZeroAndSelects();

    void Inverts();

    void Decodes();

    void AddsBuckets();

    void SumsMultiples();

    void MultipliesSecrets();
}

internal sealed class LanesUnderTest<T> : ILanesUnderTest
    where T : struct, IFieldLanes<T>
{
    private static readonly int[] Places = [.. Enumerable.Range(0, T.Count)];

    public bool ComputesLike(BigInteger[] left, BigInteger[] right)
    {
        var (x, y) = (Load(left), Load(right));
        bool Is(T value, Func<BigInteger, BigInteger, BigInteger> expected) =>
            Integers(value).Index().All(lane => lane.Item == Twin.Mod(expected(left[lane.Index], right[lane.Index]), Twin.P));

        return Is(x + y, (a, b) => a + b)
            && Is(x - y, (a, b) => a - b)
            && Is(x * y, (a, b) => a * b)
            && Is(T.Square(x), (a, _) => a * a)
            && Is((x + x - y) * (y - x - x), (a, b) => ((2 * a) - b) * (b - (2 * a)))
            && Is(T.Square(y - x - x), (a, b) => (b - (2 * a)) * (b - (2 * a)))
            && Is(x - y + (x - y) + (x - y), (a, b) => 3 * (a - b))
            && Is(FieldPowers<T>.Invert(x), (a, _) => Twin.Inverse(Twin.Mod(a, Twin.P), Twin.P));
    }

    public void FindsZeroAndSelects()
    {
        for (var lane = 0; lane < T.Count; lane++)
        {
            var values = Enumerable.Repeat(BigInteger.One, 8).ToArray();
            values[lane] = Twin.P;
            Assert.Equal(1u << lane, T.ZeroLanes(Load(values)));
            Assert.Equal(1u << lane, T.ZeroLanes(Load(values) - default(T)));
            values[lane] = 0;
            Assert.Equal(1u << lane, T.ZeroLanes(Load(values)));
            var target = T.One;
            T.AssignLanes(ref target, T.CurveB, 1u << lane);
            Assert.Equal(T.One, Without(target, lane));
            Assert.Equal(Twin.B, Integers(target)[lane]);
            T.AssignIfZero(ref target, T.One + T.One, Load(values));
            Assert.Equal(2, Integers(target)[lane]);
        }

        var all = T.One;
        T.AssignIf(ref all, T.CurveB, 0);
        Assert.Equal(T.One, all);
        T.AssignIf(ref all, T.CurveB, ulong.MaxValue);
        Assert.Equal(T.CurveB, all);
        T[] entries = [T.One, T.CurveB, T.One + T.One, T.CurveB + T.One];
        Assert.Equal(entries[2], T.SelectEntry(entries, 2, 1));
        Assert.Equal(default, T.SelectEntry(entries, 2, 2));
    }

    public void Inverts()
    {
        for (var count = 1; count < 40; count++)
        {
            var elements = Enumerable.Range(1, count).Select(i => FieldElement.FromUInt256(Twin.ToUInt256(i))).ToArray();
            BatchInversion<T>.InvertAll(elements);
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(Twin.Inverse(i + 1, Twin.P), Twin.ToInteger(elements[i].ToUInt256()));
            }
        }
    }

    public void Decodes()
    {
        for (var count = 0; count < 20; count++)
        {
            var points = Enumerable.Range(0, count).Select(_ => Scalar.Random() * Point.Generator).ToArray();
            var bytes = Point.EncodeMany(points);
            var decoded = new Point[count];
            Assert.True(PointDecoding<T>.TryDecode(bytes, decoded));
            Assert.Equal(points, decoded);
            for (var i = 0; i < count; i++)
            {
                AssertRefused(bytes, (i * Point.Size, 4));
                AssertRefused([.. bytes[..((i * Point.Size) + 1)], .. Twin.ToBytes(Twin.P), .. bytes[((i + 1) * Point.Size)..]], null);
                AssertRefused([.. bytes[..((i * Point.Size) + 1)], .. Twin.ToBytes(OffCurve()), .. bytes[((i + 1) * Point.Size)..]], null);
            }
        }
    }

    public void AddsBuckets()
    {
        var p = Scalar.Random() * Point.Generator;
        var q = Scalar.Random() * Point.Generator;
        Point[][] buckets = [
            [], [p], [p, p], [p, -p], [p, p, p], [p, -p, q], [p, q, -p, -q], [-p, p, p, -p, q, q], [q, q, q, q, q, q, q, q, q], [p, q],
            .. Enumerable.Range(0, 20).Select(n => Enumerable.Range(0, n).Select(i => i % 3 == 0 ? p : Scalar.Random() * Point.Generator).ToArray())];
        Point[] flat = [.. buckets.SelectMany(bucket => bucket)];
        var starts = new int[buckets.Length + 1];
        for (var i = 0; i < buckets.Length; i++)
        {
            starts[i + 1] = starts[i] + buckets[i].Length;
        }

        // Every second point is stored as its opposite and counts negatively.
        AffinePoint<FieldElement>[] points = [.. flat.Select((point, i) => (i % 2 == 0 ? point : -point).ToAffine())];
        var sums = new Buckets<T>(flat.Length);
        sums.Collapse(points, [.. Enumerable.Range(0, flat.Length).Select(i => (2 * i) + (i % 2))], starts);
        for (var i = 0; i < buckets.Length; i++)
        {
            var sum = sums.TryGet(i, out var affine) ? Point.FromAffine(affine.X, affine.Y) : Point.Identity;
            Assert.Equal(buckets[i].Aggregate(Point.Identity, (left, right) => left + right), sum);
        }
    }

    public void SumsMultiples()
    {
        foreach (var count in new[] { 1, 2, 7, 8, 9, 30, 100 })
        {
            var points = Enumerable.Range(0, count).Select(_ => Scalar.Random() * Point.Generator).ToArray();
            var scalars = points.Select((_, i) => i % 5 == 0 ? -Scalar.One : Scalar.Random()).ToArray();
            points[^1] = points[0];
            var expected = points.Index().Aggregate(Point.Identity, (sum, item) => sum + (scalars[item.Index] * item.Item));
            var terms = MultiplySum.Collect(scalars, points);
            Assert.Equal(expected, Point.FromJacobian(Pippenger<T>.Compute(terms.Scalars, terms.Points)));
        }
    }

    public void MultipliesSecrets()
    {
        var table = new FixedBaseTable(Scalar.Random() * Point.Generator);
        Scalar[] edges = [Scalar.Zero, Scalar.One, -Scalar.One, Scalar.FromInt64(64), Scalar.FromInt64(-64), Scalar.FromInt64(8), Twin.ToScalar(Twin.N / 2)];
        for (var count = 0; count < 20; count++)
        {
            Scalar[] scalars = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? Scalar.Random() : edges[(i + count) % edges.Length])];
            Point[] points = [.. scalars.Select((_, i) => i % 7 == 5 ? Point.Identity : Scalar.FromInt64(i + 1) * table.BasePoint)];
            Assert.Equal(scalars.Select(k => k * table.BasePoint), table.MultiplyMany<T>(scalars));
            foreach (var k in scalars.Take(2))
            {
                Assert.Equal(points.Select(point => k * point), Point.MultiplyMany<T>(k, points));
            }

            if (count > 0)
            {
                var expected = points.Index().Aggregate(Point.Identity, (sum, item) => sum + (scalars[item.Index] * item.Item));
                Assert.Equal(expected, Point.SumOfPart<T>(scalars, points));
            }
        }
    }

    private static void AssertRefused(byte[] bytes, (int Index, byte Value)? change)
    {
        var changed = bytes.ToArray();
        if (change is { } place)
        {
            changed[place.Index] = place.Value;
        }

        Assert.False(PointDecoding<T>.TryDecode(changed, new Point[bytes.Length / Point.Size]));
    }

    private static BigInteger OffCurve()
    {
        for (BigInteger x = 5; ; x++)
        {
            if (!Point.TryDecode([2, .. Twin.ToBytes(x)], out _))
            {
                return x;
            }
        }
    }

    private static T Load(BigInteger[] integers) =>
        T.Gather([.. integers.Select(integer => FieldElement.FromUInt256(Twin.ToUInt256(integer)))], Places);

    private static BigInteger[] Integers(T value)
    {
        var elements = new FieldElement[T.Count];
        T.Scatter(T.Reduce(value), elements, Places);
        return [.. elements.Select(element => Twin.ToInteger(element.ToUInt256()))];
    }

    private static T Without(T value, int lane)
    {
        T.AssignLanes(ref value, T.One, 1u << lane);
        return value;
    }
}
