namespace Vote.Crypto.Group;

/// <summary>What the curve formulas need of a field element; the tests put counting and range-checking elements in its place.</summary>
internal interface IFieldElement<T>
    where T : struct, IFieldElement<T>
{
    static abstract T One { get; }

    /// <summary>The constant b of the curve y² = x³ − 3x + b.</summary>
    static abstract T CurveB { get; }

    static abstract T operator +(in T left, in T right);

    static abstract T operator -(in T left, in T right);

    static abstract T operator *(in T left, in T right);

    static abstract T Square(in T value);

    /// <summary>The first for a mask of all ones, the second for a mask of zero.</summary>
    static abstract T Select(ulong mask, in T ifOnes, in T ifZero);
}

/// <summary>A residue modulo p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1. Constant time but what says <c>Vartime</c>.</summary>
internal readonly struct FieldElement : IFieldElement<FieldElement>
{
    public const int Size = 32;

    private readonly UInt256 _value;

    private FieldElement(in UInt256 montgomery) => _value = montgomery;

    public static FieldElement One { get; } = new(FieldPrime.R);

    public static FieldElement Three { get; } = One + One + One;

    public static FieldElement Ten { get; } = FromUInt256(new UInt256(10, 0, 0, 0));

    public static FieldElement CurveB { get; } = FromUInt256(FieldPrime.CurveB);

    /// <summary>All ones for zero, else zero.</summary>
    public ulong IsZeroMask
    {
        get
        {
            var bits = UInt256.Difference(_value, default);
            return unchecked(((bits | (0 - bits)) >> 63) - 1);
        }
    }

    public static FieldElement FromUInt256(in UInt256 value) => new(Montgomery<FieldPrime>.ToMontgomery(value));

    public UInt256 ToUInt256() => Montgomery<FieldPrime>.FromMontgomery(_value);

    /// <summary>Decodes 32 big-endian bytes below p.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out FieldElement element)
    {
        var value = UInt256.ReadBigEndian(bytes);
        element = FromUInt256(value);
        return Montgomery<FieldPrime>.IsReducedMask(value) != 0;
    }

    /// <summary>The 384-bit big-endian integer modulo p.</summary>
    public static FieldElement Reduce48BigEndian(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[2 * Size];
        padded.Clear();
        bytes.CopyTo(padded[16..]);
        var high = FromUInt256(UInt256.ReadBigEndian(padded));
        return FromUInt256(UInt256.ReadBigEndian(padded[Size..])) + (high * FromUInt256(FieldPrime.R));
    }

    public static FieldElement operator +(in FieldElement left, in FieldElement right) =>
        new(Montgomery<FieldPrime>.Add(left._value, right._value));

    public static FieldElement operator -(in FieldElement left, in FieldElement right) =>
        new(Montgomery<FieldPrime>.Subtract(left._value, right._value));

    public static FieldElement operator -(in FieldElement value) => new(Montgomery<FieldPrime>.Subtract(default, value._value));

    public static FieldElement operator *(in FieldElement left, in FieldElement right) =>
        new(Montgomery<FieldPrime>.Multiply(left._value, right._value));

    public static FieldElement Square(in FieldElement value) => value * value;

    public static FieldElement Select(ulong mask, in FieldElement ifOnes, in FieldElement ifZero) =>
        new(UInt256.Select(mask, ifOnes._value, ifZero._value));

    public static ulong EqualsMask(in FieldElement left, in FieldElement right) => (left - right).IsZeroMask;

    /// <summary>The inverse; zero for zero.</summary>
    public FieldElement Invert() => new(Montgomery<FieldPrime>.Power(_value, FieldPrime.MinusTwo));

    /// <summary>value^((p+1)/4): a square root when there is one, as p ≡ 3 modulo 4.</summary>
    public FieldElement SquareRootCandidate() => new(Montgomery<FieldPrime>.Power(_value, FieldPrime.PlusOneQuarter));
}

/// <summary>p, the prime of P-256. SP 800-186 §3.2.1.3. The tests compute every constant again.</summary>
internal readonly struct FieldPrime : IModulus
{
    public static UInt256 Value => new(0xFFFFFFFFFFFFFFFF, 0x00000000FFFFFFFF, 0x0000000000000000, 0xFFFFFFFF00000001);

    public static ulong NegativeInverse => 1;

    public static UInt256 R => new(0x0000000000000001, 0xFFFFFFFF00000000, 0xFFFFFFFFFFFFFFFF, 0x00000000FFFFFFFE);

    public static UInt256 RSquared => new(0x0000000000000003, 0xFFFFFFFBFFFFFFFF, 0xFFFFFFFFFFFFFFFE, 0x00000004FFFFFFFD);

    public static UInt256 CurveB => new(0x3BCE3C3E27D2604B, 0x651D06B0CC53B0F6, 0xB3EBBD55769886BC, 0x5AC635D8AA3A93E7);

    public static UInt256 GeneratorX => new(0xF4A13945D898C296, 0x77037D812DEB33A0, 0xF8BCE6E563A440F2, 0x6B17D1F2E12C4247);

    public static UInt256 GeneratorY => new(0xCBB6406837BF51F5, 0x2BCE33576B315ECE, 0x8EE7EB4A7C0F9E16, 0x4FE342E2FE1A7F9B);

    public static ReadOnlySpan<byte> MinusTwo =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFD,
    ];

    public static ReadOnlySpan<byte> PlusOneQuarter =>
    [
        0x3F, 0xFF, 0xFF, 0xFF, 0xC0, 0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ];
}
