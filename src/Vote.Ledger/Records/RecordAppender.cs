using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Records;

/// <summary>
/// Adds entries to a record folder without a server: the officers' and trustees' after voting. It audits the record first, and
/// either all entries follow or nothing is written. spec/ledger.md §9 (7)
/// </summary>
public sealed class RecordAppender
{
    private readonly DirectoryInfo directory;
    private readonly LedgerTerms terms;
    private readonly Ed25519SecretKey logKey;

    /// <exception cref="ArgumentException">The secret key is not the log's.</exception>
    public RecordAppender(DirectoryInfo directory, LedgerTerms terms, Ed25519SecretKey logKey)
    {
        if (!logKey.Public.Equals(terms.Log.Key))
        {
            throw new ArgumentException("This is not the log's key.", nameof(logKey));
        }

        (this.directory, this.terms, this.logKey) = (directory, terms, logKey);
    }

    /// <summary>Appends entries; the first ones make the folder.</summary>
    /// <returns>The first refusal, of the record as it is or of a new entry.</returns>
    public async Task<LedgerVerdict> AppendAsync(IReadOnlyList<Entry> added, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(added.Count, nameof(added));
        var (verdict, state) = await ReadAsync(cancellationToken);
        if (verdict is not LedgerVerdict.Accepted)
        {
            return verdict;
        }

        var before = state.Tree.Size;
        foreach (var entry in added)
        {
            verdict = terms.Election.Authors.Check(entry)
                .And(() => state.Append(entry).Select(check => check.Verdict).FirstOrDefault(
                    one => one is LedgerVerdict.Refused, LedgerVerdict.Accept));
            if (verdict is not LedgerVerdict.Accepted)
            {
                return verdict;
            }
        }

        await WriteAsync(before, state.Tree, added, cancellationToken);
        return LedgerVerdict.Accept;
    }

    /// <summary>Adds a witness's cosignature to the newest checkpoint.</summary>
    public async Task<LedgerVerdict> CosignAsync(NoteSignature cosignature, CancellationToken cancellationToken)
    {
        var folder = await RecordFolder.OpenAsync(directory, cancellationToken);
        if (folder is null)
        {
            return LedgerVerdict.Refuse(LedgerRefusal.WrongNote, "there is no checkpoint");
        }

        var cosigned = folder.Checkpoint.With(cosignature).Encode();
        await RecordFolder.FilesOf(directory).ReplaceAsync(LogPath.Checkpoint, cosigned, cancellationToken);
        RecordFolder.RemoveWork(directory);
        return LedgerVerdict.Accept;
    }

    private async Task<(LedgerVerdict Verdict, LedgerState State)> ReadAsync(CancellationToken cancellationToken)
    {
        directory.Create();
        var empty = new LedgerState(terms.Election);
        if (!File.Exists(Path.Combine(directory.FullName, LogPath.Checkpoint.Text)))
        {
            await RemoveAsync(RecordListing.Of(directory, default).Leftovers, cancellationToken);
            return (LedgerVerdict.Accept, empty);
        }

        await RemoveLeftoversAsync(cancellationToken);
        var folder = await RecordFolder.OpenAsync(directory, cancellationToken);
        if (folder is null)
        {
            return (LedgerVerdict.Refuse(LedgerRefusal.WrongNote, "the checkpoint cannot be read"), empty);
        }

        var audit = await LedgerAuditor.StreamAsync(
            folder, new(terms, Phase.Unopened), new NoSink(), progress: null, cancellationToken);
        await RemoveAsync(audit.OrphanBlobs.Select(LogPath.Blob), cancellationToken);
        return (audit.Checks.Where(Hinders).Select(check => check.Verdict).FirstOrDefault(LedgerVerdict.Accept), audit.State);
    }

    // Cosignatures come after an append, so their absence does not hinder the next one; orphaned blobs are just removed.
    private static bool Hinders(LedgerCheck check) => check.Number != LedgerCheck.Quorum
        && check.Verdict is LedgerVerdict.Refused refused
        && (check.Number != LedgerCheck.Blobs || refused.Reason != LedgerRefusal.WrongFiles);

    /// <summary>Tiles and bundles of another size than the checkpoint's: an earlier append was interrupted.</summary>
    private async Task RemoveLeftoversAsync(CancellationToken cancellationToken)
    {
        if (await RecordFolder.OpenAsync(directory, cancellationToken) is { } folder)
        {
            await RemoveAsync(folder.Listing.Leftovers, cancellationToken);
        }
    }

    private async Task RemoveAsync(IEnumerable<LogPath> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            await RecordFolder.FilesOf(directory).DeleteAsync(path, cancellationToken);
        }
    }

    private async Task WriteAsync(
        TreeSize before, MerkleTree tree, IReadOnlyList<Entry> added, CancellationToken cancellationToken)
    {
        var files = RecordFolder.FilesOf(directory);
        var writer = new LogWriter(files);
        var checkpoint = new Checkpoint(terms.Log.Origin, tree.Size, tree.Root).Sign(logKey);
        await files.CreateAsync(LogPath.Policy, terms.Log.PolicyFile, cancellationToken);
        await writer.WriteBlobsAsync(added, cancellationToken);
        await writer.PublishAsync(before, tree, [.. added.Select(entry => entry.Encoded)], checkpoint, cancellationToken);
        await RemoveLeftoversAsync(cancellationToken);
        RecordFolder.RemoveWork(directory);
    }
}
