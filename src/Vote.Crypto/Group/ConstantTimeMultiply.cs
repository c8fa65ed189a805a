namespace Vote.Crypto.Group;

/// <summary>Scalar multiplication whose sequence of operations and of addresses read is the same for every scalar and point.</summary>
internal static class ConstantTimeMultiply<T>
    where T : struct, IFieldElement<T>
{
    private const int Width = 5;
    private const int Entries = (1 << (Width - 1)) + 1;
    private const int Coordinates = 3;

    public static ProjectivePoint<T> Multiply(in UInt256 scalar, in ProjectivePoint<T> point)
    {
        var multiples = Multiples(point);
        var digits = new SignedWindows(scalar, Width, stackalloc ulong[SignedWindows.BufferLength]);
        var last = SignedWindows.Count(256, Width) - 1;
        var result = Read(multiples, digits.Digit(last, out var negative), negative);
        for (var i = last - 1; i >= 0; i--)
        {
            var jacobian = JacobianPoint<T>.FromProjective(result);
            for (var j = 0; j < Width; j++)
            {
                jacobian = JacobianPoint<T>.Double(jacobian);
            }

            var entry = Read(multiples, digits.Digit(i, out negative), negative);
            result = ProjectivePoint<T>.Add(JacobianPoint<T>.ToProjective(jacobian), entry);
        }

        digits.Clear();
        return result;
    }

    /// <summary>0·P to 16·P, three coordinates each.</summary>
    private static T[] Multiples(in ProjectivePoint<T> point)
    {
        var multiples = new T[Entries * Coordinates];
        var multiple = ProjectivePoint<T>.Identity;
        for (var i = 0; i < Entries; i++)
        {
            multiples[Coordinates * i] = multiple.X;
            multiples[(Coordinates * i) + 1] = multiple.Y;
            multiples[(Coordinates * i) + 2] = multiple.Z;
            multiple = ProjectivePoint<T>.Add(multiple, point);
        }

        return multiples;
    }

    /// <summary>Reads every entry, keeps one and negates it under the mask.</summary>
    private static ProjectivePoint<T> Read(ReadOnlySpan<T> multiples, uint digit, ulong negativeMask)
    {
        ProjectivePoint<T> entry = new(
            T.SelectEntry(multiples, Coordinates, digit),
            T.SelectEntry(multiples[1..], Coordinates, digit),
            T.SelectEntry(multiples[2..], Coordinates, digit));
        T.AssignIf(ref entry.Y, T.Reduce(default(T) - entry.Y), negativeMask);
        return entry;
    }
}
