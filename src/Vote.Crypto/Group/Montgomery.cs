using System.Runtime.CompilerServices;

namespace Vote.Crypto.Group;

/// <summary>An odd modulus between 2²⁵⁵ and 2²⁵⁶ and what Montgomery's arithmetic needs to know about it; R = 2²⁵⁶.</summary>
internal interface IModulus
{
    static abstract UInt256 Value { get; }

    /// <summary>−Value⁻¹ modulo 2⁶⁴.</summary>
    static abstract ulong NegativeInverse { get; }

    /// <summary>R modulo Value: the number one.</summary>
    static abstract UInt256 R { get; }

    /// <summary>R² modulo Value.</summary>
    static abstract UInt256 RSquared { get; }
}

/// <summary>
/// Constant-time arithmetic on residues below the modulus, kept as x·R. The modulus is a type, so that the compiler folds its
/// constants into the code.
/// </summary>
internal static class Montgomery<TModulus>
    where TModulus : struct, IModulus
{
    /// <summary>left·right/R. One factor may be any 256-bit number when the other is below the modulus.</summary>
    public static UInt256 Multiply(in UInt256 left, in UInt256 right)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, top = 0;
        AddRow(left.Limb0, right, ref t0, ref t1, ref t2, ref t3, ref top);
        AddRow(left.Limb1, right, ref t0, ref t1, ref t2, ref t3, ref top);
        AddRow(left.Limb2, right, ref t0, ref t1, ref t2, ref t3, ref top);
        AddRow(left.Limb3, right, ref t0, ref t1, ref t2, ref t3, ref top);
        return SubtractOnce(new(t0, t1, t2, t3), top);
    }

    public static UInt256 Add(in UInt256 left, in UInt256 right) =>
        SubtractOnce(UInt256.Add(left, right, out var carry), carry);

    public static UInt256 Subtract(in UInt256 left, in UInt256 right)
    {
        var difference = UInt256.Subtract(left, right, out var borrow);
        var modulus = TModulus.Value;
        return UInt256.Add(difference, UInt256.Select(unchecked(0 - borrow), modulus, default), out _);
    }

    public static UInt256 ToMontgomery(in UInt256 value) => Multiply(value, TModulus.RSquared);

    public static UInt256 FromMontgomery(in UInt256 value) => Multiply(value, new UInt256(1, 0, 0, 0));

    /// <summary>All ones when the plain number is below the modulus, else zero.</summary>
    public static ulong IsReducedMask(in UInt256 value)
    {
        UInt256.Subtract(value, TModulus.Value, out var borrow);
        return unchecked(0 - borrow);
    }

    /// <summary>A power with a public exponent, four bits at a time; the time depends on the exponent alone.</summary>
    public static UInt256 Power(in UInt256 value, ReadOnlySpan<byte> exponentBigEndian)
    {
        Span<UInt256> powers = stackalloc UInt256[16];
        powers[0] = TModulus.R;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = Multiply(powers[i - 1], value);
        }

        var result = powers[0];
        foreach (var two in exponentBigEndian)
        {
            result = Multiply(FourthSquare(result), powers[two >> 4]);
            result = Multiply(FourthSquare(result), powers[two & 15]);
        }

        return result;
    }

    private static UInt256 FourthSquare(UInt256 value)
    {
        for (var i = 0; i < 4; i++)
        {
            value = Multiply(value, value);
        }

        return value;
    }

    /// <summary>t becomes (t + factor·right + m·modulus) / 2⁶⁴ with the m that makes the division exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(
        ulong factor, in UInt256 right, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong top)
    {
        ulong carry = 0;
        var limb0 = MultiplyAdd(factor, right.Limb0, t0, ref carry);
        var limb1 = MultiplyAdd(factor, right.Limb1, t1, ref carry);
        var limb2 = MultiplyAdd(factor, right.Limb2, t2, ref carry);
        var limb3 = MultiplyAdd(factor, right.Limb3, t3, ref carry);
        ulong overflow = 0;
        var limb4 = UInt256.AddCarry(top, carry, ref overflow);

        var quotient = unchecked(limb0 * TModulus.NegativeInverse);
        carry = 0;
        MultiplyAdd(quotient, TModulus.Value.Limb0, limb0, ref carry);
        t0 = MultiplyAdd(quotient, TModulus.Value.Limb1, limb1, ref carry);
        t1 = MultiplyAdd(quotient, TModulus.Value.Limb2, limb2, ref carry);
        t2 = MultiplyAdd(quotient, TModulus.Value.Limb3, limb3, ref carry);
        ulong last = 0;
        t3 = UInt256.AddCarry(limb4, carry, ref last);
        top = unchecked(overflow + last);
    }

    /// <summary>factor·other + addend + carry: the low half, and the high half as the next carry. It cannot overflow 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong factor, ulong other, ulong addend, ref ulong carry)
    {
        unchecked
        {
            var low = factor * other;
            var high = UInt256.MultiplyHigh(factor, other);
            low += addend;
            high += low < addend ? 1UL : 0;
            low += carry;
            high += low < carry ? 1UL : 0;
            carry = high;
            return low;
        }
    }

    /// <summary>Takes a number below twice the modulus, with its 257th bit, below the modulus.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt256 SubtractOnce(in UInt256 value, ulong top)
    {
        var reduced = UInt256.Subtract(value, TModulus.Value, out var borrow);
        return UInt256.Select(unchecked(0 - (borrow & ~top)), value, reduced);
    }
}
