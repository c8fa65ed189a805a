using System.Numerics;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>
/// A field element that knows no value, only the greatest one it may have: the greatest integer, and the greatest of each limb.
/// Every operation asserts what <see cref="FieldElement"/> needs and says how large its result may be.
/// </summary>
internal readonly struct RangedElement : ISingleFieldElement<RangedElement>, IFieldLanes<RangedElement>
{
    private const int Limbs = 5;

    private static readonly BigInteger Radix = BigInteger.One << 52;

    // The limbs of 8p that FieldElement adds in a difference.
    private static readonly BigInteger[] EightP =
        [0x4FFFFFFFFFFFF8, 0x407FFFFFFFFFFB, 0x3FFFFFFFFFFFFC, 0x40007FFFFFFFFC, 0x07FFFFFFF7FFFC];

    private readonly BigInteger[]? _limbs;

    private RangedElement(BigInteger value, BigInteger[] limbs)
    {
        limbs[^1] = BigInteger.Min(limbs[^1], value >> 208);
        Value = value;
        _limbs = limbs;
    }

    /// <summary>What points hold: below 1.1·p in limbs of 52 bits.</summary>
    public static RangedElement Tight { get; } = new(Twin.P * 11 / 10, FullLimbs());

    public static RangedElement One => new(Twin.P - 1, FullLimbs());

    public static RangedElement CurveB => One;

    /// <summary>The greatest integer.</summary>
    public BigInteger Value { get; }

    private BigInteger[] Limb => _limbs ?? new BigInteger[Limbs];

    public static void AssertTight(RangedElement element)
    {
        Assert.True(element.Value <= Tight.Value, $"{(double)element.Value / (double)Twin.P} p");
        Assert.All(element.Limb.SkipLast(1), limb => Assert.True(limb < Radix));
    }

    public static RangedElement operator +(in RangedElement left, in RangedElement right)
    {
        var limbs = left.Limb.Zip(right.Limb, (a, b) => a + b).ToArray();
        Assert.All(limbs, limb => Assert.True(limb < BigInteger.One << 64));
        return new(left.Value + right.Value, limbs);
    }

    public static RangedElement operator -(in RangedElement left, in RangedElement right)
    {
        Assert.All(right.Limb.Zip(EightP), pair => Assert.True(pair.First <= pair.Second, "a difference may underflow"));
        return new(left.Value + (8 * Twin.P), left.Limb.Zip(EightP, (a, b) => a + b).ToArray());
    }

    public static RangedElement operator *(in RangedElement left, in RangedElement right) => Product(left, right, 6);

    // The square doubles its shifted limbs once more.
    public static RangedElement Square(in RangedElement value) => Product(value, value, 7);

    public static RangedElement Reduce(in RangedElement value)
    {
        Assert.All(value.Limb, limb => Assert.True(limb < BigInteger.One << 62));
        var excess = value.Limb[4] >> 48;
        Assert.True(excess < 1 << 14, "an excess may not fit");
        var low = BigInteger.Zero;
        for (var i = Limbs - 2; i >= 0; i--)
        {
            low = (low << 52) + value.Limb[i];
        }

        // The top limb keeps 48 bits at most, and the excess comes back below 2²²⁴ times it.
        var top = BigInteger.Min(value.Limb[4], (BigInteger.One << 48) - 1);
        return new((top << 208) + low + (excess << 224), FullLimbs());
    }

    public static ulong IsZeroMask(in RangedElement value)
    {
        _ = Reduce(value);
        return 0;
    }

    public static RangedElement SelectEntry(ReadOnlySpan<RangedElement> entries, int stride, uint index) => entries[0];

    public static void AssignIf(ref RangedElement target, in RangedElement source, ulong mask) =>
        target = new(BigInteger.Max(target.Value, source.Value), target.Limb.Zip(source.Limb, BigInteger.Max).ToArray());

    public static void AssignIfZero(ref RangedElement target, in RangedElement source, in RangedElement tested) =>
        AssignIf(ref target, source, IsZeroMask(tested));

    public static int Count => 1;

    public static RangedElement Broadcast(in FieldElement element) => Tight;

    public static void Multiply(in RangedElement left, in RangedElement right, out RangedElement product) => product = left * right;

    public static RangedElement Gather(ReadOnlySpan<FieldElement> elements, ReadOnlySpan<int> places) => Tight;

    public static void Scatter(in RangedElement value, Span<FieldElement> elements, ReadOnlySpan<int> places) => AssertTight(value);

    public static uint ZeroLanes(in RangedElement value) => (uint)IsZeroMask(value);

    public static void AssignLanes(ref RangedElement target, in RangedElement source, uint lanes) => AssignIf(ref target, source, lanes);

    public static RangedElement SelectShared(ReadOnlySpan<FieldElement> entries, int stride, ReadOnlySpan<ulong> indices) => Tight;

    public static RangedElement SelectOwn(ReadOnlySpan<RangedElement> entries, int stride, ReadOnlySpan<ulong> indices) => entries[0];

    private static RangedElement Product(RangedElement left, RangedElement right, int shift)
    {
        Assert.All([.. left.Limb, .. right.Limb], limb => Assert.True(limb << shift < BigInteger.One << 64, "a factor may lose bits"));
        Assert.True(left.Value * right.Value <= 500 * Twin.P * Twin.P, "a product may exceed what the interface promises");

        var columns = new BigInteger[2 * Limbs];
        for (var i = 0; i < Limbs; i++)
        {
            for (var j = 0; j < Limbs; j++)
            {
                columns[i + j] += Radix;
                columns[i + j + 1] += (left.Limb[i] * right.Limb[j] >> 52) + 1;
            }
        }

        for (var i = 0; i < Limbs; i++)
        {
            // Each elimination carries, and adds at most a limb, twice at the fourth place.
            columns[i + 1] += (columns[i] >> 52) + Radix;
            columns[i + 2] += Radix;
            columns[i + 3] += Radix;
            columns[i + 4] += 2 * Radix;
            columns[i + 5] += Radix;
        }

        Assert.All(columns, column => Assert.True(column < BigInteger.One << 62, "a column may overflow"));
        return new(((left.Value * right.Value) >> 260) + Twin.P, FullLimbs());
    }

    private static BigInteger[] FullLimbs() => Enumerable.Repeat(Radix - 1, Limbs).ToArray();
}
