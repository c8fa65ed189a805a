namespace Vote.Identity.Slots;

/// <summary>A place on the slot list, from 1: all that the public record says about a voter.</summary>
public sealed record Slot
{
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public Slot(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        Number = number;
    }

    /// <summary>The number.</summary>
    public int Number { get; }
}
