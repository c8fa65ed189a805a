using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vote.Crypto.Group;

/// <content>Choices that leave no trace in time or in the addresses read.</content>
internal readonly partial struct FieldElement
{
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
    private static ulong EqualMask(uint left, uint right) => unchecked((ulong)(((long)(left ^ right) - 1) >> 63));
}
