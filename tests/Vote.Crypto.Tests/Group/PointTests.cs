using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

public sealed class PointTests
{
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void IsAGroup() =>
        Prop.ForAll(Twin.Integers(), Twin.Integers(), Twin.Integers(), (a, b, c) =>
        {
            var (p, q, r) = (Multiple(a), Multiple(b), Multiple(c));
            return p + q == q + p
                && p + q + r == p + (q + r)
                && p + Point.Identity == p
                && (p - p).IsIdentity
                && p - q == p + (-q)
                && -(p + q) == (-p) - q;
        }).Check(Some);

    [Fact]
    public void IsAModuleOverTheScalars() =>
        Prop.ForAll(Twin.Integers(), Twin.Integers(), Twin.Integers(), (a, b, c) =>
        {
            var (k, l, p) = (Twin.ToScalar(a), Twin.ToScalar(b), Multiple(c));
            return (k + l) * p == (k * p) + (l * p)
                && (k * l) * p == k * (l * p)
                && Scalar.One * p == p
                && (Scalar.Zero * p).IsIdentity
                && (k * Point.Identity).IsIdentity;
        }).Check(Some);

    [Fact]
    public void AddsAsTheTextbook() =>
        Prop.ForAll(Twin.Integers(), Twin.Integers(), (a, b) =>
        {
            var (p, q) = (Multiple(a), Multiple(b));
            return Twin.ToAffine(p + q) == Twin.Add(Twin.ToAffine(p), Twin.ToAffine(q))
                && Twin.ToAffine(p + p) == Twin.Add(Twin.ToAffine(p), Twin.ToAffine(p));
        }).Check(Some);

    [Fact]
    public void EveryWayToMultiplyGivesTheTextbooksPoint() =>
        Prop.ForAll(Twin.Integers(), Twin.Integers(), (a, b) =>
        {
            var (k, p) = (Twin.ToScalar(a), Multiple(b));
            var expected = Twin.Multiply(Twin.Mod(a, Twin.N), Twin.ToAffine(p));
            return Twin.ToAffine(k * p) == expected
                && Twin.ToAffine(Point.Multiply(k, p)) == expected
                && Twin.ToAffine(Point.MultiplyVartime(k, p)) == expected
                && Twin.ToAffine(k * Point.Generator) == Twin.Multiply(Twin.Mod(a, Twin.N), Twin.G);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public void ATableGivesWhatThePlainWayGives()
    {
        var table = new FixedBaseTable(Multiple(12345));
        Prop.ForAll(Twin.Integers(), a =>
        {
            var k = Twin.ToScalar(a);
            var expected = Point.Multiply(k, table.BasePoint);
            return table.Multiply(k) == expected && table.MultiplyVartime(k) == expected;
        }).Check(Some);
        Assert.True(table.Multiply(Scalar.Zero).IsIdentity);
        Assert.True(table.MultiplyVartime(Scalar.Zero).IsIdentity);
        Assert.Throws<ArgumentException>(() => new FixedBaseTable(Point.Identity));
    }

    [Fact]
    public void ComparesByValueWhateverTheCoordinates()
    {
        var two = Scalar.FromInt64(2) * Point.Generator;
        var sum = Point.Generator + Point.Generator;
        Assert.Equal(two, sum);
        Assert.Equal(two.GetHashCode(), sum.GetHashCode());
        Assert.True(two == sum);
        Assert.False(two != sum);
        Assert.False(two == null);
        Assert.True(two != Point.Generator);
        Assert.NotEqual(two, -two);
        Assert.NotEqual(Point.Identity, two);
        Assert.NotEqual(two, Point.Identity);
        Assert.Equal(Point.Identity, Point.Generator - Point.Generator);
        Assert.Equal(Point.Identity.GetHashCode(), (two - two).GetHashCode());
        Assert.Equal(Point.Identity, -Point.Identity);
        Assert.Equal(Point.Identity, Point.Identity + Point.Identity);
    }

    [Fact]
    public void AddsAffinePointsAsCompletely()
    {
        // The mixed formula of the tables against the full one, with every relation between the two points.
        var right = Point.Generator.ToAffine();
        foreach (var k in new[] { 0, 1, -1, 2, -2, 3, 77 })
        {
            var left = Scalar.FromInt64(k) * Point.Generator;
            var sum = ProjectivePoint<FieldElement>.AddAffine(left.Projective, right);
            Assert.Equal(left + Point.Generator, Point.FromProjective(sum));

            var jacobian = JacobianPoint<FieldElement>.FromProjective(left.Projective);
            var mixed = JacobianPoint<FieldElement>.AddAffineVartime(jacobian, right);
            Assert.Equal(left + Point.Generator, Point.FromJacobian(mixed));
            var full = JacobianPoint<FieldElement>.AddVartime(jacobian, JacobianPoint<FieldElement>.Double(mixed));
            Assert.Equal(left + (Scalar.FromInt64(2 * (k + 1)) * Point.Generator), Point.FromJacobian(full));
            Assert.Equal(left + left, Point.FromJacobian(JacobianPoint<FieldElement>.AddVartime(jacobian, jacobian)));
        }
    }

    internal static Point Multiple(BigInteger k) => Twin.ToScalar(k) * Point.Generator;
}
