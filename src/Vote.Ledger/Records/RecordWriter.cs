using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;

namespace Vote.Ledger.Records;

/// <summary>
/// Writes a record that does not exist yet from its first entry to its last, of any length: what stands in a full bundle is written and
/// forgotten. Without <see cref="FinishAsync"/> there is no checkpoint, and so no record. spec/ledger.md §8, §9 (4)
/// </summary>
public sealed class RecordWriter
{
    private readonly DirectoryInfo directory;
    private readonly LedgerTerms terms;
    private readonly DiskLogFiles files;
    private readonly LedgerState state;
    private readonly List<ReadOnlyMemory<byte>> bundle = new(LogPath.FullWidth);

    /// <param name="directory">The folder; it holds nothing yet.</param>
    /// <param name="terms">What the manifest says to the ledger.</param>
    public RecordWriter(DirectoryInfo directory, LedgerTerms terms)
    {
        (this.directory, this.terms) = (directory, terms);
        directory.Create();
        files = RecordFolder.FilesOf(directory);
        state = new(terms.Election);
    }

    /// <summary>Size, root and chain head so far: what <c>voting-closed</c> names.</summary>
    public LogHead Head => state.Head;

    /// <summary>Takes the next entries. Order and slots are checked, signatures are not: whoever verifies the record does.</summary>
    /// <exception cref="ArgumentException">An entry may not stand here.</exception>
    public async Task AppendAsync(IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        await new LogWriter(files).WriteBlobsAsync(entries, cancellationToken);
        foreach (var entry in entries)
        {
            if (state.Append(entry).FirstOrDefault(check => check.Verdict is LedgerVerdict.Refused) is { } refused)
            {
                throw new ArgumentException($"{refused.Number} {refused.Verdict}", nameof(entries));
            }

            bundle.Add(entry.Encoded);
            if (bundle.Count == LogPath.FullWidth)
            {
                await WriteBundleAsync(cancellationToken);
            }
        }
    }

    /// <summary>Writes the last bundle, all tiles, the policy and, signed by the log, the checkpoint.</summary>
    public async Task FinishAsync(Ed25519SecretKey logKey, CancellationToken cancellationToken)
    {
        await WriteBundleAsync(cancellationToken);
        foreach (var tile in LogLayout.Tiles(default, state.Tree.Size))
        {
            await files.CreateAsync(tile, LogLayout.TileContent(state.Tree, tile), cancellationToken);
        }

        var checkpoint = new Checkpoint(terms.Log.Origin, state.Tree.Size, state.Tree.Root).Sign(logKey);
        await files.CreateAsync(LogPath.Policy, terms.Log.PolicyFile, cancellationToken);
        await files.CreateAsync(LogPath.Checkpoint, checkpoint.Encode(), cancellationToken);
        RecordFolder.RemoveWork(directory);
    }

    private async Task WriteBundleAsync(CancellationToken cancellationToken)
    {
        if (bundle.Count > 0)
        {
            var number = (state.Tree.Size.Value - 1) / LogPath.FullWidth;
            await files.CreateAsync(LogPath.Bundle(number, bundle.Count), EntryBundle.Encode(bundle), cancellationToken);
            bundle.Clear();
        }
    }
}
