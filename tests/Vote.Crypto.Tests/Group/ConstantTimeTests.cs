using System.Numerics;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>
/// The formulas are generic over the field element, so the very code that handles secrets runs here on an element that notes
/// each operation: the sequence, not only the count, must not depend on the scalar or the point.
/// </summary>
public sealed class ConstantTimeTests
{
    [Fact]
    public void MultiplyingTakesTheSameStepsForEveryScalarAndPoint()
    {
        IReadOnlyList<(TracedElement.Step, long)>? first = null;
        foreach (var (k, point) in Cases())
        {
            ProjectivePoint<TracedElement> product = default;
            var traced = TracedElement.From(point.Projective);
            var trace = TracedElement.Trace(() => product = ConstantTimeMultiply<TracedElement>.Multiply(k.ToUInt256(), traced));
            Assert.Equal(k * point, Point.FromProjective(TracedElement.ToPlain(product)));
            AssertSame(first ??= trace, trace);
        }
    }

    [Fact]
    public void MultiplyingByATableTakesTheSameStepsForEveryScalar()
    {
        var table = new FixedBaseTable(PointTests.Multiple(5));
        var entries = new TracedElement[table.Multiples.Entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new(table.Multiples.Entries[i]);
        }

        var traced = new FixedBase<TracedElement>(entries);
        IReadOnlyList<(TracedElement.Step, long)>? first = null;
        foreach (var (k, _) in Cases())
        {
            ProjectivePoint<TracedElement> product = default;
            var trace = TracedElement.Trace(() => product = traced.Multiply(k.ToUInt256()));
            Assert.Equal(k * table.BasePoint, Point.FromProjective(TracedElement.ToPlain(product)));
            AssertSame(first ??= trace, trace);
        }
    }

    [Fact]
    public void MultiplyingInLanesByATableTakesTheSameStepsForEveryScalar()
    {
        var table = new FixedBaseTable(PointTests.Multiple(5));
        IReadOnlyList<(TracedElement.Step, long)>? first = null;
        foreach (var (k, _) in Cases())
        {
            ProjectivePoint<TracedElement> product = default;
            var trace = TracedElement.Trace(() => product = FixedBaseMany<TracedElement>.Multiply([k.ToUInt256()], table.Multiples));
            Assert.Equal(k * table.BasePoint, Point.FromProjective(TracedElement.ToPlain(product)));
            AssertSame(first ??= trace, trace);
        }
    }

    [Fact]
    public void TheTraceTellsTheVariableTimePathFromTheConstantOne()
    {
        // A test of the tests: where branches are allowed, the same tracing must see them.
        var traces = new[] { 0, 1, 3 }.Select(k =>
        {
            var left = JacobianPoint<TracedElement>.FromProjective(TracedElement.From(PointTests.Multiple(k).Projective));
            var right = Point.Generator.ToAffine();
            return TracedElement.Trace(() => JacobianPoint<TracedElement>.AddAffineVartime(left, new(new(right.X), new(right.Y)))).Count;
        });
        Assert.Equal(3, traces.Distinct().Count());
    }

    [Fact]
    public void EveryDigitIsRecodedRight()
    {
        var buffer = new ulong[SignedWindows.BufferLength];
        foreach (var (k, _) in Cases())
        {
            var integer = Twin.ToInteger(k.ToUInt256());
            for (var width = 2; width <= 15; width++)
            {
                var digits = new SignedWindows(k.ToUInt256(), width, buffer);
                var sum = BigInteger.Zero;
                for (var i = SignedWindows.Count(256, width) - 1; i >= 0; i--)
                {
                    var magnitude = digits.Digit(i, out var negative);
                    Assert.InRange(magnitude, 0u, 1u << (width - 1));
                    Assert.True(negative is 0 or ulong.MaxValue);
                    sum = (sum << width) + (negative == 0 ? magnitude : -(BigInteger)magnitude);
                }

                Assert.Equal(integer, sum);
                digits.Clear();
                Assert.All(buffer, word => Assert.Equal(0UL, word));
            }
        }
    }

    private static IEnumerable<(Scalar K, Point Point)> Cases()
    {
        var two255 = BigInteger.One << 255;
        BigInteger[] edges = [0, 1, 2, 3, 15, 16, 17, 31, 32, 33, Twin.N - 1, Twin.N - 2, Twin.N - 16, Twin.N / 2, two255, two255 - 1, two255 + 1];
        foreach (var edge in edges)
        {
            yield return (Twin.ToScalar(edge), PointTests.Multiple(7));
            yield return (Twin.ToScalar(edge), Point.Identity);
        }

        for (var i = 0; i < 100; i++)
        {
            yield return (Scalar.Random(), PointTests.Multiple(i));
        }
    }

    private static void AssertSame(
        IReadOnlyList<(TracedElement.Step, long)> expected, IReadOnlyList<(TracedElement.Step, long)> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i]);
        }
    }
}
