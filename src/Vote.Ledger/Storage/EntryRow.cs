using Vote.Ledger.Entries;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>A row of the entries as it is read; the entry decoded from it is checked against the leaf hash.</summary>
internal sealed class EntryRow
{
    public byte[] Leaf { get; init; } = [];

    public byte[] Unit { get; init; } = [];

    public byte[] Bytes { get; init; } = [];

    public byte[]? Blob { get; init; }

    public long AcceptedAt { get; init; }

    public long IncludedBy { get; init; }

    public long LogIndex { get; init; }

    /// <summary>A unit's rows are inserted together, and its main entry last.</summary>
    internal bool IsLastOfItsUnit => Leaf.AsSpan().SequenceEqual(Unit);

    /// <exception cref="InvalidDataException">The rows are not what was inserted.</exception>
    internal static AcceptedUnit ToUnit(IReadOnlyList<EntryRow> rows)
    {
        var times = rows[^1];
        return EntryUnit.TryMake([.. rows.Select(row => row.ToEntry())], out var unit)
            && unit.Key.Value.Bytes.SequenceEqual(times.Unit)
                ? new(unit, DateTimeOffset.FromUnixTimeSeconds(times.AcceptedAt), DateTimeOffset.FromUnixTimeSeconds(times.IncludedBy))
                : throw new InvalidDataException("The database holds half a unit: it is damaged.");
    }

    /// <exception cref="InvalidDataException">The row is not what was inserted.</exception>
    internal Entry ToEntry() =>
        Entry.TryDecode(Bytes, Blob, out var entry) && entry.LeafHash.Value.Bytes.SequenceEqual(Leaf)
            ? entry
            : throw new InvalidDataException("The database holds an entry whose hash is another: it is damaged.");
}
