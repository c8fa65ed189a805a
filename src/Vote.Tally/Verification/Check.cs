namespace Vote.Tally.Verification;

/// <summary>What one numbered check of the specification found.</summary>
/// <param name="Id">Its number and title. spec §10</param>
/// <param name="Outcome">What it found.</param>
public sealed record Check(CheckId Id, Outcome Outcome);

/// <summary>The answer of a check. There is no default that means "holds".</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Everything was looked at, and it holds.</summary>
    /// <param name="Detail">What was looked at, with numbers.</param>
    public sealed record Holds(string Detail) : Outcome;

    /// <summary>It was looked at, and does not hold.</summary>
    /// <param name="Findings">What is wrong, one line each; never empty.</param>
    public sealed record Fails(IReadOnlyList<string> Findings) : Outcome;

    /// <summary>It could not be looked at, because something it needs is missing or broken; counts as failed.</summary>
    /// <param name="Because">What is missing.</param>
    public sealed record NotReached(string Because) : Outcome;
}

/// <summary>Collects what a check finds; no finding means it holds.</summary>
public sealed class Findings
{
    /// <summary>More are counted, not kept: a broken record of a city must not fill the memory.</summary>
    private const int Kept = 20;

    private readonly List<string> lines = [];
    private int count;

    /// <summary>Whether something was found.</summary>
    public bool Any => count > 0;

    /// <summary>Adds a line that says what is wrong and where.</summary>
    public void Add(string line)
    {
        count++;
        if (lines.Count < Kept)
        {
            lines.Add(line);
        }
    }

    /// <summary>Adds a line when the condition does not hold.</summary>
    public void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            Add(otherwise);
        }
    }

    /// <summary>The outcome of the check.</summary>
    /// <param name="detail">What was looked at, for the case that it holds.</param>
    public Outcome Close(string detail) => count switch
    {
        0 => new Outcome.Holds(detail),
        > Kept => new Outcome.Fails([.. lines, $"and {count - Kept} more"]),
        _ => new Outcome.Fails(lines.ToArray()),
    };
}
