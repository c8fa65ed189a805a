namespace Vote.Crypto.Group;

/// <summary>
/// Multiplication by one base from its multiples d·2^(w·i)·P for every window i and every digit d from 1 to 2^(w−1): one
/// addition a window and no doubling.
/// </summary>
/// <param name="entries">The affine coordinates, x before y, digits within windows.</param>
internal sealed class FixedBase<T>(T[] entries)
    where T : struct, IFieldElement<T>
{
    public const int Width = 7;
    public const int Digits = 1 << (Width - 1);
    public const int Coordinates = 2;

    public static int Windows => SignedWindows.Count(256, Width);

    public ReadOnlySpan<T> Entries => entries;

    /// <summary>The same sequence of operations and of addresses read for every scalar.</summary>
    public ProjectivePoint<T> Multiply(in UInt256 scalar)
    {
        var digits = new SignedWindows(scalar, Width, stackalloc ulong[SignedWindows.BufferLength]);
        var result = ProjectivePoint<T>.Identity;
        for (var i = 0; i < Windows; i++)
        {
            // A digit of zero selects no entry: what is then added to (0, 0) is thrown away.
            var digit = digits.Digit(i, out var negative);
            var entry = Read(Window(i), unchecked(digit - 1), negative);
            var sum = ProjectivePoint<T>.AddAffine(result, entry);
            ProjectivePoint<T>.AssignIf(ref result, sum, NonZeroMask(digit));
        }

        digits.Clear();
        return result;
    }

    public ReadOnlySpan<T> Window(int index) => entries.AsSpan(index * Digits * Coordinates, Digits * Coordinates);

    private static AffinePoint<T> Read(ReadOnlySpan<T> window, uint index, ulong negativeMask)
    {
        AffinePoint<T> entry = new(
            T.SelectEntry(window, Coordinates, index),
            T.SelectEntry(window[1..], Coordinates, index));
        T.AssignIf(ref entry.Y, T.Reduce(default(T) - entry.Y), negativeMask);
        return entry;
    }

    private static ulong NonZeroMask(uint digit) => unchecked((ulong)(-(long)digit >> 63));
}
