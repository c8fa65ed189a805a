using System.Security.Cryptography;

namespace Vote.Crypto.Group;

/// <summary>
/// Σ kᵢ·Pᵢ with secret kᵢ: one chain of doublings for all terms, signed windows, and for each window of each term a scan of the
/// whole table P, 2P, …, 8P. The sequence of operations and of addresses read is the same for all scalars.
/// </summary>
internal static class ConstantTimeSum<T>
    where T : struct, IFieldElement<T>
{
    /// <summary>Multiples of each point in its table.</summary>
    public const int Multiples = 1 << (Width - 1);

    /// <summary>Coordinates of a term's table, x before y.</summary>
    public const int TableSize = Multiples * Coordinates;

    private const int Width = 4;
    private const int Coordinates = 2;
    private const byte Negative = 0x80;

    private static int Windows => SignedWindows.Count(256, Width);

    /// <param name="scalars">The secret integers below n.</param>
    /// <param name="tables">For each of them the affine P, 2P, …, 8P of its point, which is not the identity.</param>
    public static ProjectivePoint<T> Compute(ReadOnlySpan<UInt256> scalars, ReadOnlySpan<T> tables)
    {
        var digits = Digits(scalars);
        var sum = ProjectivePoint<T>.Identity;
        for (var window = Windows - 1; window >= 0; window--)
        {
            sum = Shift(sum);
            for (var i = 0; i < scalars.Length; i++)
            {
                AddDigit(ref sum, tables.Slice(i * TableSize, TableSize), digits[(window * scalars.Length) + i]);
            }
        }

        CryptographicOperations.ZeroMemory(digits);
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

    private static void AddDigit(ref ProjectivePoint<T> sum, ReadOnlySpan<T> table, byte digit)
    {
        unchecked
        {
            var magnitude = digit & (uint)(byte)~Negative;
            var negative = (ulong)((long)(sbyte)digit >> 63);

            // A digit of zero selects no entry: what is then added to (0, 0) is thrown away.
            AffinePoint<T> entry = new(
                T.SelectEntry(table, Coordinates, magnitude - 1),
                T.SelectEntry(table[1..], Coordinates, magnitude - 1));
            T.AssignIf(ref entry.Y, T.Reduce(default(T) - entry.Y), negative);
            var added = ProjectivePoint<T>.AddAffine(sum, entry);
            ProjectivePoint<T>.AssignIf(ref sum, added, (ulong)(-(long)magnitude >> 63));
        }
    }

    /// <summary>Signed digits, window by window: the magnitude, and the top bit for a negative one.</summary>
    private static byte[] Digits(ReadOnlySpan<UInt256> scalars)
    {
        var digits = new byte[Windows * scalars.Length];
        Span<ulong> buffer = stackalloc ulong[SignedWindows.BufferLength];
        for (var i = 0; i < scalars.Length; i++)
        {
            var windows = new SignedWindows(scalars[i], Width, buffer);
            for (var window = 0; window < Windows; window++)
            {
                var magnitude = windows.Digit(window, out var negative);
                digits[(window * scalars.Length) + i] = unchecked((byte)(magnitude | (negative & Negative)));
            }
        }

        buffer.Clear();
        return digits;
    }
}
