using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>
/// Each formula, run on the largest values it may meet. That every limb, column and product stays inside what the arithmetic can
/// hold, and that the results are again tight, shows that no input at all can overflow.
/// </summary>
public sealed class FieldRangeTests
{
    private static readonly ProjectivePoint<RangedElement> Projective = new(RangedElement.Tight, RangedElement.Tight, RangedElement.Tight);
    private static readonly JacobianPoint<RangedElement> Jacobian = new(RangedElement.Tight, RangedElement.Tight, RangedElement.Tight);
    private static readonly AffinePoint<RangedElement> Affine = new(RangedElement.Tight, RangedElement.Tight);

    [Fact]
    public void CompleteAdditionsStayInRange()
    {
        AssertTight(ProjectivePoint<RangedElement>.Add(Projective, Projective));
        AssertTight(ProjectivePoint<RangedElement>.AddAffine(Projective, Affine));
        AssertTight(ProjectivePoint<RangedElement>.Negate(Projective));
    }

    [Fact]
    public void DoublingsAndPublicAdditionsStayInRange()
    {
        AssertTight(JacobianPoint<RangedElement>.Double(Jacobian));
        AssertTight(JacobianPoint<RangedElement>.AddVartime(Jacobian, Jacobian));
        AssertTight(JacobianPoint<RangedElement>.AddAffineVartime(Jacobian, Affine));
    }

    [Fact]
    public void ChangesOfCoordinatesStayInRange()
    {
        AssertTight(JacobianPoint<RangedElement>.FromProjective(Projective));
        AssertTight(JacobianPoint<RangedElement>.ToProjective(Jacobian));
    }

    [Fact]
    public void MultiplicationsStayInRange()
    {
        AssertTight(ConstantTimeMultiply<RangedElement>.Multiply(Twin.ToUInt256(Twin.N - 1), Projective));
        var entries = Enumerable.Repeat(RangedElement.Tight, FixedBase<RangedElement>.Windows * FixedBase<RangedElement>.Digits * 2).ToArray();
        AssertTight(new FixedBase<RangedElement>(entries).Multiply(Twin.ToUInt256(Twin.N - 1)));
        AssertTight(FixedBaseMany<RangedElement>.Multiply([Twin.ToUInt256(Twin.N - 1)], FixedBaseTable.Generator.Multiples));
        var table = Enumerable.Repeat(RangedElement.Tight, ConstantTimeSum<RangedElement>.TableSize).ToArray();
        AssertTight(ConstantTimeSum<RangedElement>.Compute([Twin.ToUInt256(Twin.N - 1)], table));
    }

    [Fact]
    public void TheRangesNoticeAMissingReduction()
    {
        // A test of the tests: a sum that grew to 35p is neither a subtrahend nor a factor of itself.
        var grown = RangedElement.Tight;
        for (var i = 0; i < 5; i++)
        {
            grown += grown;
        }

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => RangedElement.Tight - grown);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => grown * grown);
        RangedElement.AssertTight(RangedElement.Reduce(grown));
    }

    private static void AssertTight(in ProjectivePoint<RangedElement> point) => AssertAllTight(point.X, point.Y, point.Z);

    private static void AssertTight(in JacobianPoint<RangedElement> point) => AssertAllTight(point.X, point.Y, point.Z);

    private static void AssertAllTight(params RangedElement[] coordinates) => Assert.All(coordinates, RangedElement.AssertTight);
}
