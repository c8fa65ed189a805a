using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Storage;

/// <summary>A stored unit without a place in the log: its name, and what decides when it goes out. The entries stay where they are.</summary>
/// <param name="Key">The unit's name.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Place">The ballot's place; nothing for officers' and trustees' entries.</param>
public sealed record PendingUnit(LeafHash Key, DateTimeOffset AcceptedAt, BallotPlace? Place);

/// <summary>A row of the same.</summary>
internal sealed class PendingRow
{
    public long Id { get; init; }

    public byte[] Leaf { get; init; } = [];

    public long AcceptedAt { get; init; }

    public long? Slot { get; init; }

    public long? Generation { get; init; }

    public long? Sequence { get; init; }

    /// <exception cref="InvalidDataException">The row is not what was inserted.</exception>
    internal PendingUnit ToUnit() => Digest.TryDecode(Leaf, out var leaf) && TryGetPlace(out var place)
        ? new(new(leaf), DateTimeOffset.FromUnixTimeSeconds(AcceptedAt), place)
        : throw new InvalidDataException("The database holds a row that nobody wrote: it is damaged.");

    private bool TryGetPlace([MaybeNullWhen(true)] out BallotPlace? place)
    {
        place = Slot is >= 1 and <= int.MaxValue && Generation is >= 1 and <= int.MaxValue && Sequence is >= 1
            ? new(new((int)Slot), (int)Generation, Sequence.Value)
            : null;
        return place is not null || (Slot, Generation, Sequence) is (null, null, null);
    }
}
