using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Tally.Record;

namespace Vote.Tally.Tests.Elections;

/// <summary>Records small enough to hold all of their entries at once.</summary>
internal static class BallotLists
{
    /// <summary>All entries of a record folder.</summary>
    public static async Task<IReadOnlyList<Entry>> ReadAsync(string folder, Manifest manifest, Phase until)
    {
        Assert.True(ManifestTerms.TryRead(manifest, out var terms));
        var record = await RecordFolder.OpenAsync(new DirectoryInfo(folder), CancellationToken.None);
        return (await LedgerAuditor.RunAsync(record!, terms, until, progress: null, CancellationToken.None)).Entries;
    }

    /// <summary>What is found of the ballots among these entries, given in one piece.</summary>
    /// <remarks>Nothing here waits, so the tasks are done when they come back.</remarks>
    public static BallotAudit Audit(Election election, IReadOnlyList<Entry> entries)
    {
        var ballots = new StreamedBallots(election, (index, _) => Task.FromResult<Entry?>(entries[(int)index.Value]));
        ballots.TakeAsync([.. entries.Select((entry, i) => new PlacedEntry(new EntryIndex(i), entry))], CancellationToken.None).GetAwaiter().GetResult();
        return ballots.CompleteAsync(CancellationToken.None).GetAwaiter().GetResult();
    }
}
