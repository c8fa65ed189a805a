using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Crypto.Group;

/// <summary>
/// A residue modulo n, the prime order of P-256 (FIPS 186-5, SP 800-186 §3.2.1.3). <c>default</c> is zero.
/// Everything is constant time but what says <c>Vartime</c>.
/// </summary>
public readonly struct Scalar : IEquatable<Scalar>
{
    /// <summary>Length of the only encoding in bytes: big-endian, below n.</summary>
    public const int Size = 32;

    /// <summary>Length in bytes of a string that <see cref="Reduce48LittleEndian"/> takes.</summary>
    public const int WideSize = 48;

    private readonly UInt256 _value;

    private Scalar(in UInt256 montgomery) => _value = montgomery;

    public static Scalar Zero => default;

    public static Scalar One => new(GroupOrder.R);

    public bool IsZero => UInt256.Difference(_value, default) == 0;

    /// <summary>Decodes 32 big-endian bytes below n; every other input fails.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out Scalar scalar)
    {
        scalar = default;
        if (bytes.Length != Size)
        {
            return false;
        }

        var value = UInt256.ReadBigEndian(bytes);
        if (Montgomery<GroupOrder>.IsReducedMask(value) == 0)
        {
            return false;
        }

        scalar = new(Montgomery<GroupOrder>.ToMontgomery(value));
        return true;
    }

    public byte[] Encode()
    {
        var bytes = new byte[Size];
        EncodeTo(bytes);
        return bytes;
    }

    /// <summary>Writes 32 bytes; a shorter destination throws <see cref="ArgumentException"/>.</summary>
    public void EncodeTo(Span<byte> destination)
    {
        if (destination.Length < Size)
        {
            throw new ArgumentException("A scalar takes 32 bytes.", nameof(destination));
        }

        ToUInt256().WriteBigEndian(destination);
    }

    /// <summary>The 384-bit little-endian integer modulo n; its distance from uniform is below 2⁻¹²⁷ for uniform bytes.</summary>
    public static Scalar Reduce48LittleEndian(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != WideSize)
        {
            throw new ArgumentException("The reduction takes 48 bytes.", nameof(bytes));
        }

        var low = ReadLittleEndian(bytes[..32]);
        var high = new UInt256(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]), 0, 0);

        // low·R + high·2²⁵⁶·R, and 2²⁵⁶ = R.
        return new(Montgomery<GroupOrder>.Add(
            Montgomery<GroupOrder>.Multiply(low, GroupOrder.RSquared),
            Montgomery<GroupOrder>.Multiply(high, GroupOrder.RCubed)));
    }

    /// <summary>The integer modulo n; −1 becomes n − 1.</summary>
    public static Scalar FromInt64(long value)
    {
        var sign = unchecked((ulong)(value >> 63));
        var magnitude = unchecked(((ulong)value ^ sign) - sign);
        var positive = Montgomery<GroupOrder>.ToMontgomery(new UInt256(magnitude, 0, 0, 0));
        return new(UInt256.Select(sign, Montgomery<GroupOrder>.Subtract(default, positive), positive));
    }

    /// <summary>The 128-bit little-endian integer, for short batching weights.</summary>
    public static Scalar FromUInt128LittleEndian(ReadOnlySpan<byte> sixteenBytes)
    {
        if (sixteenBytes.Length != 16)
        {
            throw new ArgumentException("A short scalar takes 16 bytes.", nameof(sixteenBytes));
        }

        return new(Montgomery<GroupOrder>.ToMontgomery(new UInt256(
            BinaryPrimitives.ReadUInt64LittleEndian(sixteenBytes), BinaryPrimitives.ReadUInt64LittleEndian(sixteenBytes[8..]), 0, 0)));
    }

    /// <summary>A uniform scalar from the system's generator, never zero.</summary>
    public static Scalar Random()
    {
        Span<byte> bytes = stackalloc byte[WideSize];
        Scalar scalar;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            scalar = Reduce48LittleEndian(bytes);
        }
        while (scalar.IsZero);

        CryptographicOperations.ZeroMemory(bytes);
        return scalar;
    }

    public static Scalar operator +(Scalar left, Scalar right) => new(Montgomery<GroupOrder>.Add(left._value, right._value));

    public static Scalar operator -(Scalar left, Scalar right) => new(Montgomery<GroupOrder>.Subtract(left._value, right._value));

    public static Scalar operator -(Scalar scalar) => new(Montgomery<GroupOrder>.Subtract(default, scalar._value));

    public static Scalar operator *(Scalar left, Scalar right) => new(Montgomery<GroupOrder>.Multiply(left._value, right._value));

    public static bool operator ==(Scalar left, Scalar right) => UInt256.Difference(left._value, right._value) == 0;

    public static bool operator !=(Scalar left, Scalar right) => !(left == right);

    /// <summary>The inverse in constant time; zero throws <see cref="DivideByZeroException"/>.</summary>
    public Scalar Invert()
    {
        if (IsZero)
        {
            throw new DivideByZeroException("Zero has no inverse.");
        }

        return new(Montgomery<GroupOrder>.Power(_value, GroupOrder.MinusTwo));
    }

    /// <summary>The inverse of a public scalar; zero throws <see cref="DivideByZeroException"/>.</summary>
    public Scalar InvertVartime() => Invert();

    public bool Equals(Scalar other) => this == other;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Scalar other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_value.Limb0, _value.Limb1, _value.Limb2, _value.Limb3);

    /// <summary>The integer from 0 to n − 1.</summary>
    internal UInt256 ToUInt256() => Montgomery<GroupOrder>.FromMontgomery(_value);

    private static UInt256 ReadLittleEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
}
