using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Ledger;
using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Tree;

namespace Vote.Api.Board;

/// <summary>
/// What is published, as the files say: which entry stands where, and the tree for proofs. Read from the log's own files, never from
/// the database, so that receipts cost the writers nothing. spec/ledger.md §9
/// </summary>
internal sealed class PublishedLog(ILogFiles files, WitnessPolicy policy)
{
    private readonly Lock guard = new();
    private readonly MerkleTree tree = new();
    private readonly Dictionary<LeafHash, EntryIndex> places = [];
    private SignedCheckpoint? newest;
    private SignedCheckpoint? cosigned;

    /// <summary>The newest checkpoint with all cosignatures that are known; nothing while there is none.</summary>
    public SignedCheckpoint? Newest
    {
        get
        {
            lock (guard)
            {
                return newest;
            }
        }
    }

    /// <summary>The newest checkpoint that has the quorum, under which receipts stand.</summary>
    public SignedCheckpoint? Cosigned
    {
        get
        {
            lock (guard)
            {
                return cosigned;
            }
        }
    }

    /// <summary>Size and root of that checkpoint.</summary>
    public AnchoredHead? CosignedHead => Cosigned is { } found ? new(found.Checkpoint.Size, found.Checkpoint.Root) : null;

    /// <summary>The root at a size; nothing beyond what is published.</summary>
    public Digest? RootAt(TreeSize size)
    {
        lock (guard)
        {
            return size.Value <= tree.Size.Value ? tree.RootAt(size) : null;
        }
    }

    /// <summary>Reads what was published since. One call at a time.</summary>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (!await files.ExistsAsync(LogPath.Checkpoint, cancellationToken))
        {
            return;
        }

        var encoded = await files.ReadAsync(LogPath.Checkpoint, cancellationToken);
        var read = SignedCheckpoint.TryDecode(encoded, out var decoded) ? decoded : throw Damaged();
        List<LeafHash> added = [];
        foreach (var path in LogLayout.Bundles(tree.Size, read.Checkpoint.Size))
        {
            var known = (int)Math.Max(0, tree.Size.Value - (path.Number * LogPath.FullWidth));
            added.AddRange((await BundleAsync(path, cancellationToken)).Skip(known).Select(entry => LeafHash.Of(entry.Span)));
        }

        Take(added, read);
    }

    /// <summary>
    /// Takes cosignatures over: of the newest checkpoint, or of an earlier one, under which receipts may stand already.
    /// </summary>
    public void Join(SignedCheckpoint checkpoint)
    {
        lock (guard)
        {
            if (newest?.Checkpoint == checkpoint.Checkpoint)
            {
                newest = policy.Join(newest, checkpoint);
                TakeCosigned(newest);
            }
            else if (checkpoint.Checkpoint.Size.Value <= tree.Size.Value && tree.RootAt(checkpoint.Checkpoint.Size) == checkpoint.Checkpoint.Root)
            {
                TakeCosigned(checkpoint);
            }
        }
    }

    /// <summary>The proof between two sizes that were published.</summary>
    public ConsistencyProof ProveConsistency(TreeSize from, TreeSize to)
    {
        lock (guard)
        {
            return tree.ProveConsistency(from, to);
        }
    }

    /// <summary>
    /// The receipt of a published entry under the newest checkpoint that has the quorum; nothing while there is no such checkpoint.
    /// </summary>
    public async Task<Receipt?> ReceiptAsync(LeafHash leaf, CancellationToken cancellationToken)
    {
        if (!TryProve(leaf, out var proof, out var head))
        {
            return null;
        }

        var entry = await EntryAsync(proof.Index, head.Checkpoint.Size, cancellationToken);
        return Receipt.Of(entry, proof, head);
    }

    /// <summary>The last published entry; nothing while there is none.</summary>
    public async Task<Entry?> LastAsync(CancellationToken cancellationToken)
    {
        TreeSize size;
        lock (guard)
        {
            size = tree.Size;
        }

        return size.Value == 0 ? null : await EntryAsync(new(size.Value - 1), size, cancellationToken);
    }

    private static InvalidDataException Damaged() => new("The published log is damaged.");

    private void Take(List<LeafHash> added, SignedCheckpoint read)
    {
        lock (guard)
        {
            foreach (var leaf in added)
            {
                places.Add(leaf, new(tree.Size.Value));
                tree.Append(leaf);
            }

            // What is read from the file may lack lines that have come since.
            newest = tree.Root != read.Checkpoint.Root ? throw Damaged()
                : newest?.Checkpoint == read.Checkpoint ? policy.Join(newest, read)
                : read;
            TakeCosigned(newest);
        }
    }

    private void TakeCosigned(SignedCheckpoint candidate)
    {
        if (candidate.Checkpoint.Size.Value >= (cosigned?.Checkpoint.Size.Value ?? 0) && policy.Check(candidate) is LedgerVerdict.Accepted)
        {
            cosigned = candidate;
        }
    }

    private bool TryProve(
        LeafHash leaf, [NotNullWhen(true)] out InclusionProof? proof, [NotNullWhen(true)] out SignedCheckpoint? head)
    {
        lock (guard)
        {
            head = cosigned;
            proof = head is not null && places.TryGetValue(leaf, out var index) && index.Value < head.Checkpoint.Size.Value
                ? tree.ProveInclusion(index, head.Checkpoint.Size)
                : null;
            return proof is not null;
        }
    }

    private async Task<Entry> EntryAsync(EntryIndex index, TreeSize size, CancellationToken cancellationToken)
    {
        var number = index.Value / LogPath.FullWidth;
        var width = (int)Math.Min(LogPath.FullWidth, size.Value - (number * LogPath.FullWidth));
        var bundle = await BundleAsync(LogPath.Bundle(number, width), cancellationToken);
        var encoded = bundle[(int)(index.Value % LogPath.FullWidth)];
        if (!EntryEnvelope.TryDecode(encoded, out var envelope, out _))
        {
            throw Damaged();
        }

        var blob = envelope.Blob is { } named
            ? await files.ReadAsync(LogPath.Blob(named.Sha256), cancellationToken)
            : ReadOnlyMemory<byte>.Empty;
        return envelope.TryOpen(blob, out var entry) ? entry : throw Damaged();
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> BundleAsync(LogPath path, CancellationToken cancellationToken) =>
        EntryBundle.TryDecode(await files.ReadGrowingAsync(path, cancellationToken), out var entries) && entries.Count == path.Width
            ? entries
            : throw Damaged();
}
