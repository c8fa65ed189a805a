using Vote.Ledger.Entries;
using Vote.Ledger.Records;

namespace Vote.Tally.Record;

/// <summary>
/// What stays of a record's entries: all but enrolments and ballots, of which there may be as many as a city has voters. Ballots go on to a
/// stream, if somebody asked for them.
/// </summary>
internal sealed class TallyEntries(StreamedBallots? ballots) : IEntrySink
{
    private readonly List<Entry> kept = [];

    /// <summary>The entries that are neither enrolment nor ballot, in order.</summary>
    public IReadOnlyList<Entry> Kept => kept;

    /// <inheritdoc/>
    public Task TakeAsync(IReadOnlyList<PlacedEntry> entries, CancellationToken cancellationToken)
    {
        kept.AddRange(entries.Select(placed => placed.Entry).Where(entry => entry.Body is not (CredentialEnrolled or BallotCast)));
        return ballots?.TakeAsync(entries, cancellationToken) ?? Task.CompletedTask;
    }
}
