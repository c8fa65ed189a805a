using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;

namespace Vote.Tally.Record;

/// <summary>
/// A record folder whose ledger, manifest, ceremony and slot list hold, up to where it goes. Whether its ballots hold says
/// <see cref="Ballots"/>, if they were asked for; shuffles and shares are looked at by <see cref="TallyAudit"/>. Read in one pass of which
/// the memory does not grow with the ballots' bytes.
/// </summary>
public sealed class ElectionRecord
{
    private readonly BallotAudit? ballots;

    private ElectionRecord(Opening opening, LedgerTerms terms, LedgerState state, (IReadOnlyList<Entry> Entries, BallotAudit? Ballots) kept) =>
        (Opening, Terms, State, Entries, ballots) = (opening, terms, state, kept.Entries, kept.Ballots);

    /// <summary>What the first entry holds.</summary>
    public Opening Opening { get; }

    /// <summary>The manifest.</summary>
    public Manifest Manifest => Opening.Manifest;

    /// <summary>What the manifest says to the ledger.</summary>
    public LedgerTerms Terms { get; }

    /// <summary>The entries that are neither enrolment nor ballot, in order.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The ballots.</summary>
    /// <exception cref="InvalidOperationException">Nobody asked for them: <see cref="RecordDemand.Ballots"/>.</exception>
    public BallotAudit Ballots => ballots ?? throw new InvalidOperationException("The ballots were not asked for.");

    /// <summary>Phase, slots, chain and tree after the last entry.</summary>
    public LedgerState State { get; }

    /// <summary>How far the election is.</summary>
    public Phase Phase => State.Phase.Current;

    /// <summary>Those of <see cref="Entries"/> with a body of one type, in order.</summary>
    public IEnumerable<(Entry Entry, T Body)> Of<T>()
        where T : EntryBody => Entries.Where(entry => entry.Body is T).Select(entry => (entry, (T)entry.Body));

    /// <summary>Whether an entry stands on the record.</summary>
    public bool Contains(Entry entry)
    {
        for (var index = 0L; index < State.Tree.Size.Value; index++)
        {
            if (State.Tree[new EntryIndex(index)] == entry.LeafHash)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a folder and checks everything that the ledger, the manifest and the ceremony decide.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="demand">Which election it must be, and how far.</param>
    /// <param name="monitor">Watches the work.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static async Task<RecordReading> OpenAsync(DirectoryInfo directory, RecordDemand demand, WorkMonitor monitor)
    {
        if (await RecordFolder.OpenAsync(directory, monitor.CancellationToken) is not { } folder)
        {
            return RecordReading.Refuse("1.1 no checkpoint that can be read");
        }

        if (await folder.ReadFirstEntryAsync(monitor.CancellationToken) is not { Body: ElectionOpened opened }
            || !OpeningContent.TryDecode(opened.Payload.Bytes.Span, out var content))
        {
            return RecordReading.Refuse("2.4 the first entry opens no election");
        }

        // Everything below is believed because the manifest says so, so this comes before all of it.
        if (content.ManifestHash != demand.Election.Value)
        {
            return RecordReading.Refuse($"3.1 this is election {content.ManifestHash}, not {demand.Election}");
        }

        if (!Opening.TryRead(content, out var opening, out var problems))
        {
            return new RecordReading.Refused(problems);
        }

        return ManifestTerms.TryRead(opening.Manifest, out var terms)
            ? await AuditAsync(folder, new(opening, terms), demand, monitor)
            : RecordReading.Refuse("3.2 a name in the manifest can be none of a log or witness");
    }

    private static async Task<RecordReading> AuditAsync(
        RecordFolder folder, (Opening Opening, LedgerTerms Terms) known, RecordDemand demand, WorkMonitor monitor)
    {
        var token = monitor.CancellationToken;
        var streamed = demand.Ballots ? new StreamedBallots(known.Opening.Manifest.Election, folder.ReadEntryAsync) : null;
        var entries = new TallyEntries(streamed);
        var progress = monitor.Step(streamed is null ? WorkSteps.Ledger : WorkSteps.Ballots, folder.Size.Value);
        var report = await LedgerAuditor.StreamAsync(folder, new(known.Terms, demand.Until), entries, progress, token);
        string[] refused = [.. report.Checks.Where(demand.Matters).SelectMany(Describe)];
        if (refused.Length > 0)
        {
            return new RecordReading.Refused(refused);
        }

        var audit = streamed is null ? null : await streamed.CompleteAsync(token);
        return new RecordReading.Read(new ElectionRecord(known.Opening, known.Terms, report.State, (entries.Kept, audit)));
    }

    private static IEnumerable<string> Describe(LedgerCheck check) =>
        check.Verdict is LedgerVerdict.Refused(var reason, var detail) ? [$"{check.Number} {reason}: {detail}"] : [];
}

/// <summary>What a record must be for a purpose.</summary>
/// <param name="Election">The published election hash: whoever asks brings it.</param>
/// <param name="Until">How far the election must be at least.</param>
/// <param name="Quorum">Whether the checkpoint needs the manifest's cosignatures.</param>
public sealed record RecordDemand(ElectionHash Election, Phase Until, bool Quorum)
{
    /// <summary>Whether ballots are decoded and verified on the way.</summary>
    public bool Ballots { get; init; }

    internal bool Matters(LedgerCheck check) => Quorum || check.Number != LedgerCheck.Quorum;
}

/// <summary>What came of reading a record.</summary>
public abstract record RecordReading
{
    private RecordReading()
    {
    }

    /// <summary>It holds as far as was looked.</summary>
    public sealed record Read(ElectionRecord Record) : RecordReading;

    /// <summary>It does not; one line for each finding, never empty.</summary>
    public sealed record Refused(IReadOnlyList<string> Findings) : RecordReading;

    internal static RecordReading Refuse(string finding) => new Refused([finding]);
}
