namespace Vote.Crypto.Group;

/// <summary>
/// What the curve formulas need of a field element. The formulas are written once over this interface; the tests put an
/// element that counts operations and one that computes ranges in the place of <see cref="FieldElement"/>.
/// </summary>
/// <remarks>
/// Sums are lazy: + and − neither carry nor subtract p, so a formula must keep its values inside what the next operation
/// accepts. <c>FieldRangeTests</c> runs each formula on worst-case ranges and fails when one does not.
/// </remarks>
internal interface IFieldElement<T>
    where T : struct, IFieldElement<T>
{
    static abstract T One { get; }

    /// <summary>The constant b of the curve y² = x³ − 3x + b.</summary>
    static abstract T CurveB { get; }

    static abstract T operator +(in T left, in T right);

    /// <summary>left + 8p − right; right must be below 8p.</summary>
    static abstract T operator -(in T left, in T right);

    /// <summary>left·right, below p plus a sixteenth of left·right/p with limbs of 52 bits; the product must be at most 500p².</summary>
    static abstract T operator *(in T left, in T right);

    static abstract T Square(in T value);

    /// <summary>value^(2^times).</summary>
    static virtual T SquareTimes(T value, int times)
    {
        for (var i = 0; i < times; i++)
        {
            value = T.Square(value);
        }

        return value;
    }

    /// <summary>The same residue in tight form: below 1.1·p, limbs of 52 bits.</summary>
    static abstract T Reduce(in T value);

    /// <summary>entries[index·stride], reading one entry of every stride whatever the index; zero for an index past the end.</summary>
    static abstract T SelectEntry(ReadOnlySpan<T> entries, int stride, uint index);

    /// <summary>Copies the source over the target for a mask of all ones, leaves the target for a mask of zero.</summary>
    static abstract void AssignIf(ref T target, in T source, ulong mask);

    /// <summary>Copies the source over the target where the tested element is the residue zero.</summary>
    static abstract void AssignIfZero(ref T target, in T source, in T tested);
}

/// <summary>One element, about which one may decide: what the additions of public points ask for besides.</summary>
internal interface ISingleFieldElement<T> : IFieldElement<T>
    where T : struct, ISingleFieldElement<T>
{
    /// <summary>All ones for the residue zero, else zero.</summary>
    static abstract ulong IsZeroMask(in T value);
}
