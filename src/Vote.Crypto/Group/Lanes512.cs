using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vote.Crypto.Group;

/// <summary>Eight lanes. Right on every machine, fast where there is AVX-512.</summary>
internal readonly struct Lanes512(Vector512<ulong> value) : ILanes<Lanes512>
{
    private readonly Vector512<ulong> _value = value;

    public static bool IsFast => Avx512F.IsSupported && Avx512DQ.IsSupported && Vector512.IsHardwareAccelerated;

    public static int Count => 8;

    public static Lanes512 Broadcast(ulong value) => new(Vector512.Create(value));

    public static Lanes512 MaskOf(uint bits)
    {
        var bit = Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128);
        return new(Vector512.Equals(Vector512.Create((ulong)bits) & bit, bit));
    }

    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left._value + right._value);

    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left._value - right._value);

    public static Lanes512 operator &(Lanes512 left, Lanes512 right) => new(left._value & right._value);

    public static Lanes512 operator |(Lanes512 left, Lanes512 right) => new(left._value | right._value);

    public static Lanes512 operator ^(Lanes512 left, Lanes512 right) => new(left._value ^ right._value);

    public static Lanes512 operator <<(Lanes512 value, [ConstantExpected] int bits) => new(Vector512.ShiftLeft(value._value, bits));

    public static Lanes512 operator >>(Lanes512 value, [ConstantExpected] int bits) =>
        new(Vector512.ShiftRightArithmetic(value._value.AsInt64(), bits).AsUInt64());

    public static Lanes512 operator >>>(Lanes512 value, [ConstantExpected] int bits) =>
        new(Vector512.ShiftRightLogical(value._value, bits));

    public static Lanes512 Equal(Lanes512 left, Lanes512 right) => new(Vector512.Equals(left._value, right._value));

    public static uint TopBits(Lanes512 value) => (uint)value._value.ExtractMostSignificantBits();

    public static Lanes512 Load(ReadOnlySpan<ulong> lanes) => new(Vector512.Create(lanes));

    public static void Store(Lanes512 value, Span<ulong> lanes) => value._value.CopyTo(lanes);

    public static void Multiply(ReadOnlySpan<Lanes512> left, ReadOnlySpan<Lanes512> right, Span<Lanes512> product) =>
        Products512.Multiply(
            MemoryMarshal.Cast<Lanes512, Vector512<ulong>>(left),
            MemoryMarshal.Cast<Lanes512, Vector512<ulong>>(right),
            MemoryMarshal.Cast<Lanes512, Vector512<ulong>>(product));

    public static void Square(ReadOnlySpan<Lanes512> value, Span<Lanes512> product) => Products512.Square(
        MemoryMarshal.Cast<Lanes512, Vector512<ulong>>(value), MemoryMarshal.Cast<Lanes512, Vector512<ulong>>(product));

    public static void Gather(
        ReadOnlySpan<FieldElement> elements,
        ReadOnlySpan<int> places,
        out Lanes512 limb0,
        out Lanes512 limb1,
        out Lanes512 limb2,
        out Lanes512 limb3,
        out Lanes512 limb4)
    {
        ref readonly var e0 = ref elements[places[0]];
        ref readonly var e1 = ref elements[places[1]];
        ref readonly var e2 = ref elements[places[2]];
        ref readonly var e3 = ref elements[places[3]];
        ref readonly var e4 = ref elements[places[4]];
        ref readonly var e5 = ref elements[places[5]];
        ref readonly var e6 = ref elements[places[6]];
        ref readonly var e7 = ref elements[places[7]];

        // Four limbs of eight elements: rows i and i + 4 side by side, then turned within each half.
        var r0 = Vector512.Create(FieldElement.LowLimbs(e0), FieldElement.LowLimbs(e4));
        var r1 = Vector512.Create(FieldElement.LowLimbs(e1), FieldElement.LowLimbs(e5));
        var r2 = Vector512.Create(FieldElement.LowLimbs(e2), FieldElement.LowLimbs(e6));
        var r3 = Vector512.Create(FieldElement.LowLimbs(e3), FieldElement.LowLimbs(e7));
        (limb0, limb1, limb2, limb3) = Turn(r0, r1, r2, r3);
        limb4 = new(Vector512.Create(
            FieldElement.TopLimb(e0),
            FieldElement.TopLimb(e1),
            FieldElement.TopLimb(e2),
            FieldElement.TopLimb(e3),
            FieldElement.TopLimb(e4),
            FieldElement.TopLimb(e5),
            FieldElement.TopLimb(e6),
            FieldElement.TopLimb(e7)));
    }

    public static void Scatter(
        Span<FieldElement> elements,
        ReadOnlySpan<int> places,
        Lanes512 limb0,
        Lanes512 limb1,
        Lanes512 limb2,
        Lanes512 limb3,
        Lanes512 limb4)
    {
        var (r0, r1, r2, r3) = Turn(limb0._value, limb1._value, limb2._value, limb3._value);
        Span<ulong> top = stackalloc ulong[8];
        limb4._value.CopyTo(top);
        elements[places[0]] = FieldElement.FromLimbs(r0._value.GetLower(), top[0]);
        elements[places[1]] = FieldElement.FromLimbs(r1._value.GetLower(), top[1]);
        elements[places[2]] = FieldElement.FromLimbs(r2._value.GetLower(), top[2]);
        elements[places[3]] = FieldElement.FromLimbs(r3._value.GetLower(), top[3]);
        elements[places[4]] = FieldElement.FromLimbs(r0._value.GetUpper(), top[4]);
        elements[places[5]] = FieldElement.FromLimbs(r1._value.GetUpper(), top[5]);
        elements[places[6]] = FieldElement.FromLimbs(r2._value.GetUpper(), top[6]);
        elements[places[7]] = FieldElement.FromLimbs(r3._value.GetUpper(), top[7]);
    }

    /// <summary>The transposes of two matrices of four rows and four columns, one in each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Lanes512 R0, Lanes512 R1, Lanes512 R2, Lanes512 R3) Turn(
        Vector512<ulong> r0, Vector512<ulong> r1, Vector512<ulong> r2, Vector512<ulong> r3)
    {
        if (!Avx512F.IsSupported)
        {
            var low = Lanes256.Turn(r0.GetLower(), r1.GetLower(), r2.GetLower(), r3.GetLower());
            var high = Lanes256.Turn(r0.GetUpper(), r1.GetUpper(), r2.GetUpper(), r3.GetUpper());
            return (
                new(Vector512.Create(low.R0, high.R0)),
                new(Vector512.Create(low.R1, high.R1)),
                new(Vector512.Create(low.R2, high.R2)),
                new(Vector512.Create(low.R3, high.R3)));
        }

        var even01 = Avx512F.UnpackLow(r0, r1);
        var odd01 = Avx512F.UnpackHigh(r0, r1);
        var even23 = Avx512F.UnpackLow(r2, r3);
        var odd23 = Avx512F.UnpackHigh(r2, r3);
        var first = Vector512.Create(0UL, 1, 8, 9, 4, 5, 12, 13);
        var second = Vector512.Create(2UL, 3, 10, 11, 6, 7, 14, 15);
        return (
            new(Avx512F.PermuteVar8x64x2(even01, first, even23)),
            new(Avx512F.PermuteVar8x64x2(odd01, first, odd23)),
            new(Avx512F.PermuteVar8x64x2(even01, second, even23)),
            new(Avx512F.PermuteVar8x64x2(odd01, second, odd23)));
    }
}
