using Vote.Canonical;

namespace Vote.Ledger.Storage;

/// <summary>The checkpoint store's row; the same columns in every store.</summary>
internal sealed class CheckpointRow
{
    public long Size { get; init; }

    public byte[] Root { get; init; } = [];

    public byte[] Note { get; init; } = [];

    public long BatchSize { get; init; }

    /// <summary>What a compare-and-swap compares, and what it sets.</summary>
    internal static object Swap(StoredHead from, StoredHead to) => new
    {
        FromSize = from.Size.Value,
        FromRoot = from.Root.ToArray(),
        ToSize = to.Size.Value,
        ToRoot = to.Root.ToArray(),
        Note = to.Note.ToArray(),
        BatchSize = (long)to.BatchSize,
    };

    /// <exception cref="InvalidDataException">The row is not what was written.</exception>
    internal StoredHead ToHead() => Digest.TryDecode(Root, out var root)
        ? new(new(Size), root, Note, checked((int)BatchSize))
        : throw new InvalidDataException("The checkpoint store is damaged.");
}
