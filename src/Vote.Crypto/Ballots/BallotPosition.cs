namespace Vote.Crypto.Ballots;

/// <summary>Where a ballot stands in its voter's chain; all count from 1. spec §4.5, spec/ledger.md §3</summary>
public sealed record BallotPosition
{
    /// <exception cref="ArgumentOutOfRangeException">A number below 1.</exception>
    public BallotPosition(long slot, long generation, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slot, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(generation, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        (Slot, Generation, Sequence) = (slot, generation, sequence);
    }

    /// <summary>The voter's slot.</summary>
    public long Slot { get; }

    /// <summary>Which credential of the slot.</summary>
    public long Generation { get; }

    /// <summary>Which ballot of the credential.</summary>
    public long Sequence { get; }
}
