using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vote.Crypto.Group;

/// <summary>Four lanes. Right on every machine, fast where there is AVX2.</summary>
internal readonly struct Lanes256(Vector256<ulong> value) : ILanes<Lanes256>
{
    private const ulong TopBit = 1UL << 63;

    private readonly Vector256<ulong> _value = value;

    public static bool IsFast => Avx2.IsSupported;

    public static int Count => 4;

    public static Lanes256 Broadcast(ulong value) => new(Vector256.Create(value));

    public static Lanes256 MaskOf(uint bits)
    {
        var bit = Vector256.Create(1UL, 2, 4, 8);
        return new(Vector256.Equals(Vector256.Create((ulong)bits) & bit, bit));
    }

    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left._value + right._value);

    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left._value - right._value);

    public static Lanes256 operator &(Lanes256 left, Lanes256 right) => new(left._value & right._value);

    public static Lanes256 operator |(Lanes256 left, Lanes256 right) => new(left._value | right._value);

    public static Lanes256 operator ^(Lanes256 left, Lanes256 right) => new(left._value ^ right._value);

    public static Lanes256 operator <<(Lanes256 value, [ConstantExpected] int bits) => new(Vector256.ShiftLeft(value._value, bits));

    // AVX2 has no such shift of 64 bits: moved up by 2⁶³, shifted, moved down again.
    public static Lanes256 operator >>(Lanes256 value, [ConstantExpected] int bits) => new(
        Vector256.ShiftRightLogical(value._value + Vector256.Create(TopBit), bits) - Vector256.Create(TopBit >> bits));

    public static Lanes256 operator >>>(Lanes256 value, [ConstantExpected] int bits) =>
        new(Vector256.ShiftRightLogical(value._value, bits));

    public static Lanes256 Equal(Lanes256 left, Lanes256 right) => new(Vector256.Equals(left._value, right._value));

    public static uint TopBits(Lanes256 value) => value._value.ExtractMostSignificantBits();

    public static Lanes256 Load(ReadOnlySpan<ulong> lanes) => new(Vector256.Create(lanes));

    public static void Store(Lanes256 value, Span<ulong> lanes) => value._value.CopyTo(lanes);

    public static void Multiply(ReadOnlySpan<Lanes256> left, ReadOnlySpan<Lanes256> right, Span<Lanes256> product) =>
        Products256.Multiply(
            MemoryMarshal.Cast<Lanes256, Vector256<ulong>>(left),
            MemoryMarshal.Cast<Lanes256, Vector256<ulong>>(right),
            MemoryMarshal.Cast<Lanes256, Vector256<ulong>>(product));

    public static void Square(ReadOnlySpan<Lanes256> value, Span<Lanes256> product) => Products256.Square(
        MemoryMarshal.Cast<Lanes256, Vector256<ulong>>(value), MemoryMarshal.Cast<Lanes256, Vector256<ulong>>(product));

    public static void Gather(
        ReadOnlySpan<FieldElement> elements,
        ReadOnlySpan<int> places,
        out Lanes256 limb0,
        out Lanes256 limb1,
        out Lanes256 limb2,
        out Lanes256 limb3,
        out Lanes256 limb4)
    {
        ref readonly var e0 = ref elements[places[0]];
        ref readonly var e1 = ref elements[places[1]];
        ref readonly var e2 = ref elements[places[2]];
        ref readonly var e3 = ref elements[places[3]];
        var (r0, r1, r2, r3) = Turn(
            FieldElement.LowLimbs(e0), FieldElement.LowLimbs(e1), FieldElement.LowLimbs(e2), FieldElement.LowLimbs(e3));
        (limb0, limb1, limb2, limb3) = (new(r0), new(r1), new(r2), new(r3));
        limb4 = new(Vector256.Create(
            FieldElement.TopLimb(e0), FieldElement.TopLimb(e1), FieldElement.TopLimb(e2), FieldElement.TopLimb(e3)));
    }

    public static void Scatter(
        Span<FieldElement> elements,
        ReadOnlySpan<int> places,
        Lanes256 limb0,
        Lanes256 limb1,
        Lanes256 limb2,
        Lanes256 limb3,
        Lanes256 limb4)
    {
        var (r0, r1, r2, r3) = Turn(limb0._value, limb1._value, limb2._value, limb3._value);
        elements[places[0]] = FieldElement.FromLimbs(r0, limb4._value[0]);
        elements[places[1]] = FieldElement.FromLimbs(r1, limb4._value[1]);
        elements[places[2]] = FieldElement.FromLimbs(r2, limb4._value[2]);
        elements[places[3]] = FieldElement.FromLimbs(r3, limb4._value[3]);
    }

    /// <summary>The transpose of a matrix of four rows and four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<ulong> R0, Vector256<ulong> R1, Vector256<ulong> R2, Vector256<ulong> R3) Turn(
        Vector256<ulong> r0, Vector256<ulong> r1, Vector256<ulong> r2, Vector256<ulong> r3)
    {
        if (!Avx2.IsSupported)
        {
            return (
                Vector256.Create(r0[0], r1[0], r2[0], r3[0]),
                Vector256.Create(r0[1], r1[1], r2[1], r3[1]),
                Vector256.Create(r0[2], r1[2], r2[2], r3[2]),
                Vector256.Create(r0[3], r1[3], r2[3], r3[3]));
        }

        var even01 = Avx2.UnpackLow(r0, r1);
        var odd01 = Avx2.UnpackHigh(r0, r1);
        var even23 = Avx2.UnpackLow(r2, r3);
        var odd23 = Avx2.UnpackHigh(r2, r3);
        return (
            Avx2.Permute2x128(even01, even23, 0x20),
            Avx2.Permute2x128(odd01, odd23, 0x20),
            Avx2.Permute2x128(even01, even23, 0x31),
            Avx2.Permute2x128(odd01, odd23, 0x31));
    }
}
