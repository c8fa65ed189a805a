using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Witnessing;

/// <summary>
/// A monitor's copy of a log: a record folder that grows, readable by every tool that reads records. spec/ledger.md §10 (2)
/// </summary>
public sealed class KeptLog
{
    private readonly DiskLogFiles files;
    private readonly LogTerms terms;
    private readonly MerkleTree tree = new();
    private readonly HashSet<LeafHash> leaves = [];

    private KeptLog(DiskLogFiles files, LogTerms terms) => (this.files, this.terms) = (files, terms);

    /// <summary>The newest kept checkpoint; nothing at first.</summary>
    public SignedCheckpoint? Head { get; private set; }

    /// <summary>The kept entries' tree.</summary>
    internal MerkleTree Tree => tree;

    /// <summary>Opens a folder; what an interrupted run left beyond the kept checkpoint is written again.</summary>
    /// <exception cref="InvalidDataException">The folder holds something else than a copy of this log.</exception>
    public static async Task<KeptLog> OpenAsync(DirectoryInfo folder, LogTerms terms, CancellationToken cancellationToken)
    {
        var kept = new KeptLog(RecordFolder.FilesOf(folder), terms);
        await kept.LoadAsync(cancellationToken);
        return kept;
    }

    /// <summary>Whether an entry is kept.</summary>
    internal bool Contains(LeafHash leaf) => leaves.Contains(leaf);

    /// <summary>Adds entries and the checkpoint that they lead to; blobs are there already.</summary>
    internal async Task GrowAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> added, SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var before = tree.Size;
        foreach (var entry in added)
        {
            Append(entry);
        }

        await files.CreateAsync(LogPath.Policy, terms.PolicyFile, cancellationToken);
        await new LogWriter(files).PublishAsync(before, tree, added, checkpoint, cancellationToken);
        Head = checkpoint;
        foreach (var path in LogLayout.Tiles(default, before).Concat(LogLayout.Bundles(default, before)))
        {
            if (!LogLayout.Contains(tree.Size, path))
            {
                await files.DeleteAsync(path, cancellationToken);
            }
        }
    }

    /// <summary>Takes over cosignatures that came later.</summary>
    internal async Task JoinAsync(SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        if (Head is { } head && terms.Policy.Join(head, checkpoint) is var joined && joined.Note.Signatures.Count > head.Note.Signatures.Count)
        {
            await files.ReplaceAsync(LogPath.Checkpoint, joined.Encode(), cancellationToken);
            Head = joined;
        }
    }

    /// <summary>Keeps a blob.</summary>
    internal Task KeepBlobAsync(Digest sha256, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        files.CreateAsync(LogPath.Blob(sha256), content, cancellationToken);

    /// <summary>The bytes of the entries, in order.</summary>
    internal async Task<IReadOnlyList<ReadOnlyMemory<byte>>> EntriesAsync(LogPath bundle, CancellationToken cancellationToken) =>
        EntryBundle.TryDecode(await files.ReadAsync(bundle, cancellationToken), out var entries) && entries.Count == bundle.Width
            ? entries
            : throw Damaged();

    private void Append(ReadOnlyMemory<byte> entry)
    {
        var leaf = LeafHash.Of(entry.Span);
        tree.Append(leaf);
        leaves.Add(leaf);
    }

    private static InvalidDataException Damaged() => new("The kept copy is damaged, or of another log.");

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!await files.ExistsAsync(LogPath.Checkpoint, cancellationToken))
        {
            return;
        }

        var encoded = await files.ReadAsync(LogPath.Checkpoint, cancellationToken);
        var head = SignedCheckpoint.TryDecode(encoded, out var decoded)
            && decoded.Verify(terms.Origin, terms.Key) is LedgerVerdict.Accepted
                ? decoded
                : throw Damaged();
        foreach (var path in LogLayout.Bundles(default, head.Checkpoint.Size))
        {
            foreach (var entry in await EntriesAsync(path, cancellationToken))
            {
                Append(entry);
            }
        }

        Head = tree.Root == head.Checkpoint.Root ? head : throw Damaged();
    }
}
