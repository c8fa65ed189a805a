using Vote.Canonical;
using Vote.Crypto;
using Vote.Crypto.ElGamal;
using Vote.Ledger.Rules;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Entries;

/// <summary>A record folder and the election that it must be; both come from the command line.</summary>
internal sealed record RecordSource(string Folder, ElectionHash Election)
{
    /// <summary>Reads the hash as it was published: 64 hexadecimal digits.</summary>
    public static ElectionHash ParseElection(string text) =>
        Digest.TryParseHex(text.ToLowerInvariant(), out var hash) ? new ElectionHash(hash) : throw Stop.CouldNotRun(Texts.ElectionMalformed, text);

    /// <summary>The record, when it holds so far as it must for a purpose.</summary>
    /// <param name="desk">Where to say what does not hold.</param>
    /// <param name="until">How far the election must be.</param>
    /// <param name="quorum">Whether witnesses must have cosigned.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<ElectionRecord> ReadAsync(Desk desk, Phase until, bool quorum, CancellationToken cancellationToken) =>
        ReadAsync(desk, new RecordDemand(Election, until, quorum), cancellationToken);

    /// <summary>The same with all ballots verified.</summary>
    /// <inheritdoc cref="ReadAsync(Desk, Phase, bool, CancellationToken)"/>
    public Task<ElectionRecord> ReadBallotsAsync(Desk desk, Phase until, bool quorum, CancellationToken cancellationToken) =>
        ReadAsync(desk, new RecordDemand(Election, until, quorum) { Ballots = true }, cancellationToken);

    private async Task<ElectionRecord> ReadAsync(Desk desk, RecordDemand demand, CancellationToken cancellationToken)
    {
        // The work is arithmetic: it leaves the thread that draws the progress alone.
        var reading = await desk.WatchAsync(
            monitor => Task.Run(() => ElectionRecord.OpenAsync(new DirectoryInfo(Folder), demand, monitor), cancellationToken),
            cancellationToken);
        return reading switch
        {
            RecordReading.Read(var record) => record,
            RecordReading.Refused(var findings) => throw Rejected(findings),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Everything after the ballots, recomputed; a record with anything wrong in it is refused.</summary>
    /// <param name="desk">Where to say what does not hold.</param>
    /// <param name="record">The record with its ballots.</param>
    /// <param name="added">New entries that are to be judged.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<TallyAudit> AuditAsync(
        Desk desk, ElectionRecord record, IReadOnlyList<Ledger.Entries.Entry> added, CancellationToken cancellationToken)
    {
        var (findings, audit) = await desk.WatchAsync(monitor => Task.Run(() => Run(record, added, monitor), cancellationToken), cancellationToken);
        return audit ?? throw Rejected(findings);
    }

    private static Stop Rejected(IReadOnlyList<string> findings) =>
        Stop.Rejected(Texts.RecordRefused, string.Join(Environment.NewLine, findings));

    private static (IReadOnlyList<string> Findings, TallyAudit? Audit) Run(
        ElectionRecord record, IReadOnlyList<Ledger.Entries.Entry> added, WorkMonitor monitor) =>
        (TallyAudit.Run(record.Opening, (record.Ballots, [.. record.Entries, .. added]), monitor, out var audit), audit);
}
