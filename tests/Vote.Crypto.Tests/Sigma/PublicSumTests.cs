using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

public sealed class PublicSumTests
{
    private static readonly long[] Borders = [0, 1, -1, 2, -2, 3, 12, 255, 256, 65535, -65535, 65536, -65536, 1L << 32, -(1L << 40)];

    [Fact]
    public void IsTheSumOfTheMultiplesWhateverTheirSize()
    {
        var draw = new Draw(70);
        for (var terms = 0; terms < 12; terms++)
        {
            var sum = new PublicSum();
            var expected = Point.Identity;
            for (var i = 0; i < terms; i++)
            {
                var (coefficient, point) = (draw.Below(4) == 0 ? draw.NextScalar() : Scalar.FromInt64(Borders[draw.Below(Borders.Length)]), draw.NextPoint());
                sum.Add(coefficient, point);
                expected += coefficient * point;
            }

            Assert.Equal(expected, sum.ValueVartime());
            Assert.Equal(expected.IsIdentity, sum.IsIdentityVartime());
        }
    }

    [Fact]
    public void EveryBorderAloneIsItsMultiple() => Assert.All(Borders, border =>
    {
        var sum = new PublicSum();
        sum.Add(Scalar.FromInt64(border), Point.Generator);
        Assert.Equal(Scalar.FromInt64(border) * Point.Generator, sum.ValueVartime());
        Assert.Equal(border == 0, sum.IsIdentityVartime());
    });

    [Fact]
    public void SeesSmallAndLargeTermsCancel()
    {
        var (large, point) = (Scalar.FromInt64(1L << 40), Scalar.FromInt64(9) * Point.Generator);
        var sum = new PublicSum();
        sum.Add(large, point);
        sum.Add(Scalar.FromInt64(5), point);
        Assert.False(sum.IsIdentityVartime());
        sum.Add(-large - Scalar.FromInt64(5), point);
        Assert.True(sum.IsIdentityVartime());
        sum.Clear();
        sum.Add(Scalar.One, point);
        Assert.Equal(point, sum.ValueVartime());
    }
}
