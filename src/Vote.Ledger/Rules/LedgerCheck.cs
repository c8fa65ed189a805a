namespace Vote.Ledger.Rules;

/// <summary>A check of the specification and what came of it. spec §10</summary>
public sealed record LedgerCheck(string Number, LedgerVerdict Verdict)
{
    /// <summary>Exactly the files, each well formed.</summary>
    public const string Files = "1.1";

    /// <summary>The checkpoint's signature and origin.</summary>
    public const string Checkpoint = "1.2";

    /// <summary>The recomputed root, and every tile.</summary>
    public const string Root = "1.3";

    /// <summary>What <c>voting-closed</c> names.</summary>
    public const string Closing = "1.4";

    /// <summary>The quorum of cosignatures.</summary>
    public const string Quorum = "1.5";

    /// <summary>Exactly the blobs that entries name.</summary>
    public const string Blobs = "1.6";

    /// <summary>Each entry is canonical and of the closed list.</summary>
    public const string Entries = "2.1";

    /// <summary>Each entry names the election.</summary>
    public const string Election = "2.2";

    /// <summary>Exactly the demanded authors signed.</summary>
    public const string Signatures = "2.3";

    /// <summary>The order of entries.</summary>
    public const string Order = "2.4";

    /// <summary>Slots exist, generations follow, credentials are new.</summary>
    public const string Enrolments = "4.2";

    /// <summary>Ballots follow one another within their slot.</summary>
    public const string Ballots = "5.1";

    /// <summary>All that the ledger decides, in the specification's order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Files, Checkpoint, Root, Closing, Quorum, Blobs, Entries, Election, Signatures, Order, Enrolments, Ballots];
}

/// <summary>Collects the first refusal of each check.</summary>
internal sealed class LedgerFindings
{
    private readonly Dictionary<string, LedgerVerdict.Refused> refused = new(StringComparer.Ordinal);

    internal void Add(LedgerCheck check)
    {
        if (check.Verdict is LedgerVerdict.Refused verdict)
        {
            refused.TryAdd(check.Number, verdict);
        }
    }

    internal void Add(string number, LedgerVerdict verdict) => Add(new(number, verdict));

    /// <summary>Fails the check because nothing was left to look at.</summary>
    internal void NotReached(params IEnumerable<string> numbers)
    {
        foreach (var number in numbers)
        {
            Add(number, LedgerVerdict.Refuse(LedgerRefusal.NotReached));
        }
    }

    internal IReadOnlyList<LedgerCheck> ToChecks() =>
        [.. LedgerCheck.All.Select(number => new LedgerCheck(number, refused.GetValueOrDefault(number) ?? LedgerVerdict.Accept))];
}
