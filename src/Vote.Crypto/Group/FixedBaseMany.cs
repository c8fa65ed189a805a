namespace Vote.Crypto.Group;

/// <summary>
/// Multiplication of one base by several secret scalars at once, a scalar a lane. The sequence of operations and of addresses read is
/// the same for all scalars.
/// </summary>
internal static class FixedBaseMany<T>
    where T : struct, IFieldLanes<T>
{
    /// <param name="scalars">At most as many secret integers as there are lanes.</param>
    /// <param name="table">The multiples of the base.</param>
    /// <returns>A product a lane; the identity in the lanes past the last scalar.</returns>
    public static ProjectivePoint<T> Multiply(ReadOnlySpan<UInt256> scalars, FixedBase<FieldElement> table)
    {
        const int coordinates = FixedBase<FieldElement>.Coordinates;
        using SecretDigits digits = new(scalars, FixedBase<FieldElement>.Width);
        Span<ulong> indices = stackalloc ulong[T.Count];
        var result = ProjectivePoint<T>.Identity;
        for (var i = 0; i < FixedBase<FieldElement>.Windows; i++)
        {
            var (nonZero, negative) = digits.Read(i, 0, indices);
            var window = table.Window(i);
            AffinePoint<T> entry = new(
                T.SelectShared(window, coordinates, indices), T.SelectShared(window[1..], coordinates, indices));
            LanePoints<T>.AddSigned(ref result, entry, nonZero, negative);
        }

        indices.Clear();
        return result;
    }
}
