using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Vote.Crypto.Group;

/// <summary>256 bits in four limbs, the least significant first. Every operation takes the same time for all values.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct UInt256(ulong limb0, ulong limb1, ulong limb2, ulong limb3)
{
    public readonly ulong Limb0 = limb0;
    public readonly ulong Limb1 = limb1;
    public readonly ulong Limb2 = limb2;
    public readonly ulong Limb3 = limb3;

    public static UInt256 ReadBigEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes));

    public void WriteBigEndian(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], Limb0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], Limb1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Limb2);
        BinaryPrimitives.WriteUInt64BigEndian(destination, Limb3);
    }

    /// <summary>left + right modulo 2²⁵⁶; the carry out is 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 Add(in UInt256 left, in UInt256 right, out ulong carry)
    {
        carry = 0;
        var limb0 = AddCarry(left.Limb0, right.Limb0, ref carry);
        var limb1 = AddCarry(left.Limb1, right.Limb1, ref carry);
        var limb2 = AddCarry(left.Limb2, right.Limb2, ref carry);
        var limb3 = AddCarry(left.Limb3, right.Limb3, ref carry);
        return new(limb0, limb1, limb2, limb3);
    }

    /// <summary>left − right modulo 2²⁵⁶; the borrow out is 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 Subtract(in UInt256 left, in UInt256 right, out ulong borrow)
    {
        borrow = 0;
        var limb0 = SubtractBorrow(left.Limb0, right.Limb0, ref borrow);
        var limb1 = SubtractBorrow(left.Limb1, right.Limb1, ref borrow);
        var limb2 = SubtractBorrow(left.Limb2, right.Limb2, ref borrow);
        var limb3 = SubtractBorrow(left.Limb3, right.Limb3, ref borrow);
        return new(limb0, limb1, limb2, limb3);
    }

    /// <summary>The first for a mask of all ones, the second for a mask of zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 Select(ulong mask, in UInt256 ifOnes, in UInt256 ifZero) => new(
        ifZero.Limb0 ^ (mask & (ifOnes.Limb0 ^ ifZero.Limb0)),
        ifZero.Limb1 ^ (mask & (ifOnes.Limb1 ^ ifZero.Limb1)),
        ifZero.Limb2 ^ (mask & (ifOnes.Limb2 ^ ifZero.Limb2)),
        ifZero.Limb3 ^ (mask & (ifOnes.Limb3 ^ ifZero.Limb3)));

    /// <summary>Zero exactly when both are equal.</summary>
    public static ulong Difference(in UInt256 left, in UInt256 right) =>
        (left.Limb0 ^ right.Limb0) | (left.Limb1 ^ right.Limb1) | (left.Limb2 ^ right.Limb2) | (left.Limb3 ^ right.Limb3);

    /// <summary>left + right + carry; the carry is 0 or 1 before and after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddCarry(ulong left, ulong right, ref ulong carry)
    {
        unchecked
        {
            var sum = left + right;
            var total = sum + carry;
            carry = (sum < left ? 1UL : 0) | (total < sum ? 1UL : 0);
            return total;
        }
    }

    /// <summary>The high word of a product. Math.BigMul hands the low one through memory: multiplying twice is faster.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyHigh(ulong left, ulong right) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(left, right) : Math.BigMul(left, right, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SubtractBorrow(ulong left, ulong right, ref ulong borrow)
    {
        unchecked
        {
            var difference = left - right;
            var total = difference - borrow;
            borrow = (left < right ? 1UL : 0) | (difference < borrow ? 1UL : 0);
            return total;
        }
    }
}
