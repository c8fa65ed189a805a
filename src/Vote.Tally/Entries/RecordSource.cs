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
    public async Task<ElectionRecord> ReadAsync(Desk desk, Phase until, bool quorum, CancellationToken cancellationToken)
    {
        var reading = await desk.WatchAsync(
            monitor => ElectionRecord.OpenAsync(new DirectoryInfo(Folder), new RecordDemand(Election, until, quorum), monitor),
            cancellationToken);
        return reading switch
        {
            RecordReading.Read(var record) => record,
            RecordReading.Refused(var findings) => throw Rejected(findings),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Everything after the ballots, recomputed; a record with anything wrong in it is refused.</summary>
    public static async Task<TallyAudit> AuditAsync(
        Desk desk, Opening opening, IReadOnlyList<Ledger.Entries.Entry> entries, CancellationToken cancellationToken)
    {
        var (findings, audit) = await desk.WatchAsync(monitor => Task.Run(() => Run(opening, entries, monitor), cancellationToken), cancellationToken);
        return audit ?? throw Rejected(findings);
    }

    private static Stop Rejected(IReadOnlyList<string> findings) =>
        Stop.Rejected(Texts.RecordRefused, string.Join(Environment.NewLine, findings));

    private static (IReadOnlyList<string> Findings, TallyAudit? Audit) Run(
        Opening opening, IReadOnlyList<Ledger.Entries.Entry> entries, WorkMonitor monitor) =>
        (TallyAudit.Run(opening, entries, monitor, out var audit), audit);
}
