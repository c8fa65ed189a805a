using System.Runtime.CompilerServices;

namespace Vote.Crypto.Group;

/// <content>The way in and out of lanes, and choices that leave no trace in time or in the addresses read.</content>
internal readonly partial struct FieldLanes<V>
{
    public static FieldLanes<V> Broadcast(in FieldElement element)
    {
        var low = FieldElement.LowLimbs(element);
        return FromLimbs(
            V.Broadcast(low[0]), V.Broadcast(low[1]), V.Broadcast(low[2]), V.Broadcast(low[3]), V.Broadcast(FieldElement.TopLimb(element)));
    }

    public static FieldLanes<V> Gather(ReadOnlySpan<FieldElement> elements, ReadOnlySpan<int> places)
    {
        V.Gather(elements, places, out var limb0, out var limb1, out var limb2, out var limb3, out var limb4);
        return FromLimbs(limb0, limb1, limb2, limb3, limb4);
    }

    public static void Scatter(in FieldLanes<V> value, Span<FieldElement> elements, ReadOnlySpan<int> places) => V.Scatter(
        elements,
        places,
        value._limb0 | (value._limb1 << LimbBits),
        value._limb2 | (value._limb3 << LimbBits),
        value._limb4 | (value._limb5 << LimbBits),
        value._limb6 | (value._limb7 << LimbBits),
        value._limb8 | (value._limb9 << LimbBits));

    public static void AssignLanes(ref FieldLanes<V> target, in FieldLanes<V> source, uint lanes) =>
        Assign(ref target, source, V.MaskOf(lanes));

    public static void AssignIf(ref FieldLanes<V> target, in FieldLanes<V> source, ulong mask) =>
        Assign(ref target, source, V.Broadcast(mask));

    public static void AssignIfZero(ref FieldLanes<V> target, in FieldLanes<V> source, in FieldLanes<V> tested) =>
        Assign(ref target, source, V.MaskOf(ZeroLanes(tested)));

    public static FieldLanes<V> SelectEntry(ReadOnlySpan<FieldLanes<V>> entries, int stride, uint index)
    {
        FieldLanes<V> selected = default;
        uint position = 0;
        for (var i = 0; i < entries.Length; i += stride)
        {
            Assign(ref selected, entries[i], V.Broadcast(FieldElement.EqualMask(position++, index)));
        }

        return selected;
    }

    public static FieldLanes<V> SelectShared(ReadOnlySpan<FieldElement> entries, int stride, ReadOnlySpan<ulong> indices)
    {
        V limb0 = default, limb1 = default, limb2 = default, limb3 = default, limb4 = default;
        var wanted = V.Load(indices);
        ulong position = 0;
        for (var i = 0; i < entries.Length; i += stride)
        {
            var mask = V.Equal(wanted, V.Broadcast(position++));
            var limbs = FieldElement.Limbs(entries[i]);
            limb0 |= mask & V.Broadcast(limbs[0]);
            limb1 |= mask & V.Broadcast(limbs[1]);
            limb2 |= mask & V.Broadcast(limbs[2]);
            limb3 |= mask & V.Broadcast(limbs[3]);
            limb4 |= mask & V.Broadcast(limbs[4]);
        }

        return FromLimbs(limb0, limb1, limb2, limb3, limb4);
    }

    public static FieldLanes<V> SelectOwn(ReadOnlySpan<FieldLanes<V>> entries, int stride, ReadOnlySpan<ulong> indices)
    {
        FieldLanes<V> selected = default;
        var wanted = V.Load(indices);
        ulong position = 0;
        for (var i = 0; i < entries.Length; i += stride)
        {
            Assign(ref selected, entries[i], V.Equal(wanted, V.Broadcast(position++)));
        }

        return selected;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Assign(ref FieldLanes<V> target, in FieldLanes<V> source, V mask) => target = new(
        target._limb0 ^ (mask & (target._limb0 ^ source._limb0)),
        target._limb1 ^ (mask & (target._limb1 ^ source._limb1)),
        target._limb2 ^ (mask & (target._limb2 ^ source._limb2)),
        target._limb3 ^ (mask & (target._limb3 ^ source._limb3)),
        target._limb4 ^ (mask & (target._limb4 ^ source._limb4)),
        target._limb5 ^ (mask & (target._limb5 ^ source._limb5)),
        target._limb6 ^ (mask & (target._limb6 ^ source._limb6)),
        target._limb7 ^ (mask & (target._limb7 ^ source._limb7)),
        target._limb8 ^ (mask & (target._limb8 ^ source._limb8)),
        target._limb9 ^ (mask & (target._limb9 ^ source._limb9)));

    /// <summary>Cuts limbs of 52 bits in two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldLanes<V> FromLimbs(V limb0, V limb1, V limb2, V limb3, V limb4)
    {
        var mask = V.Broadcast(LimbMask);
        return new(
            limb0 & mask,
            limb0 >>> LimbBits,
            limb1 & mask,
            limb1 >>> LimbBits,
            limb2 & mask,
            limb2 >>> LimbBits,
            limb3 & mask,
            limb3 >>> LimbBits,
            limb4 & mask,
            limb4 >>> LimbBits);
    }
}
