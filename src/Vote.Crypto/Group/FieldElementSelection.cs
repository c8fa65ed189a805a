using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vote.Crypto.Group;

/// <content>Choices that leave no trace in time or in the addresses read.</content>
internal readonly partial struct FieldElement
{
    /// <summary>A group of one.</summary>
    public static int Count => 1;

    public static FieldElement Broadcast(in FieldElement element) => element;

    public static void Multiply(in FieldElement left, in FieldElement right, out FieldElement product) => product = left * right;

    public static FieldElement Gather(ReadOnlySpan<FieldElement> elements, ReadOnlySpan<int> places) => elements[places[0]];

    public static void Scatter(in FieldElement value, Span<FieldElement> elements, ReadOnlySpan<int> places) =>
        elements[places[0]] = value;

    public static uint ZeroLanes(in FieldElement value) => (uint)IsZeroMask(value) & 1;

    public static void AssignLanes(ref FieldElement target, in FieldElement source, uint lanes) =>
        AssignIf(ref target, source, unchecked(0 - ((ulong)lanes & 1)));

    public static void AssignIfZero(ref FieldElement target, in FieldElement source, in FieldElement tested) =>
        AssignIf(ref target, source, IsZeroMask(tested));

    public static FieldElement SelectShared(ReadOnlySpan<FieldElement> entries, int stride, ReadOnlySpan<ulong> indices) =>
        SelectEntry(entries, stride, unchecked((uint)indices[0]));

    public static FieldElement SelectOwn(ReadOnlySpan<FieldElement> entries, int stride, ReadOnlySpan<ulong> indices) =>
        SelectEntry(entries, stride, unchecked((uint)indices[0]));

    /// <summary>All five limbs.</summary>
    internal static ReadOnlySpan<ulong> Limbs(in FieldElement element) => MemoryMarshal.CreateReadOnlySpan(in element._limb0, 5);

    /// <summary>Limbs 0 to 3.</summary>
    internal static Vector256<ulong> LowLimbs(in FieldElement element) => Vector256.LoadUnsafe(in element._limb0);

    /// <summary>Limb 4.</summary>
    internal static ulong TopLimb(in FieldElement element) => element._limb4;

    internal static FieldElement FromLimbs(Vector256<ulong> low, ulong top)
    {
        FieldElement element = new(0, 0, 0, 0, top);
        low.StoreUnsafe(ref Unsafe.AsRef(in element._limb0));
        return element;
    }

    public static void AssignIf(ref FieldElement target, in FieldElement source, ulong mask) => target = new(
        target._limb0 ^ (mask & (target._limb0 ^ source._limb0)),
        target._limb1 ^ (mask & (target._limb1 ^ source._limb1)),
        target._limb2 ^ (mask & (target._limb2 ^ source._limb2)),
        target._limb3 ^ (mask & (target._limb3 ^ source._limb3)),
        target._limb4 ^ (mask & (target._limb4 ^ source._limb4)));

    public static FieldElement SelectEntry(ReadOnlySpan<FieldElement> entries, int stride, uint index)
    {
        var low = Vector256<ulong>.Zero;
        ulong high = 0;
        uint position = 0;
        for (var i = 0; i < entries.Length; i += stride)
        {
            var mask = EqualMask(position++, index);
            ref readonly var entry = ref entries[i];
            low |= Vector256.LoadUnsafe(in entry._limb0) & Vector256.Create(mask);
            high |= entry._limb4 & mask;
        }

        return new(low[0], low[1], low[2], low[3], high);
    }

    /// <summary>All ones when both are equal, else zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong EqualMask(uint left, uint right) => unchecked((ulong)(((long)(left ^ right) - 1) >> 63));
}
