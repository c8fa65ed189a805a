using System.Diagnostics.CodeAnalysis;
using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold;
using Vote.Ledger.Entries;

namespace Vote.Tally.Record;

/// <summary>
/// Everything from the ballots to the last share, recomputed from the whole record: what officers and trustees do before they
/// sign, mix, decrypt or append. An instance holds as far as the record goes.
/// </summary>
public sealed class TallyAudit
{
    private TallyAudit(Opening opening, CountedBallots counted, TallyInputContent input)
    {
        (Opening, Counted, Input) = (opening, counted, input);
        Minima = Minima.Of(opening.Manifest);
        ShuffleTerms = ShuffleTerms.Of(opening.Manifest, counted);
    }

    /// <summary>Manifest, keys, slots.</summary>
    public Opening Opening { get; }

    /// <summary>The ballots that count.</summary>
    public CountedBallots Counted { get; }

    /// <summary>The tally input as it follows from them; the record's, if it has one, is the same.</summary>
    public TallyInputContent Input { get; }

    /// <summary>What may be opened.</summary>
    public Minima Minima { get; }

    /// <summary>What shuffles are judged by.</summary>
    public ShuffleTerms ShuffleTerms { get; }

    /// <summary>The shuffles so far; null before the tally input.</summary>
    public ShuffleAudit? Shuffles { get; private set; }

    /// <summary>What is decrypted; null while a question still needs shuffles.</summary>
    public CiphertextsToOpen? ToOpen { get; private set; }

    /// <summary>The statement of every share; null while there is nothing to decrypt yet.</summary>
    public DecryptionStatement? Statement { get; private set; }

    /// <summary>The shares so far.</summary>
    public IReadOnlyList<Crypto.Threshold.DecryptionShare> Shares { get; private set; } = [];

    /// <summary>Recomputes everything.</summary>
    /// <param name="opening">The opening of the record.</param>
    /// <param name="found">Its ballots, and its entries that are neither enrolment nor ballot, perhaps with new ones that are to be judged.</param>
    /// <param name="monitor">Watches the work.</param>
    /// <param name="audit">The outcome, when nothing was found.</param>
    /// <returns>Everything that does not hold, by number of check; empty when all does.</returns>
    public static IReadOnlyList<string> Run(
        Opening opening, (BallotAudit Ballots, IReadOnlyList<Entry> Entries) found, WorkMonitor monitor, out TallyAudit? audit)
    {
        audit = null;
        if (!found.Ballots.Holds)
        {
            return [.. found.Ballots.Findings];
        }

        var counted = found.Ballots.Counted;
        var run = new TallyAudit(opening, counted, TallyInputContent.Build(counted));
        var findings = run.Continue(found.Entries, monitor);
        audit = findings.Length == 0 ? run : null;
        return findings;
    }

    /// <summary>The result that follows from the shares so far; false when they are too few or a total is out of its range.</summary>
    public bool TryGetResult(WorkMonitor monitor, [NotNullWhen(true)] out ResultContent? result)
    {
        result = ToOpen is null ? null : ResultAssembly.Combine(ToOpen, Counted.Count, Shares, Opening.Keys.Policy, monitor);
        return result is not null;
    }

    private string[] Continue(IReadOnlyList<Entry> entries, WorkMonitor monitor)
    {
        if (entries.FirstOrDefault(entry => entry.Body is TallyInput) is not { Body: TallyInput tallyInput } inputEntry)
        {
            return [];
        }

        if (!tallyInput.Payload.Bytes.Span.SequenceEqual(Input.Encode()))
        {
            return ["6.2 the tally input is not that of the counted ballots"];
        }

        if (Distinct(monitor) is Verdict.Rejected(_, var detail))
        {
            return [$"3.3 {detail}"];
        }

        Shuffles = ShuffleAudit.Run(ShuffleTerms, entries, monitor);
        return Shuffles.Holds ? ContinueWithShares(inputEntry, entries, monitor) : [.. Shuffles.Findings];
    }

    private string[] ContinueWithShares(Entry inputEntry, IReadOnlyList<Entry> entries, WorkMonitor monitor)
    {
        if (Shuffles!.Unfinished(ShuffleTerms, Opening.Keys.Policy.Threshold).Any())
        {
            return entries.Any(entry => entry.Body is Ledger.Entries.DecryptionShare or Result)
                ? ["7.1 a question was not shuffled by enough trustees"]
                : [];
        }

        ToOpen = CiphertextsToOpen.Gather(Minima, Input, Shuffles.Outputs());
        Statement = new(Opening.Manifest.Hash, inputEntry.LeafHash.Value, ToOpen.Input);
        var shares = ShareAudit.Run(Statement, Opening.Keys, entries, monitor);
        Shares = shares.Valid;
        return shares.Holds ? CheckResult(entries, monitor) : [.. shares.Findings];
    }

    private string[] CheckResult(IReadOnlyList<Entry> entries, WorkMonitor monitor)
    {
        if (entries.Select(entry => entry.Body).OfType<Result>().FirstOrDefault() is not { } published)
        {
            return [];
        }

        return TryGetResult(monitor, out var result) && published.Payload.Bytes.Span.SequenceEqual(result.Encode())
            ? []
            : ["9 the result is not the decryption"];
    }

    private Verdict Distinct(WorkMonitor monitor) =>
        ShuffleTerms.Generators.CheckDistinct(ShuffleTerms.Questions.Count == 0 ? 0 : Counted.Count, monitor.CancellationToken);
}
