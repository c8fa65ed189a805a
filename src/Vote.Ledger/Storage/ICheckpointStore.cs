using Vote.Canonical;

namespace Vote.Ledger.Storage;

/// <summary>The newest head of a log, and the staging file from which its last batch can be published again.</summary>
/// <param name="Size">The log's size.</param>
/// <param name="Root">Its root.</param>
/// <param name="Note">The signed checkpoint; empty at size 0.</param>
/// <param name="BatchSize">How many entries the last batch added.</param>
public sealed record StoredHead(TreeSize Size, Digest Root, ReadOnlyMemory<byte> Note, int BatchSize);

/// <summary>
/// One row, on another disk than the entries and outside their backup: what stops rollback and forks. spec/ledger.md §9 (2)
/// </summary>
public interface ICheckpointStore
{
    /// <summary>The newest head; size 0 before the first.</summary>
    Task<StoredHead> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Compare-and-swap; false when another sequencer moved first.</summary>
    Task<bool> TryAdvanceAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken);
}
