using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vote.Crypto.Group;

/// <summary>
/// As many residues modulo p as a vector has lanes, each kept as x·2²⁶⁰ like a <see cref="FieldElement"/>, but in ten limbs of 26
/// bits: vectors multiply 32 bits by 32. Constant time.
/// </summary>
/// <remarks>
/// Six spare bits in each limb take the same lazy sums as the twelve of a <see cref="FieldElement"/>. <c>FieldRangeTests</c> computes the formulas' ranges
/// for the limbs of 52 bits alone; for these the tightest product was worked out by hand, and <c>LanesTests</c> compares edge values.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal readonly partial struct FieldLanes<V> : IFieldLanes<FieldLanes<V>>
    where V : struct, ILanes<V>
{
    private const int Limbs = 10;
    private const int LimbBits = 26;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    private readonly V _limb0;
    private readonly V _limb1;
    private readonly V _limb2;
    private readonly V _limb3;
    private readonly V _limb4;
    private readonly V _limb5;
    private readonly V _limb6;
    private readonly V _limb7;
    private readonly V _limb8;
    private readonly V _limb9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldLanes(V limb0, V limb1, V limb2, V limb3, V limb4, V limb5, V limb6, V limb7, V limb8, V limb9)
    {
        _limb0 = limb0;
        _limb1 = limb1;
        _limb2 = limb2;
        _limb3 = limb3;
        _limb4 = limb4;
        _limb5 = limb5;
        _limb6 = limb6;
        _limb7 = limb7;
        _limb8 = limb8;
        _limb9 = limb9;
    }

    public static int Count => V.Count;

    public static FieldLanes<V> One { get; } = Broadcast(FieldElement.One);

    public static FieldLanes<V> CurveB { get; } = Broadcast(FieldElement.CurveB);

    public static FieldLanes<V> operator +(in FieldLanes<V> left, in FieldLanes<V> right) => new(
        left._limb0 + right._limb0,
        left._limb1 + right._limb1,
        left._limb2 + right._limb2,
        left._limb3 + right._limb3,
        left._limb4 + right._limb4,
        left._limb5 + right._limb5,
        left._limb6 + right._limb6,
        left._limb7 + right._limb7,
        left._limb8 + right._limb8,
        left._limb9 + right._limb9);

    // The constants are 8p with 2²⁸ borrowed into each limb from the next, so that no limb of a small subtrahend underflows.
    public static FieldLanes<V> operator -(in FieldLanes<V> left, in FieldLanes<V> right) => new(
        left._limb0 + (V.Broadcast(0x13FFFFF8) - right._limb0),
        left._limb1 + (V.Broadcast(0x13FFFFFB) - right._limb1),
        left._limb2 + (V.Broadcast(0x13FFFFFB) - right._limb2),
        left._limb3 + (V.Broadcast(0x101FFFFB) - right._limb3),
        left._limb4 + (V.Broadcast(0x0FFFFFFC) - right._limb4),
        left._limb5 + (V.Broadcast(0x0FFFFFFC) - right._limb5),
        left._limb6 + (V.Broadcast(0x0FFFFFFC) - right._limb6),
        left._limb7 + (V.Broadcast(0x10001FFC) - right._limb7),
        left._limb8 + (V.Broadcast(0x13F7FFFC) - right._limb8),
        left._limb9 + (V.Broadcast(0x01FFFFFB) - right._limb9));

    public static FieldLanes<V> operator *(in FieldLanes<V> left, in FieldLanes<V> right)
    {
        Multiply(left, right, out var product);
        return product;
    }

    public static void Multiply(in FieldLanes<V> left, in FieldLanes<V> right, out FieldLanes<V> product)
    {
        Unsafe.SkipInit(out product);
        V.Multiply(LimbsOf(left), LimbsOf(right), MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in product._limb0), Limbs));
    }

    public static FieldLanes<V> Square(in FieldLanes<V> value)
    {
        Unsafe.SkipInit(out FieldLanes<V> square);
        V.Square(LimbsOf(value), MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in square._limb0), Limbs));
        return square;
    }

    public static FieldLanes<V> SquareTimes(FieldLanes<V> value, int times)
    {
        var limbs = MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in value._limb0), Limbs);
        for (var i = 0; i < times; i++)
        {
            V.Square(limbs, limbs);
        }

        return value;
    }

    public static FieldLanes<V> Reduce(in FieldLanes<V> value)
    {
        // What stands above 2²⁵⁶ comes back as 2²²⁴ − 2¹⁹² − 2⁹⁶ + 1; limbs may be negative until the carries ran.
        var mask = V.Broadcast(LimbMask);
        var excess = value._limb9 >>> 22;
        var t0 = value._limb0 + excess;
        var t1 = value._limb1 + (t0 >> LimbBits);
        var t2 = value._limb2 + (t1 >> LimbBits);
        var t3 = value._limb3 - (excess << 18) + (t2 >> LimbBits);
        var t4 = value._limb4 + (t3 >> LimbBits);
        var t5 = value._limb5 + (t4 >> LimbBits);
        var t6 = value._limb6 + (t5 >> LimbBits);
        var t7 = value._limb7 - (excess << 10) + (t6 >> LimbBits);
        var t8 = value._limb8 + (excess << 16) + (t7 >> LimbBits);
        var t9 = (value._limb9 & V.Broadcast((1UL << 22) - 1)) + (t8 >> LimbBits);
        return new(t0 & mask, t1 & mask, t2 & mask, t3 & mask, t4 & mask, t5 & mask, t6 & mask, t7 & mask, t8 & mask, t9);
    }

    public static uint ZeroLanes(in FieldLanes<V> value)
    {
        // What Reduce gives is below 2p with full limbs, so zero is 0 or p there.
        var t = Reduce(value);
        var zero = t._limb0 | t._limb1 | t._limb2 | t._limb3 | t._limb4 | t._limb5 | t._limb6 | t._limb7 | t._limb8 | t._limb9;
        var full = V.Broadcast(LimbMask);
        var prime = (t._limb0 ^ full) | (t._limb1 ^ full) | (t._limb2 ^ full) | (t._limb3 ^ V.Broadcast((1 << 18) - 1))
            | t._limb4 | t._limb5 | t._limb6 | (t._limb7 ^ V.Broadcast(1 << 10)) | (t._limb8 ^ V.Broadcast(0x3FF0000))
            | (t._limb9 ^ V.Broadcast(0x3FFFFF));
        return V.TopBits(V.Equal(zero, default) | V.Equal(prime, default));
    }

    private static ReadOnlySpan<V> LimbsOf(in FieldLanes<V> value) => MemoryMarshal.CreateReadOnlySpan(in value._limb0, Limbs);
}
