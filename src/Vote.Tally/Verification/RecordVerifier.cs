using System.Collections;
using Vote.Crypto.ElGamal;
using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Tally.Record;

namespace Vote.Tally.Verification;

/// <summary>What a verifier says of a record: one answer for each check of the specification, in its order.</summary>
/// <param name="checks">The answers.</param>
/// <param name="anchor">The anchor that the record declares, which is another question: a node answers it. spec/ledger.md §11 (5)</param>
public sealed class RecordFindings(IReadOnlyList<Check> checks, AnchorTerms? anchor) : IReadOnlyList<Check>
{
    /// <summary>The declared anchor, about which nothing was asked; nothing where none is declared.</summary>
    public AnchorTerms? Anchor => anchor;

    /// <inheritdoc/>
    public int Count => checks.Count;

    /// <inheritdoc/>
    public Check this[int index] => checks[index];

    /// <inheritdoc/>
    public IEnumerator<Check> GetEnumerator() => checks.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>
/// Checks a whole record against the published election hash, with nothing else. Every check runs, whatever the others found, as long as there
/// is something to look at. spec §10
/// </summary>
public static class RecordVerifier
{
    /// <summary>Runs all checks.</summary>
    /// <param name="directory">The record folder.</param>
    /// <param name="expected">The published election hash; without it check 3.1 is not reached.</param>
    /// <param name="monitor">Watches the work.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static async Task<RecordFindings> RunAsync(DirectoryInfo directory, ElectionHash? expected, WorkMonitor monitor)
    {
        var checks = new Checklist();
        if (await RecordFolder.OpenAsync(directory, monitor.CancellationToken) is not { } folder)
        {
            checks.Set(CheckId.Folder, ["the folder holds no checkpoint that can be read"], "");
            return new(checks.ToChecks(), anchor: null);
        }

        if (await folder.ReadFirstEntryAsync(monitor.CancellationToken) is not { Body: ElectionOpened opened }
            || !OpeningContent.TryDecode(opened.Payload.Bytes.Span, out var content))
        {
            checks.Missing = "the first entry opens no election";
            checks.Set(CheckId.EntryOrder, [checks.Missing], "");
            return new(checks.ToChecks(), anchor: null);
        }

        if (OpeningChecks.Run(checks, content, expected) is not { } manifest || !ManifestTerms.TryRead(manifest, out var terms))
        {
            checks.Missing = "the manifest is not well formed";
            return new(checks.ToChecks(), anchor: null);
        }

        // One pass over the record, of which bundles are forgotten as soon as their ballots are verified.
        var ballots = new StreamedBallots(manifest.Election, folder.ReadEntryAsync);
        var entries = new TallyEntries(ballots);
        var report = await LedgerAuditor.StreamAsync(
            folder, new(terms, Phase.Finished), entries, monitor.Step(WorkSteps.Ballots, folder.Size.Value), monitor.CancellationToken);
        LedgerChecks.Report(checks, report, terms);
        var audit = await ballots.CompleteAsync(monitor.CancellationToken);
        await Task.Run(() => TallyChecks.Run(checks, manifest, (audit, entries.Kept), monitor), monitor.CancellationToken);
        return new(checks.ToChecks(), report.State.Phase.Anchor);
    }
}
