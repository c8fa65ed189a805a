namespace Vote.Crypto.Group;

/// <summary>
/// Σ kᵢ·Pᵢ with secret kᵢ: one chain of doublings for all terms, signed windows, and for each window of each term a scan of the
/// whole table P, 2P, …, 8P. The sequence of operations and of addresses read is the same for all scalars.
/// </summary>
/// <remarks>Lane l adds up the terms l, l + Count, l + 2·Count, ….</remarks>
internal static class ConstantTimeSum<T>
    where T : struct, IFieldLanes<T>
{
    /// <summary>Multiples of each point in its table.</summary>
    public const int Multiples = 1 << (Width - 1);

    /// <summary>Coordinates of the tables of as many terms as there are lanes, x before y.</summary>
    public const int TableSize = Multiples * Coordinates;

    private const int Width = 4;
    private const int Coordinates = 2;

    /// <param name="scalars">The secret integers below n.</param>
    /// <param name="tables">
    /// For each of them the affine P, 2P, …, 8P of its point, which is not the identity; lanes past the last scalar hold any points.
    /// </param>
    /// <returns>The sums of the lanes.</returns>
    public static ProjectivePoint<T> Compute(ReadOnlySpan<UInt256> scalars, ReadOnlySpan<T> tables)
    {
        using SecretDigits digits = new(scalars, Width);
        Span<ulong> indices = stackalloc ulong[T.Count];
        var sum = ProjectivePoint<T>.Identity;
        for (var window = SignedWindows.Count(256, Width) - 1; window >= 0; window--)
        {
            sum = Shift(sum);
            for (var (first, table) = (0, 0); first < scalars.Length; (first, table) = (first + T.Count, table + TableSize))
            {
                var (nonZero, negative) = digits.Read(window, first, indices);
                var own = tables.Slice(table, TableSize);
                AffinePoint<T> entry = new(T.SelectOwn(own, Coordinates, indices), T.SelectOwn(own[1..], Coordinates, indices));
                LanePoints<T>.AddSigned(ref sum, entry, nonZero, negative);
            }
        }

        indices.Clear();
        return sum;
    }

    private static ProjectivePoint<T> Shift(in ProjectivePoint<T> sum)
    {
        var jacobian = JacobianPoint<T>.FromProjective(sum);
        for (var i = 0; i < Width; i++)
        {
            jacobian = JacobianPoint<T>.Double(jacobian);
        }

        return JacobianPoint<T>.ToProjective(jacobian);
    }
}
