using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vote.Crypto.Group;

/// <summary>
/// Products modulo p in 8 lanes by Avx512F, a column at a time (Koç, Acar, Kaliski, "finely integrated product scanning", 1996):
/// each column takes its partial products, the carry, and what clearing earlier columns adds.
/// </summary>
/// <remarks>
/// <para>Column k is cleared by m_k·p with m_k its low 26 bits, as −p⁻¹ = 1 modulo c = 2²⁶. In columns p = −1 + 2¹⁸·c³ + 2¹⁰·c⁷ −
/// 2¹⁶·c⁸ + 2²²·c⁹. For the one negative term 2⁴² is lent to its column and 2¹⁶ taken back from the next: none is negative.</para>
/// <para>Written out, and once for each width: the compiler does not inline so many calls of a method that is generic in the width. The file
/// for the other width is the same but for the types.</para>
/// </remarks>
internal static class Products512
{
    private const int LimbBits = 26;
    private const ulong LimbMask = (1UL << LimbBits) - 1;
    private const ulong Lent = 1UL << 42;
    private const ulong Owed = Lent >> LimbBits;

    /// <summary>left·right/2²⁶⁰ of ten limbs each, limbs of 26 bits; the product may take the place of a factor.</summary>
    public static void Multiply(ReadOnlySpan<Vector512<ulong>> left, ReadOnlySpan<Vector512<ulong>> right, Span<Vector512<ulong>> product)
    {
        left = left[..10];
        right = right[..10];
        product = product[..10];
        unchecked
        {
            Vector512<uint> a0 = left[0].AsUInt32(), a1 = left[1].AsUInt32(), a2 = left[2].AsUInt32(), a3 = left[3].AsUInt32(), a4 = left[4].AsUInt32();
            Vector512<uint> a5 = left[5].AsUInt32(), a6 = left[6].AsUInt32(), a7 = left[7].AsUInt32(), a8 = left[8].AsUInt32(), a9 = left[9].AsUInt32();
            Vector512<uint> b0 = right[0].AsUInt32(), b1 = right[1].AsUInt32(), b2 = right[2].AsUInt32(), b3 = right[3].AsUInt32(), b4 = right[4].AsUInt32();
            Vector512<uint> b5 = right[5].AsUInt32(), b6 = right[6].AsUInt32(), b7 = right[7].AsUInt32(), b8 = right[8].AsUInt32(), b9 = right[9].AsUInt32();
            Vector512<ulong> mask = Vector512.Create(LimbMask), lend = Vector512.Create(Lent), owe = Vector512.Create(Owed);
            var both = lend - owe;

            var t0 = Avx512F.Multiply(a0, b0);
            var carry = t0 >>> LimbBits;
            var m0 = t0 & mask;
            var t1 = Avx512F.Multiply(a0, b1) + Avx512F.Multiply(a1, b0) + carry;
            carry = t1 >>> LimbBits;
            var m1 = t1 & mask;
            var t2 = Avx512F.Multiply(a0, b2) + Avx512F.Multiply(a1, b1) + Avx512F.Multiply(a2, b0)
                + carry;
            carry = t2 >>> LimbBits;
            var m2 = t2 & mask;
            var t3 = Avx512F.Multiply(a0, b3) + Avx512F.Multiply(a1, b2) + Avx512F.Multiply(a2, b1)
                + Avx512F.Multiply(a3, b0)
                + (m0 << 18) + carry;
            carry = t3 >>> LimbBits;
            var m3 = t3 & mask;
            var t4 = Avx512F.Multiply(a0, b4) + Avx512F.Multiply(a1, b3) + Avx512F.Multiply(a2, b2)
                + Avx512F.Multiply(a3, b1) + Avx512F.Multiply(a4, b0)
                + (m1 << 18) + carry;
            carry = t4 >>> LimbBits;
            var m4 = t4 & mask;
            var t5 = Avx512F.Multiply(a0, b5) + Avx512F.Multiply(a1, b4) + Avx512F.Multiply(a2, b3)
                + Avx512F.Multiply(a3, b2) + Avx512F.Multiply(a4, b1) + Avx512F.Multiply(a5, b0)
                + (m2 << 18) + carry;
            carry = t5 >>> LimbBits;
            var m5 = t5 & mask;
            var t6 = Avx512F.Multiply(a0, b6) + Avx512F.Multiply(a1, b5) + Avx512F.Multiply(a2, b4)
                + Avx512F.Multiply(a3, b3) + Avx512F.Multiply(a4, b2) + Avx512F.Multiply(a5, b1)
                + Avx512F.Multiply(a6, b0)
                + (m3 << 18) + carry;
            carry = t6 >>> LimbBits;
            var m6 = t6 & mask;
            var t7 = Avx512F.Multiply(a0, b7) + Avx512F.Multiply(a1, b6) + Avx512F.Multiply(a2, b5)
                + Avx512F.Multiply(a3, b4) + Avx512F.Multiply(a4, b3) + Avx512F.Multiply(a5, b2)
                + Avx512F.Multiply(a6, b1) + Avx512F.Multiply(a7, b0)
                + (m4 << 18) + (m0 << 10) + carry;
            carry = t7 >>> LimbBits;
            var m7 = t7 & mask;
            var t8 = Avx512F.Multiply(a0, b8) + Avx512F.Multiply(a1, b7) + Avx512F.Multiply(a2, b6)
                + Avx512F.Multiply(a3, b5) + Avx512F.Multiply(a4, b4) + Avx512F.Multiply(a5, b3)
                + Avx512F.Multiply(a6, b2) + Avx512F.Multiply(a7, b1) + Avx512F.Multiply(a8, b0)
                + (m5 << 18) + (m1 << 10) + (lend - (m0 << 16)) + carry;
            carry = t8 >>> LimbBits;
            var m8 = t8 & mask;
            var t9 = Avx512F.Multiply(a0, b9) + Avx512F.Multiply(a1, b8) + Avx512F.Multiply(a2, b7)
                + Avx512F.Multiply(a3, b6) + Avx512F.Multiply(a4, b5) + Avx512F.Multiply(a5, b4)
                + Avx512F.Multiply(a6, b3) + Avx512F.Multiply(a7, b2) + Avx512F.Multiply(a8, b1)
                + Avx512F.Multiply(a9, b0)
                + (m6 << 18) + (m2 << 10) + (m0 << 22) + (both - (m1 << 16)) + carry;
            carry = t9 >>> LimbBits;
            var m9 = t9 & mask;
            var t10 = Avx512F.Multiply(a1, b9) + Avx512F.Multiply(a2, b8) + Avx512F.Multiply(a3, b7)
                + Avx512F.Multiply(a4, b6) + Avx512F.Multiply(a5, b5) + Avx512F.Multiply(a6, b4)
                + Avx512F.Multiply(a7, b3) + Avx512F.Multiply(a8, b2) + Avx512F.Multiply(a9, b1)
                + (m7 << 18) + (m3 << 10) + (m1 << 22) + (both - (m2 << 16)) + carry;
            carry = t10 >>> LimbBits;
            product[0] = t10 & mask;
            var t11 = Avx512F.Multiply(a2, b9) + Avx512F.Multiply(a3, b8) + Avx512F.Multiply(a4, b7)
                + Avx512F.Multiply(a5, b6) + Avx512F.Multiply(a6, b5) + Avx512F.Multiply(a7, b4)
                + Avx512F.Multiply(a8, b3) + Avx512F.Multiply(a9, b2)
                + (m8 << 18) + (m4 << 10) + (m2 << 22) + (both - (m3 << 16)) + carry;
            carry = t11 >>> LimbBits;
            product[1] = t11 & mask;
            var t12 = Avx512F.Multiply(a3, b9) + Avx512F.Multiply(a4, b8) + Avx512F.Multiply(a5, b7)
                + Avx512F.Multiply(a6, b6) + Avx512F.Multiply(a7, b5) + Avx512F.Multiply(a8, b4)
                + Avx512F.Multiply(a9, b3)
                + (m9 << 18) + (m5 << 10) + (m3 << 22) + (both - (m4 << 16)) + carry;
            carry = t12 >>> LimbBits;
            product[2] = t12 & mask;
            var t13 = Avx512F.Multiply(a4, b9) + Avx512F.Multiply(a5, b8) + Avx512F.Multiply(a6, b7)
                + Avx512F.Multiply(a7, b6) + Avx512F.Multiply(a8, b5) + Avx512F.Multiply(a9, b4)
                + (m6 << 10) + (m4 << 22) + (both - (m5 << 16)) + carry;
            carry = t13 >>> LimbBits;
            product[3] = t13 & mask;
            var t14 = Avx512F.Multiply(a5, b9) + Avx512F.Multiply(a6, b8) + Avx512F.Multiply(a7, b7)
                + Avx512F.Multiply(a8, b6) + Avx512F.Multiply(a9, b5)
                + (m7 << 10) + (m5 << 22) + (both - (m6 << 16)) + carry;
            carry = t14 >>> LimbBits;
            product[4] = t14 & mask;
            var t15 = Avx512F.Multiply(a6, b9) + Avx512F.Multiply(a7, b8) + Avx512F.Multiply(a8, b7)
                + Avx512F.Multiply(a9, b6)
                + (m8 << 10) + (m6 << 22) + (both - (m7 << 16)) + carry;
            carry = t15 >>> LimbBits;
            product[5] = t15 & mask;
            var t16 = Avx512F.Multiply(a7, b9) + Avx512F.Multiply(a8, b8) + Avx512F.Multiply(a9, b7)
                + (m9 << 10) + (m7 << 22) + (both - (m8 << 16)) + carry;
            carry = t16 >>> LimbBits;
            product[6] = t16 & mask;
            var t17 = Avx512F.Multiply(a8, b9) + Avx512F.Multiply(a9, b8) + (m8 << 22) + (both - (m9 << 16)) + carry;
            carry = t17 >>> LimbBits;
            product[7] = t17 & mask;
            var t18 = Avx512F.Multiply(a9, b9) + (m9 << 22) - owe + carry;
            product[8] = t18 & mask;
            product[9] = t18 >>> LimbBits;
        }
    }

    /// <summary>value²/2²⁶⁰.</summary>
    public static void Square(ReadOnlySpan<Vector512<ulong>> value, Span<Vector512<ulong>> product)
    {
        value = value[..10];
        product = product[..10];
        unchecked
        {
            Vector512<uint> a0 = value[0].AsUInt32(), a1 = value[1].AsUInt32(), a2 = value[2].AsUInt32(), a3 = value[3].AsUInt32(), a4 = value[4].AsUInt32();
            Vector512<uint> a5 = value[5].AsUInt32(), a6 = value[6].AsUInt32(), a7 = value[7].AsUInt32(), a8 = value[8].AsUInt32(), a9 = value[9].AsUInt32();
            Vector512<uint> d0 = (value[0] + value[0]).AsUInt32(), d1 = (value[1] + value[1]).AsUInt32(), d2 = (value[2] + value[2]).AsUInt32();
            Vector512<uint> d3 = (value[3] + value[3]).AsUInt32(), d4 = (value[4] + value[4]).AsUInt32(), d5 = (value[5] + value[5]).AsUInt32();
            Vector512<uint> d6 = (value[6] + value[6]).AsUInt32(), d7 = (value[7] + value[7]).AsUInt32(), d8 = (value[8] + value[8]).AsUInt32();
            Vector512<ulong> mask = Vector512.Create(LimbMask), lend = Vector512.Create(Lent), owe = Vector512.Create(Owed);
            var both = lend - owe;

            var t0 = Avx512F.Multiply(a0, a0);
            var carry = t0 >>> LimbBits;
            var m0 = t0 & mask;
            var t1 = Avx512F.Multiply(d0, a1) + carry;
            carry = t1 >>> LimbBits;
            var m1 = t1 & mask;
            var t2 = Avx512F.Multiply(d0, a2) + Avx512F.Multiply(a1, a1) + carry;
            carry = t2 >>> LimbBits;
            var m2 = t2 & mask;
            var t3 = Avx512F.Multiply(d0, a3) + Avx512F.Multiply(d1, a2) + (m0 << 18) + carry;
            carry = t3 >>> LimbBits;
            var m3 = t3 & mask;
            var t4 = Avx512F.Multiply(d0, a4) + Avx512F.Multiply(d1, a3) + Avx512F.Multiply(a2, a2)
                + (m1 << 18) + carry;
            carry = t4 >>> LimbBits;
            var m4 = t4 & mask;
            var t5 = Avx512F.Multiply(d0, a5) + Avx512F.Multiply(d1, a4) + Avx512F.Multiply(d2, a3)
                + (m2 << 18) + carry;
            carry = t5 >>> LimbBits;
            var m5 = t5 & mask;
            var t6 = Avx512F.Multiply(d0, a6) + Avx512F.Multiply(d1, a5) + Avx512F.Multiply(d2, a4)
                + Avx512F.Multiply(a3, a3)
                + (m3 << 18) + carry;
            carry = t6 >>> LimbBits;
            var m6 = t6 & mask;
            var t7 = Avx512F.Multiply(d0, a7) + Avx512F.Multiply(d1, a6) + Avx512F.Multiply(d2, a5)
                + Avx512F.Multiply(d3, a4)
                + (m4 << 18) + (m0 << 10) + carry;
            carry = t7 >>> LimbBits;
            var m7 = t7 & mask;
            var t8 = Avx512F.Multiply(d0, a8) + Avx512F.Multiply(d1, a7) + Avx512F.Multiply(d2, a6)
                + Avx512F.Multiply(d3, a5) + Avx512F.Multiply(a4, a4)
                + (m5 << 18) + (m1 << 10) + (lend - (m0 << 16)) + carry;
            carry = t8 >>> LimbBits;
            var m8 = t8 & mask;
            var t9 = Avx512F.Multiply(d0, a9) + Avx512F.Multiply(d1, a8) + Avx512F.Multiply(d2, a7)
                + Avx512F.Multiply(d3, a6) + Avx512F.Multiply(d4, a5)
                + (m6 << 18) + (m2 << 10) + (m0 << 22) + (both - (m1 << 16)) + carry;
            carry = t9 >>> LimbBits;
            var m9 = t9 & mask;
            var t10 = Avx512F.Multiply(d1, a9) + Avx512F.Multiply(d2, a8) + Avx512F.Multiply(d3, a7)
                + Avx512F.Multiply(d4, a6) + Avx512F.Multiply(a5, a5)
                + (m7 << 18) + (m3 << 10) + (m1 << 22) + (both - (m2 << 16)) + carry;
            carry = t10 >>> LimbBits;
            product[0] = t10 & mask;
            var t11 = Avx512F.Multiply(d2, a9) + Avx512F.Multiply(d3, a8) + Avx512F.Multiply(d4, a7)
                + Avx512F.Multiply(d5, a6)
                + (m8 << 18) + (m4 << 10) + (m2 << 22) + (both - (m3 << 16)) + carry;
            carry = t11 >>> LimbBits;
            product[1] = t11 & mask;
            var t12 = Avx512F.Multiply(d3, a9) + Avx512F.Multiply(d4, a8) + Avx512F.Multiply(d5, a7)
                + Avx512F.Multiply(a6, a6)
                + (m9 << 18) + (m5 << 10) + (m3 << 22) + (both - (m4 << 16)) + carry;
            carry = t12 >>> LimbBits;
            product[2] = t12 & mask;
            var t13 = Avx512F.Multiply(d4, a9) + Avx512F.Multiply(d5, a8) + Avx512F.Multiply(d6, a7)
                + (m6 << 10) + (m4 << 22) + (both - (m5 << 16)) + carry;
            carry = t13 >>> LimbBits;
            product[3] = t13 & mask;
            var t14 = Avx512F.Multiply(d5, a9) + Avx512F.Multiply(d6, a8) + Avx512F.Multiply(a7, a7)
                + (m7 << 10) + (m5 << 22) + (both - (m6 << 16)) + carry;
            carry = t14 >>> LimbBits;
            product[4] = t14 & mask;
            var t15 = Avx512F.Multiply(d6, a9) + Avx512F.Multiply(d7, a8) + (m8 << 10) + (m6 << 22) + (both - (m7 << 16)) + carry;
            carry = t15 >>> LimbBits;
            product[5] = t15 & mask;
            var t16 = Avx512F.Multiply(d7, a9) + Avx512F.Multiply(a8, a8) + (m9 << 10) + (m7 << 22) + (both - (m8 << 16)) + carry;
            carry = t16 >>> LimbBits;
            product[6] = t16 & mask;
            var t17 = Avx512F.Multiply(d8, a9) + (m8 << 22) + (both - (m9 << 16)) + carry;
            carry = t17 >>> LimbBits;
            product[7] = t17 & mask;
            var t18 = Avx512F.Multiply(a9, a9) + (m9 << 22) - owe + carry;
            product[8] = t18 & mask;
            product[9] = t18 >>> LimbBits;
        }
    }
}
