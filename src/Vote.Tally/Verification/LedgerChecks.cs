using Vote.Ledger;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;

namespace Vote.Tally.Verification;

/// <summary>What the ledger's auditor found, under the specification's numbers: 1.1 – 2.4, 4.2, 5.1. spec §10</summary>
internal static class LedgerChecks
{
    private static readonly Dictionary<string, CheckId> Known = CheckId.All.ToDictionary(check => check.Number, StringComparer.Ordinal);

    /// <summary>Answers every check that the ledger decides.</summary>
    public static void Report(Checklist checks, LedgerReport audit, LedgerTerms terms)
    {
        foreach (var check in audit.Checks)
        {
            checks.Set(Known[check.Number], OutcomeOf(check, Detail(check.Number, audit, terms)));
        }
    }

    private static Outcome OutcomeOf(LedgerCheck check, string detail) => check.Verdict switch
    {
        LedgerVerdict.Accepted => new Outcome.Holds(detail),
        LedgerVerdict.Refused(LedgerRefusal.NotReached, _) => new Outcome.NotReached("the entries could not be read"),
        LedgerVerdict.Refused(var reason, var what) => new Outcome.Fails([what.Length == 0 ? $"{reason}" : $"{reason}: {what}"]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Detail(string number, LedgerReport audit, LedgerTerms terms) => number switch
    {
        LedgerCheck.Quorum when terms.Log.Policy.Quorum == 0 => "witnesses: none required",
        LedgerCheck.Quorum => $"{terms.Log.Policy.Quorum} of {terms.Log.Policy.Witnesses.Count} witnesses",
        LedgerCheck.Checkpoint => terms.Log.Origin.Value,
        LedgerCheck.Root => audit.State.Tree.Root.ToHex(),
        LedgerCheck.Enrolments or LedgerCheck.Ballots => $"{audit.State.Slots.UsedSlots} slots used",
        _ => $"{audit.State.Tree.Size.Value} entries",
    };
}
