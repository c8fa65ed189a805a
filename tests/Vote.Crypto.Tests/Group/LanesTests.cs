using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>Lanes against the single element and the big integers, lane for lane; and each bulk algorithm in every width against the slow way.</summary>
public sealed class LanesTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400);

    // Where a machine has no such instructions the narrower ones are tested once more.
    private static readonly ILanesUnderTest[] Widths = [
        new LanesUnderTest<FieldElement>(),
        Lanes256.IsFast ? new LanesUnderTest<FieldLanes<Lanes256>>() : new LanesUnderTest<FieldElement>(),
        Lanes512.IsFast ? new LanesUnderTest<FieldLanes<Lanes512>>() : new LanesUnderTest<FieldElement>()];

    public static TheoryData<int> AllWidths => [0, 1, 2];

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void ComputeAsTheBigIntegers(int width) =>
        Prop.ForAll(Integers(), Integers(), (a, b) => Widths[width].ComputesLike(a, b)).Check(Many);

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void ComputeAtTheEdges(int width)
    {
        BigInteger[] edges = [0, 1, 2, Twin.P - 1, Twin.P, Twin.P - 2, (BigInteger.One << 256) - 1, (BigInteger.One << 26) - 1, BigInteger.One << 52,
            (BigInteger.One << 208) - 1, BigInteger.One << 224, (BigInteger.One << 234) - 1, Twin.P - (BigInteger.One << 96)];
        for (var shift = 0; shift < edges.Length; shift++)
        {
            BigInteger[] left = [.. Enumerable.Range(0, 8).Select(i => edges[i % edges.Length])];
            BigInteger[] right = [.. Enumerable.Range(shift, 8).Select(i => edges[i % edges.Length])];
            Assert.True(Widths[width].ComputesLike(left, right));
            Assert.True(Widths[width].ComputesLike(right, right));
        }
    }

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void FindZeroAndSelectLanes(int width) => Widths[width].FindsZeroAndSelects();

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void InvertMany(int width) => Widths[width].Inverts();

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void DecodeManyAsOneByOne(int width) => Widths[width].Decodes();

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void AddUpBucketsOfEqualAndOppositePoints(int width) => Widths[width].AddsBuckets();

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void SumMultiples(int width) => Widths[width].SumsMultiples();

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void MultiplySecretsAsOneByOne(int width) => Widths[width].MultipliesSecrets();

    private static Arbitrary<BigInteger[]> Integers() => Arb.From(Twin.Integers().Generator.ArrayOf(8));
}
