namespace Vote.Identity.Slots;

/// <summary>The number of a slot's credential, from 1. Effective generations have no gaps. spec/identity §9 (1)</summary>
public sealed record Generation
{
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public Generation(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        Number = number;
    }

    /// <summary>A slot's first.</summary>
    public static Generation First { get; } = new(1);

    /// <summary>The number.</summary>
    public int Number { get; }

    /// <summary>The following one.</summary>
    public Generation Next() => new(Number + 1);
}
