namespace Vote.Tally.Terminal;

/// <summary>How far one stage of a long work is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Pieces done, from 0.</param>
/// <param name="Total">Pieces in all.</param>
public sealed record Progress(Phrase Stage, long Done, long Total);
