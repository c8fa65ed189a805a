using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

public sealed class MultiplySumTests
{
    public static TheoryData<int> Sizes()
    {
        TheoryData<int> sizes = [];
        for (var size = 0; size <= 70; size++)
        {
            sizes.Add(size);
        }

        sizes.AddRange(95, 96, 97, 200, 1000);
        return sizes;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void IsTheSumOfTheMultiples(int size)
    {
        var points = Points(size);
        AssertSum(Draw(size, Scalar.Random), points);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    public void TakesTermsThatCoincideCancelOrVanish(int size)
    {
        var points = Points(size);
        var scalars = Draw(size, Scalar.Random);
        for (var i = 0; i + 8 < size; i += 8)
        {
            points[i] = points[i + 1];
            points[i + 2] = -points[i + 1];
            scalars[i] = scalars[i + 2] = scalars[i + 1];
            points[i + 3] = Point.Identity;
            scalars[i + 4] = Scalar.Zero;
            scalars[i + 5] = -Scalar.One;
            points[i + 6] = points[i + 7] + points[i + 7];
        }

        AssertSum(scalars, points);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(300)]
    public void TakesEqualPoints(int size)
    {
        var points = Enumerable.Repeat(Points(1)[0], size).ToArray();
        AssertSum(Draw(size, Scalar.Random), points);
        AssertSum(Draw(size, () => Scalar.FromInt64(3)), points);
        AssertSum([.. Enumerable.Range(0, size).Select(i => Scalar.FromInt64(i % 2 == 0 ? 5 : -5))], points);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(120)]
    public void TakesShortAndNegativeScalars(int size)
    {
        var points = Points(size);
        AssertSum(Draw(size, () => Scalar.FromUInt128LittleEndian(RandomNumberGenerator.GetBytes(16))), points);
        AssertSum(Draw(size, () => Scalar.FromInt64(RandomNumberGenerator.GetInt32(-50, 50))), points);
        AssertSum(Draw(size, () => Scalar.Zero), points);
        AssertSum([.. Enumerable.Range(0, size).Select(i => Twin.ToScalar((Twin.N / 2) + (i % 3) - 1))], points);
    }

    [Fact]
    public void IsCutIntoPartsWhenLong()
    {
        // Σ i·G for i from 1 is n(n+1)/2·G.
        const int size = (1 << 15) + 3;
        var scalars = Enumerable.Range(1, size).Select(i => Scalar.FromInt64(i)).ToArray();
        var points = Enumerable.Repeat(Point.Generator, size).ToArray();
        Assert.Equal(Scalar.FromInt64((long)size * (size + 1) / 2) * Point.Generator, Point.MultiplySumVartime(scalars, points));
    }

    [Fact]
    public void RefusesDifferentLengths()
    {
        Assert.Throws<ArgumentException>(() => Point.MultiplySumVartime([Scalar.One], []));
        Assert.Throws<ArgumentException>(() => Point.MultiplySumVartime([], [Point.Generator]));
    }

    [Fact]
    public void PlainSumsAreSums()
    {
        for (var size = 0; size < 30; size++)
        {
            var points = Points(size);
            Assert.Equal(points.Aggregate(Point.Identity, (sum, point) => sum + point), Point.SumVartime(points));
            Point[] doubled = [.. points, Point.Identity, .. points];
            Assert.Equal(Scalar.FromInt64(2) * Point.SumVartime(points), Point.SumVartime(doubled));
            Point[] cancelled = [.. points, .. points.Select(point => -point)];
            Assert.True(Point.SumVartime(cancelled).IsIdentity);
        }
    }

    private static void AssertSum(Scalar[] scalars, Point[] points)
    {
        var expected = Point.Identity;
        for (var i = 0; i < scalars.Length; i++)
        {
            expected += scalars[i] * points[i];
        }

        Assert.Equal(expected, Point.MultiplySumVartime(scalars, points));
    }

    private static Scalar[] Draw(int size, Func<Scalar> scalar) => Enumerable.Range(0, size).Select(_ => scalar()).ToArray();

    private static Point[] Points(int size) => Draw(size, Scalar.Random).Select(k => k * Point.Generator).ToArray();
}
