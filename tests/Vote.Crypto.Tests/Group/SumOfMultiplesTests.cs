using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>The sum for secret scalars against one multiplication a term, and its trace.</summary>
public sealed class SumOfMultiplesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(300)]
    public void AgreesWithItsSlowTwin(int count)
    {
        var scalars = Enumerable.Range(0, count).Select(_ => Scalar.Random()).ToArray();
        var points = Enumerable.Range(0, count).Select(i => PointTests.Multiple(i + 1)).ToArray();
        Assert.Equal(Slow(scalars, points), Point.SumOfMultiples(scalars, points));
    }

    [Fact]
    public void IsRightForEveryEdge()
    {
        var edges = new[] { 0, 1, 2, 7, 8, 9, 15, 16, -1, -2, -8, -9, long.MaxValue, long.MinValue + 1 }.Select(Scalar.FromInt64).ToArray();
        Point[] points = [PointTests.Multiple(3), Point.Generator, -Point.Generator, Point.Identity];
        foreach (var left in edges)
        {
            foreach (var right in edges)
            {
                foreach (var point in points)
                {
                    // Equal, opposite and missing points make sums that other formulas get wrong.
                    Assert.Equal((left * Point.Generator) + (right * point), Point.SumOfMultiples(new[] { left, right }, new[] { Point.Generator, point }));
                }
            }
        }
    }

    [Fact]
    public void RefusesDifferentLengths() =>
        Assert.Throws<ArgumentException>(() => Point.SumOfMultiples(new[] { Scalar.One }, Array.Empty<Point>()));

    [Fact]
    public void TakesTheSameStepsForAllScalars()
    {
        var tables = Enumerable.Range(1, 2).SelectMany(i => Enumerable.Range(1, ConstantTimeSum<TracedElement>.Multiples)
            .Select(k => (Scalar.FromInt64(k) * PointTests.Multiple(i)).ToAffine())
            .SelectMany(point => new TracedElement[] { new(point.X), new(point.Y) })).ToArray();
        Scalar[] edges = [Scalar.Zero, Scalar.One, -Scalar.One, Scalar.FromInt64(8), Scalar.FromInt64(-8), Scalar.Random(), Scalar.Random()];
        IReadOnlyList<(TracedElement.Step, long)>? first = null;
        foreach (var left in edges)
        {
            foreach (var right in edges)
            {
                ProjectivePoint<TracedElement> sum = default;
                UInt256[] scalars = [left.ToUInt256(), right.ToUInt256()];
                var trace = TracedElement.Trace(() => sum = ConstantTimeSum<TracedElement>.Compute(scalars, tables));
                Assert.Equal(
                    (left * PointTests.Multiple(1)) + (right * PointTests.Multiple(2)), Point.FromProjective(TracedElement.ToPlain(sum)));
                Assert.Equal(first ??= trace, trace);
            }
        }
    }

    private static Point Slow(Scalar[] scalars, Point[] points) =>
        scalars.Zip(points).Aggregate(Point.Identity, (sum, term) => sum + (term.First * term.Second));
}
