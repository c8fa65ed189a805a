using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Rules;

namespace Vote.Ledger.Records;

/// <summary>
/// Recomputes chain, root and tiles of a record, checks checkpoint, quorum, blobs, signatures, order and slots. All checks run.
/// spec §10
/// </summary>
public sealed class LedgerAuditor
{
    private readonly RecordFolder folder;
    private readonly LedgerTerms terms;
    private readonly LedgerFindings findings = new();
    private readonly LedgerState state;
    private readonly IEntrySink sink;
    private readonly HashSet<Digest> namedBlobs = [];
    private bool closed;

    private LedgerAuditor(RecordFolder folder, LedgerTerms terms, IEntrySink sink)
    {
        (this.folder, this.terms, this.sink) = (folder, terms, sink);
        state = new(terms.Election);
    }

    /// <summary>Audits a record of any length: a bundle is read, looked at on all cores, given to the sink and forgotten.</summary>
    /// <param name="folder">The record.</param>
    /// <param name="demand">What it must be.</param>
    /// <param name="sink">Gets every entry that decodes, once, in order.</param>
    /// <param name="progress">How many entries are done.</param>
    /// <param name="cancellationToken">Stops between two bundles.</param>
    public static async Task<LedgerReport> StreamAsync(
        RecordFolder folder, LedgerDemand demand, IEntrySink sink, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var auditor = new LedgerAuditor(folder, demand.Terms, sink);
        await auditor.CheckHeadAsync(cancellationToken);
        var complete = await auditor.CheckEntriesAsync(progress, cancellationToken);
        await auditor.CheckTreeAsync(complete, cancellationToken);
        auditor.CheckEnd(demand.Until, complete);
        return new(auditor.findings.ToChecks(), auditor.state) { OrphanBlobs = auditor.Orphans };
    }

    /// <summary>The same, keeping every entry: for a record that fits into memory.</summary>
    /// <param name="folder">The record.</param>
    /// <param name="terms">What the manifest says; the caller has compared its hash with the official one.</param>
    /// <param name="until">How far the election must be; <see cref="Phase.Finished"/> for a whole record.</param>
    /// <param name="progress">How many entries are done.</param>
    /// <param name="cancellationToken">Stops between two bundles.</param>
    public static async Task<LedgerAudit> RunAsync(
        RecordFolder folder, LedgerTerms terms, Phase until, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var kept = new EntryList();
        var report = await StreamAsync(folder, new(terms, until), kept, progress, cancellationToken);
        return new(report.Checks, kept.Entries, report.State) { OrphanBlobs = report.OrphanBlobs };
    }

    private IReadOnlyList<Digest> Orphans => [.. folder.Listing.Blobs.Where(blob => !namedBlobs.Contains(blob))];

    private async Task CheckHeadAsync(CancellationToken cancellationToken)
    {
        var policy = await folder.ReadAsync(LogPath.Policy, cancellationToken);
        findings.Add(LedgerCheck.Files, folder.Files);
        findings.Add(LedgerCheck.Checkpoint, folder.Checkpoint.Verify(terms.Log.Origin, terms.Log.Key));
        findings.Add(LedgerCheck.Quorum, terms.Log.Policy.Check(folder.Checkpoint));
        findings.Add(LedgerCheck.Quorum, LedgerVerdict.Require(
            terms.Log.PolicyFile.AsSpan().SequenceEqual(policy), LedgerRefusal.WrongFiles, "the policy is not the manifest's"));
    }

    /// <summary>False when a bundle could not be read, so that nothing behind it was seen.</summary>
    private async Task<bool> CheckEntriesAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        foreach (var path in LogLayout.Bundles(default, folder.Size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await folder.ReadBundleAsync(path, cancellationToken) is not { } bundle)
            {
                findings.Add(LedgerCheck.Files, LedgerVerdict.Refuse(LedgerRefusal.WrongFiles, $"{path.Text} cannot be read"));
                return false;
            }

            await CheckBundleAsync(bundle, cancellationToken);
            progress?.Report(state.Tree.Size.Value);
        }

        return true;
    }

    private async Task CheckBundleAsync(IReadOnlyList<ReadOnlyMemory<byte>> bundle, CancellationToken cancellationToken)
    {
        var envelopes = new EntryEnvelope?[bundle.Count];
        var refusals = new LedgerRefusal[bundle.Count];
        Parallel.For(0, bundle.Count, i => EntryEnvelope.TryDecode(bundle[i], out envelopes[i], out refusals[i]));

        var opened = new Entry?[bundle.Count];
        var signatures = new LedgerVerdict[bundle.Count];
        for (var i = 0; i < bundle.Count; i++)
        {
            opened[i] = envelopes[i] is { } envelope ? await OpenAsync(envelope, cancellationToken) : null;
        }

        Parallel.For(0, bundle.Count, i => signatures[i] = opened[i] is { } entry ? CheckAuthors(entry) : LedgerVerdict.Accept);

        List<PlacedEntry> placed = new(bundle.Count);
        for (var i = 0; i < bundle.Count; i++)
        {
            findings.Add(LedgerCheck.Signatures, signatures[i]);
            TakeIn(bundle[i], opened[i], envelopes[i] is null ? refusals[i] : null, placed);
        }

        await sink.TakeAsync(placed, cancellationToken);
    }

    private async Task<Entry?> OpenAsync(EntryEnvelope envelope, CancellationToken cancellationToken)
    {
        if (envelope.Blob is { } blob)
        {
            namedBlobs.Add(blob.Sha256);
        }

        var opened = envelope.TryOpen(await folder.ReadBlobAsync(envelope.Blob, cancellationToken), out var entry);
        findings.Add(LedgerCheck.Blobs, LedgerVerdict.Require(
            opened, LedgerRefusal.BlobMismatch, $"the blob of entry {envelope.LeafHash.Value.ToHex()} is missing or another"));
        return entry;
    }

    private LedgerVerdict CheckAuthors(Entry entry) => terms.Election.Authors.Check(entry);

    private void TakeIn(ReadOnlyMemory<byte> encoded, Entry? entry, LedgerRefusal? refusal, List<PlacedEntry> placed)
    {
        if (refusal is { } reason)
        {
            findings.Add(LedgerCheck.Entries, LedgerVerdict.Refuse(reason, $"entry {state.Tree.Size.Value}"));
        }

        if (entry is null)
        {
            state.Append(LeafHash.Of(encoded.Span));
            return;
        }

        placed.Add(new(new EntryIndex(state.Tree.Size.Value), entry));
        closed |= entry.Body is VotingClosed;
        foreach (var check in state.Append(entry))
        {
            findings.Add(check);
        }
    }

    private async Task CheckTreeAsync(bool complete, CancellationToken cancellationToken)
    {
        if (!complete)
        {
            findings.NotReached(LedgerCheck.All);
            return;
        }

        findings.Add(LedgerCheck.Root, LedgerVerdict.Require(
            state.Tree.Root == folder.Checkpoint.Checkpoint.Root, LedgerRefusal.WrongRoot, "the root of the entries is another"));
        foreach (var tile in LogLayout.Tiles(default, folder.Size))
        {
            var content = await folder.ReadAsync(tile, cancellationToken);
            findings.Add(LedgerCheck.Root, LedgerVerdict.Require(
                LogLayout.TileContent(state.Tree, tile).AsSpan().SequenceEqual(content),
                LedgerRefusal.WrongRoot,
                $"{tile.Text} does not hold the hashes of the entries"));
        }
    }

    private void CheckEnd(Phase until, bool complete)
    {
        findings.Add(LedgerCheck.Order, LedgerVerdict.Require(
            state.Phase.Current >= until && state.Phase.AwaitedBallot is null,
            LedgerRefusal.OutOfOrder,
            $"the record ends while {state.Phase.Current}"));
        findings.Add(LedgerCheck.Closing, LedgerVerdict.Require(
            until < Phase.Closed || closed,
            LedgerRefusal.WrongClosing,
            "voting-closed is missing"));
        findings.Add(LedgerCheck.Blobs, LedgerVerdict.Require(
            !complete || Orphans.Count == 0, LedgerRefusal.WrongFiles, "a blob is there that no entry names"));
    }
}
