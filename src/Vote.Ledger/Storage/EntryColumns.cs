using Vote.Ledger.Entries;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Storage;

/// <summary>What an entry's row is inserted from; the same columns in every store.</summary>
internal sealed record EntryColumns
{
    private EntryColumns(Entry entry, AcceptedUnit accepted)
    {
        Leaf = entry.LeafHash.Value.ToArray();
        Unit = accepted.Unit.Key.Value.ToArray();
        AcceptedAt = accepted.AcceptedAt.ToUnixTimeSeconds();
        IncludedBy = accepted.IncludedBy.ToUnixTimeSeconds();
        Ordinal = accepted.Ordinal;
        Blob = entry.TryGetBlob(out var blob) ? blob.Reference.Sha256.ToArray() : null;
        BlobBytes = blob?.Bytes.ToArray();
        Bytes = entry.Encoded.ToArray();
    }

    public byte[] Leaf { get; }

    public byte[] Unit { get; }

    public long AcceptedAt { get; }

    public long IncludedBy { get; }

    public int? EnrolledSlot { get; private init; }

    public int? EnrolledGeneration { get; private init; }

    public int? Slot { get; private init; }

    public int? Generation { get; private init; }

    public long? Sequence { get; private init; }

    public byte[]? Credential { get; private init; }

    public byte[]? Previous { get; private init; }

    public int? Ordinal { get; }

    public byte[]? Blob { get; }

    public byte[]? BlobBytes { get; }

    public byte[] Bytes { get; }

    /// <summary>The rows of a unit, in the order of the log.</summary>
    internal static IEnumerable<EntryColumns> Of(AcceptedUnit accepted) => accepted.Unit.Entries.Select(entry => Of(entry, accepted));

    private static EntryColumns Of(Entry entry, AcceptedUnit accepted) => entry.Body switch
    {
        CredentialEnrolled enrolment => new(entry, accepted)
        {
            EnrolledSlot = enrolment.Slot.Value,
            EnrolledGeneration = enrolment.Generation,
        },
        BallotCast ballot => new(entry, accepted)
        {
            Slot = ballot.Place.Slot.Value,
            Generation = ballot.Place.Generation,
            Sequence = ballot.Place.Sequence,
            Credential = ballot.Credential.ToArray(),
            Previous = ballot.Previous.Value.ToArray(),
        },
        _ => new(entry, accepted),
    };
}
