using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Group;

/// <summary>A vector of 64-bit lanes, no more than what <see cref="FieldLanes{V}"/> needs of one.</summary>
internal interface ILanes<V>
    where V : struct, ILanes<V>
{
    /// <summary>Lanes in a vector.</summary>
    static abstract int Count { get; }

    static abstract V Broadcast(ulong value);

    /// <summary>All ones in lane i when bit i is set, else zero.</summary>
    static abstract V MaskOf(uint bits);

    static abstract V operator +(V left, V right);

    static abstract V operator -(V left, V right);

    static abstract V operator &(V left, V right);

    static abstract V operator |(V left, V right);

    static abstract V operator ^(V left, V right);

    static abstract V operator <<(V value, [ConstantExpected] int bits);

    static abstract V operator >>(V value, [ConstantExpected] int bits);

    static abstract V operator >>>(V value, [ConstantExpected] int bits);

    /// <summary>All ones in the lanes where both are equal, else zero.</summary>
    static abstract V Equal(V left, V right);

    /// <summary>Bit i for the top bit of lane i.</summary>
    static abstract uint TopBits(V value);

    /// <summary>Reads lanes that stand one after the other; the span is as long as a vector.</summary>
    static abstract V Load(ReadOnlySpan<ulong> lanes);

    static abstract void Store(V value, Span<ulong> lanes);

    /// <summary>left·right/2²⁶⁰ modulo p, ten limbs of 26 bits each.</summary>
    static abstract void Multiply(ReadOnlySpan<V> left, ReadOnlySpan<V> right, Span<V> product);

    /// <summary>value²/2²⁶⁰ modulo p.</summary>
    static abstract void Square(ReadOnlySpan<V> value, Span<V> product);

    /// <summary>Limb l of the element at each place, for l from 0 to 4.</summary>
    static abstract void Gather(
        ReadOnlySpan<FieldElement> elements, ReadOnlySpan<int> places, out V limb0, out V limb1, out V limb2, out V limb3, out V limb4);

    /// <summary>Writes the elements whose limbs these are to their places, the last lane last.</summary>
    static abstract void Scatter(Span<FieldElement> elements, ReadOnlySpan<int> places, V limb0, V limb1, V limb2, V limb3, V limb4);
}
