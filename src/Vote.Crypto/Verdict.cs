namespace Vote.Crypto;

/// <summary>What a check of another party's claim found. There is no default that means "accepted".</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The claim holds.</summary>
    public static Verdict Accept { get; } = new Accepted();

    /// <summary>The claim is refused for the given reason.</summary>
    /// <param name="reason">What kind of rule was broken.</param>
    /// <param name="detail">Which one and where, for people; empty when the reason says it all.</param>
    public static Verdict Reject(Rejection reason, string detail = "") => new Rejected(reason, detail);

    /// <summary>The claim holds.</summary>
    public sealed record Accepted : Verdict;

    /// <summary>The claim is refused.</summary>
    /// <param name="Reason">What kind of rule was broken.</param>
    /// <param name="Detail">Which one and where, for people.</param>
    public sealed record Rejected(Rejection Reason, string Detail) : Verdict;
}
