namespace Vote.Crypto.Group;

/// <content>Constants of the curve, conversions and comparisons.</content>
internal readonly partial struct FieldElement
{
    /// <summary>Length of an encoded coordinate in bytes.</summary>
    public const int Size = 32;

    // 2⁵²⁰ and 2⁷⁷⁶ modulo p: factors that bring a number, and a number of weight 2²⁵⁶, to its form x·2²⁶⁰.
    private static readonly FieldElement RSquared =
        new(0x0000000000300, 0xFFFFFFFF00000, 0xFFFFEFFFFFFFB, 0xFDFFFFFFFFFFF, 0x0000004FFFFFF);

    private static readonly FieldElement RSquaredUpper =
        new(0xFFD0000000A00, 0xFFFFFFF7FFFFF, 0xFFFFCFFFFFFED, 0x0100000005FFF, 0x0000018000000);

    /// <summary>p itself; SP 800-186 §3.2.1.3 for all constants of the curve. The tests compute every one again.</summary>
    public static UInt256 Prime => new(0xFFFFFFFFFFFFFFFF, 0x00000000FFFFFFFF, 0x0000000000000000, 0xFFFFFFFF00000001);

    public static FieldElement One { get; } =
        new(0x0000000000010, 0xF000000000000, 0xFFFFFFFFFFFFF, 0xFFEFFFFFFFFFF, 0x00000000FFFFF);

    public static FieldElement Three { get; } = Reduce(One + One + One);

    public static FieldElement CurveB { get; } =
        new(0xDF6229C4BDDFD, 0xCA8843090D89C, 0x212ED6ACF005C, 0x83415A220ABF7, 0x0C30061DD4874);

    public static FieldElement GeneratorX { get; } =
        new(0x30D418A9143C1, 0xC4FEDB60179E7, 0x62251075BA95F, 0x5C669FB732B77, 0x08905F76B5375);

    public static FieldElement GeneratorY { get; } =
        new(0x5357CE95560A8, 0x43A19E45CDDF2, 0x21F3258B4AB8E, 0xD8552E88688DD, 0x0571FF18A5885);

    public static ulong IsZeroMask(in FieldElement value)
    {
        // What Reduce gives is below 2p with full limbs, so zero is 0 or p there.
        var tight = Reduce(value);
        var zero = tight._limb0 | tight._limb1 | tight._limb2 | tight._limb3 | tight._limb4;
        var prime = (tight._limb0 ^ LimbMask) | (tight._limb1 ^ 0x00FFFFFFFFFFF) | tight._limb2
            | (tight._limb3 ^ 0x0001000000000) | (tight._limb4 ^ 0x0FFFFFFFF0000);
        return MaskIfZero(zero) | MaskIfZero(prime);
    }

    /// <summary>1 when the integer from 0 to p − 1 is odd, else 0: sgn0 of RFC 9380 §4.1 and the sign of SEC 1 §2.3.3.</summary>
    public ulong Parity => ToUInt256().Limb0 & 1;

    /// <summary>All ones when both are the same residue; the right one below 8p.</summary>
    public static ulong EqualsMask(in FieldElement left, in FieldElement right) => IsZeroMask(left - right);

    /// <summary>The residue of any 256-bit number.</summary>
    public static FieldElement FromUInt256(in UInt256 value) => Split(value) * RSquared;

    /// <summary>The integer from 0 to p − 1.</summary>
    public UInt256 ToUInt256()
    {
        // A product with 1 is at most p, and p only for zero.
        var plain = this * new FieldElement(1, 0, 0, 0, 0);
        var value = unchecked(new UInt256(
            plain._limb0 | (plain._limb1 << 52),
            (plain._limb1 >> 12) | (plain._limb2 << 40),
            (plain._limb2 >> 24) | (plain._limb3 << 28),
            (plain._limb3 >> 36) | (plain._limb4 << 16)));
        var reduced = UInt256.Subtract(value, Prime, out var borrow);
        return UInt256.Select(unchecked(0 - borrow), value, reduced);
    }

    /// <summary>Decodes 32 big-endian bytes below p.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out FieldElement element)
    {
        var value = UInt256.ReadBigEndian(bytes);
        element = FromUInt256(value);
        UInt256.Subtract(value, Prime, out var borrow);
        return borrow != 0;
    }

    /// <summary>The 384-bit big-endian integer modulo p.</summary>
    public static FieldElement Reduce48BigEndian(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[2 * Size];
        padded.Clear();
        bytes.CopyTo(padded[16..]);
        return Reduce(
            (Split(UInt256.ReadBigEndian(padded[Size..])) * RSquared) + (Split(UInt256.ReadBigEndian(padded)) * RSquaredUpper));
    }

    /// <summary>The inverse in constant time; zero for zero. The value below 8p.</summary>
    public FieldElement Invert() => FieldPowers<FieldElement>.Invert(this);

    /// <summary>−value in tight form; the value below 8p.</summary>
    public static FieldElement Negate(in FieldElement value) => Reduce(default(FieldElement) - value);

    private static FieldElement Split(in UInt256 value) => unchecked(new(
        value.Limb0 & LimbMask,
        ((value.Limb0 >> 52) | (value.Limb1 << 12)) & LimbMask,
        ((value.Limb1 >> 40) | (value.Limb2 << 24)) & LimbMask,
        ((value.Limb2 >> 28) | (value.Limb3 << 36)) & LimbMask,
        value.Limb3 >> 16));

    private static ulong MaskIfZero(ulong bits) => unchecked(((bits | (0 - bits)) >> 63) - 1);
}
