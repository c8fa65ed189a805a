namespace Vote.Crypto.Group;

/// <summary>Scalar multiplication whose sequence of operations and memory reads is the same for every scalar and point.</summary>
internal static class ConstantTimeMultiply<T>
    where T : struct, IFieldElement<T>
{
    private const int WindowBits = 4;

    public static ProjectivePoint<T> Multiply(ReadOnlySpan<byte> scalarBigEndian, in ProjectivePoint<T> point)
    {
        var table = new ProjectivePoint<T>[1 << WindowBits];
        table[0] = ProjectivePoint<T>.Identity;
        for (var i = 1; i < table.Length; i++)
        {
            table[i] = ProjectivePoint<T>.Add(table[i - 1], point);
        }

        var result = ProjectivePoint<T>.Identity;
        foreach (var two in scalarBigEndian)
        {
            result = Step(result, table, (uint)two >> 4);
            result = Step(result, table, two & 15u);
        }

        return result;
    }

    private static ProjectivePoint<T> Step(ProjectivePoint<T> result, ProjectivePoint<T>[] table, uint digit)
    {
        for (var i = 0; i < WindowBits; i++)
        {
            result = ProjectivePoint<T>.Add(result, result);
        }

        return ProjectivePoint<T>.Add(result, Read(table, digit));
    }

    /// <summary>Reads every entry and keeps one.</summary>
    private static ProjectivePoint<T> Read(ProjectivePoint<T>[] table, uint digit)
    {
        ProjectivePoint<T> found = default;
        for (uint i = 0; i < table.Length; i++)
        {
            found = ProjectivePoint<T>.Select(EqualMask(i, digit), table[i], found);
        }

        return found;
    }

    private static ulong EqualMask(uint left, uint right) => unchecked((ulong)(((long)(left ^ right) - 1) >> 63));
}
