namespace Vote.Ledger;

/// <summary>Position of an entry, from 0. Not a count: see <see cref="TreeSize"/>.</summary>
public readonly record struct EntryIndex(long Value);

/// <summary>How many leaves a tree has; the index of the next one.</summary>
public readonly record struct TreeSize(long Value);

/// <summary>A place on the slot list, from 1.</summary>
public sealed record SlotNumber : IComparable<SlotNumber>
{
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public SlotNumber(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        Value = value;
    }

    /// <summary>The number.</summary>
    public int Value { get; }

    public static bool operator <(SlotNumber left, SlotNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(SlotNumber left, SlotNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(SlotNumber left, SlotNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SlotNumber left, SlotNumber right) => left.CompareTo(right) >= 0;

    public int CompareTo(SlotNumber? other) => other is null ? 1 : Value.CompareTo(other.Value);
}

/// <summary>Where a ballot stands: slot, generation of its credential, sequence within the generation; all from 1.</summary>
public sealed record BallotPlace
{
    /// <exception cref="ArgumentOutOfRangeException">A generation or sequence below 1.</exception>
    public BallotPlace(SlotNumber slot, int generation, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generation, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        (Slot, Generation, Sequence) = (slot, generation, sequence);
    }

    /// <summary>The slot.</summary>
    public SlotNumber Slot { get; }

    /// <summary>The generation of the slot's credential.</summary>
    public int Generation { get; }

    /// <summary>The number of the ballot within its generation.</summary>
    public long Sequence { get; }

    /// <summary>Whether the other ballot of this slot counts instead of this one. spec/ledger.md §5 (6)</summary>
    public bool IsSupersededBy(BallotPlace other) =>
        other.Generation > Generation || (other.Generation == Generation && other.Sequence > Sequence);
}
