using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Tree;
using Vote.Ledger.Witnessing;

namespace Vote.Ledger.Records;

/// <summary>Holds promises and receipts that voters kept against a record. spec/ledger.md §10 (4)</summary>
public sealed class VoterNoteAudit
{
    private readonly EvidenceTerms terms;
    private readonly SignedCheckpoint head;
    private readonly MerkleTree tree;
    private readonly Dictionary<LeafHash, EntryIndex> places;

    private VoterNoteAudit(EvidenceTerms terms, SignedCheckpoint head, IReadOnlyList<LeafHash> leaves)
    {
        (this.terms, this.head, tree) = (terms, head, new MerkleTree(leaves));
        places = leaves.Select((leaf, index) => (leaf, index)).DistinctBy(place => place.leaf).ToDictionary(place => place.leaf, place => new EntryIndex(place.index));
    }

    /// <summary>Reads the leaves of a record.</summary>
    /// <param name="record">The record; of its checks only those that matter here are made again.</param>
    /// <param name="terms">What the manifest of the published election hash says.</param>
    /// <param name="cancellationToken">Stops between two bundles.</param>
    /// <returns>Nothing when the entries do not give a root that the log signed.</returns>
    public static async Task<VoterNoteAudit?> OpenAsync(RecordFolder record, EvidenceTerms terms, CancellationToken cancellationToken)
    {
        if (record.Checkpoint.Verify(terms.Log.Origin, terms.Log.Key) is not LedgerVerdict.Accepted
            || await LeavesAsync(record, cancellationToken) is not { } leaves)
        {
            return null;
        }

        var audit = new VoterNoteAudit(terms, record.Checkpoint, leaves);
        return audit.tree.Root == record.Checkpoint.Checkpoint.Root ? audit : null;
    }

    /// <summary>What became of what a voter kept.</summary>
    public NoteFate Judge(VoterNote note) => note switch
    {
        VoterNote.Promised(var promise) => Judge(promise),
        VoterNote.Received(var receipt) => Judge(receipt),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private NoteFate Judge(SignedPromise promise)
    {
        var leaf = promise.Promise.Leaf;
        return promise.Verify(terms.Log.Origin, terms.AcceptKey, leaf) is not LedgerVerdict.Accepted ? new NoteFate.Foreign()
            : places.TryGetValue(leaf, out var index) ? new NoteFate.Kept(index)
            : Proven(new Evidence.BrokenPromise(promise, head, tree.Leaves));
    }

    private NoteFate Judge(Receipt receipt)
    {
        if (receipt.Verify(terms.Log.Origin, terms.Log.Key, terms.Log.Policy) is not LedgerVerdict.Accepted)
        {
            return new NoteFate.Foreign();
        }

        // A receipt whose checkpoint the record continues has proven its entry's place; another history is a fork, wherever the entry stands.
        var (index, seen) = (receipt.Proof.Index, receipt.Checkpoint.Checkpoint);
        return seen.Size.Value <= tree.Size.Value
            ? tree.RootAt(seen.Size) == seen.Root ? new NoteFate.Kept(index) : Forked(receipt.Checkpoint)
            : index.Value < tree.Size.Value && tree[index] == LeafHash.Of(receipt.Entry.Span) ? new NoteFate.Kept(index)
            : new NoteFate.Missing("the record is shorter than the log that the receipt shows");
    }

    private NoteFate Forked(SignedCheckpoint seen)
    {
        var size = seen.Checkpoint.Size;
        return Proven(new Evidence.Fork(seen, head, tree.RootAt(size), tree.ProveConsistency(size, tree.Size).Path));
    }

    private NoteFate Proven(Evidence evidence) => evidence.Judge(terms) is LedgerVerdict.Refused(_, var detail)
        ? new NoteFate.Missing(detail)
        : new NoteFate.Broken(evidence);

    private static async Task<List<LeafHash>?> LeavesAsync(RecordFolder record, CancellationToken cancellationToken)
    {
        List<LeafHash> leaves = [];
        foreach (var bundle in LogLayout.Bundles(default, record.Size))
        {
            if (await record.ReadBundleAsync(bundle, cancellationToken) is not { } entries)
            {
                return null;
            }

            leaves.AddRange(entries.Select(entry => LeafHash.Of(entry.Span)));
        }

        return leaves;
    }
}
