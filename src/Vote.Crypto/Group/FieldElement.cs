using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vote.Crypto.Group;

/// <summary>
/// A residue modulo p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1, kept as x·2²⁶⁰ in five limbs of 52 bits. Constant time.
/// </summary>
/// <remarks>
/// Twelve spare bits in each limb and four above the top make sums free of carries (see <see cref="IFieldElement{T}"/>), and
/// leave the formulas a form that vector lanes can share. The factors of a product are shifted up by six bits each, so that
/// the high word of a limb product is its part above 2⁵² and no sum of a column overflows.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal readonly partial struct FieldElement : ISingleFieldElement<FieldElement>, IFieldLanes<FieldElement>
{
    private const int LimbBits = 52;
    private const int FactorShift = 6;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    private readonly ulong _limb0;
    private readonly ulong _limb1;
    private readonly ulong _limb2;
    private readonly ulong _limb3;
    private readonly ulong _limb4;

    internal FieldElement(ulong limb0, ulong limb1, ulong limb2, ulong limb3, ulong limb4)
    {
        _limb0 = limb0;
        _limb1 = limb1;
        _limb2 = limb2;
        _limb3 = limb3;
        _limb4 = limb4;
    }

    public static FieldElement operator +(in FieldElement left, in FieldElement right) => unchecked(new(
        left._limb0 + right._limb0,
        left._limb1 + right._limb1,
        left._limb2 + right._limb2,
        left._limb3 + right._limb3,
        left._limb4 + right._limb4));

    // The constants are 8p with 2⁵⁴ borrowed into each limb from the next, so that no limb of a small subtrahend underflows.
    public static FieldElement operator -(in FieldElement left, in FieldElement right) => unchecked(new(
        left._limb0 + (0x4FFFFFFFFFFFF8 - right._limb0),
        left._limb1 + (0x407FFFFFFFFFFB - right._limb1),
        left._limb2 + (0x3FFFFFFFFFFFFC - right._limb2),
        left._limb3 + (0x40007FFFFFFFFC - right._limb3),
        left._limb4 + (0x07FFFFFFF7FFFC - right._limb4)));

    public static FieldElement operator *(in FieldElement left, in FieldElement right)
    {
        unchecked
        {
            ulong a0 = left._limb0 << FactorShift, a1 = left._limb1 << FactorShift, a2 = left._limb2 << FactorShift;
            ulong a3 = left._limb3 << FactorShift, a4 = left._limb4 << FactorShift;
            ulong b0 = right._limb0 << FactorShift, b1 = right._limb1 << FactorShift, b2 = right._limb2 << FactorShift;
            ulong b3 = right._limb3 << FactorShift, b4 = right._limb4 << FactorShift;
            ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0, t8 = 0, t9 = 0;

            Accumulate(a0, b0, ref t0, ref t1);
            Accumulate(a0, b1, ref t1, ref t2);
            Accumulate(a0, b2, ref t2, ref t3);
            Accumulate(a0, b3, ref t3, ref t4);
            Accumulate(a0, b4, ref t4, ref t5);

            Accumulate(a1, b0, ref t1, ref t2);
            Accumulate(a1, b1, ref t2, ref t3);
            Accumulate(a1, b2, ref t3, ref t4);
            Accumulate(a1, b3, ref t4, ref t5);
            Accumulate(a1, b4, ref t5, ref t6);

            Accumulate(a2, b0, ref t2, ref t3);
            Accumulate(a2, b1, ref t3, ref t4);
            Accumulate(a2, b2, ref t4, ref t5);
            Accumulate(a2, b3, ref t5, ref t6);
            Accumulate(a2, b4, ref t6, ref t7);

            Accumulate(a3, b0, ref t3, ref t4);
            Accumulate(a3, b1, ref t4, ref t5);
            Accumulate(a3, b2, ref t5, ref t6);
            Accumulate(a3, b3, ref t6, ref t7);
            Accumulate(a3, b4, ref t7, ref t8);

            Accumulate(a4, b0, ref t4, ref t5);
            Accumulate(a4, b1, ref t5, ref t6);
            Accumulate(a4, b2, ref t6, ref t7);
            Accumulate(a4, b3, ref t7, ref t8);
            Accumulate(a4, b4, ref t8, ref t9);

            return ReduceColumns(t0, t1, t2, t3, t4, t5, t6, t7, t8, t9);
        }
    }

    public static FieldElement Square(in FieldElement value)
    {
        unchecked
        {
            ulong a0 = value._limb0 << FactorShift, a1 = value._limb1 << FactorShift, a2 = value._limb2 << FactorShift;
            ulong a3 = value._limb3 << FactorShift, a4 = value._limb4 << FactorShift;
            ulong twice0 = a0 << 1, twice1 = a1 << 1, twice2 = a2 << 1, twice3 = a3 << 1;
            ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0, t8 = 0, t9 = 0;

            Accumulate(a0, a0, ref t0, ref t1);
            Accumulate(twice0, a1, ref t1, ref t2);
            Accumulate(twice0, a2, ref t2, ref t3);
            Accumulate(twice0, a3, ref t3, ref t4);
            Accumulate(twice0, a4, ref t4, ref t5);
            Accumulate(a1, a1, ref t2, ref t3);
            Accumulate(twice1, a2, ref t3, ref t4);
            Accumulate(twice1, a3, ref t4, ref t5);
            Accumulate(twice1, a4, ref t5, ref t6);
            Accumulate(a2, a2, ref t4, ref t5);
            Accumulate(twice2, a3, ref t5, ref t6);
            Accumulate(twice2, a4, ref t6, ref t7);
            Accumulate(a3, a3, ref t6, ref t7);
            Accumulate(twice3, a4, ref t7, ref t8);
            Accumulate(a4, a4, ref t8, ref t9);

            return ReduceColumns(t0, t1, t2, t3, t4, t5, t6, t7, t8, t9);
        }
    }

    public static FieldElement Reduce(in FieldElement value)
    {
        unchecked
        {
            // What stands above 2²⁵⁶ comes back as 2²²⁴ − 2¹⁹² − 2⁹⁶ + 1; limbs may be negative until the carries ran.
            var excess = value._limb4 >> 48;
            var t0 = (long)(value._limb0 + excess);
            var t1 = (long)(value._limb1 - (excess << 44)) + (t0 >> LimbBits);
            var t2 = (long)value._limb2 + (t1 >> LimbBits);
            var t3 = (long)(value._limb3 - (excess << 36)) + (t2 >> LimbBits);
            var t4 = (long)((value._limb4 & ((1UL << 48) - 1)) + (excess << 16)) + (t3 >> LimbBits);
            return new((ulong)t0 & LimbMask, (ulong)t1 & LimbMask, (ulong)t2 & LimbMask, (ulong)t3 & LimbMask, (ulong)t4);
        }
    }

    /// <summary>Adds the product of two limbs, each shifted up by six bits, at its place and the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(ulong left, ulong right, ref ulong low, ref ulong high)
    {
        unchecked
        {
            high += UInt256.MultiplyHigh(left, right);
            low += (left * right) >> (2 * FactorShift);
        }
    }

    /// <summary>Montgomery's reduction: makes the five low columns vanish and carries the others into limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement ReduceColumns(
        ulong t0, ulong t1, ulong t2, ulong t3, ulong t4, ulong t5, ulong t6, ulong t7, ulong t8, ulong t9)
    {
        Eliminate(t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        Eliminate(t1, ref t2, ref t3, ref t4, ref t5, ref t6);
        Eliminate(t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        Eliminate(t3, ref t4, ref t5, ref t6, ref t7, ref t8);
        Eliminate(t4, ref t5, ref t6, ref t7, ref t8, ref t9);
        unchecked
        {
            t6 += t5 >> LimbBits;
            t7 += t6 >> LimbBits;
            t8 += t7 >> LimbBits;
            t9 += t8 >> LimbBits;
            return new(t5 & LimbMask, t6 & LimbMask, t7 & LimbMask, t8 & LimbMask, t9);
        }
    }

    /// <summary>
    /// Adds m·p with m the low 52 bits of the column, which clears them as −p⁻¹ = 1 modulo 2⁵², and carries the rest. In limbs
    /// p = −1 + 2⁴⁴·B + 2³⁶·B³ + (2⁴⁸ − 2¹⁶)·B⁴ with B = 2⁵².
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eliminate(ulong column, ref ulong next1, ref ulong next2, ref ulong next3, ref ulong next4, ref ulong next5)
    {
        unchecked
        {
            const ulong topLimb = (1UL << 48) - (1UL << 16);
            var m = column & LimbMask;
            next1 += (column >> LimbBits) + ((m << 44) & LimbMask);
            next2 += m >> 8;
            next3 += (m << 36) & LimbMask;
            next4 += (m >> 16) + ((m * topLimb) & LimbMask);
            next5 += UInt256.MultiplyHigh(m << 12, topLimb);
        }
    }
}
