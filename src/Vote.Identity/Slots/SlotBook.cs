using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Identity.Roll;

namespace Vote.Identity.Slots;

/// <summary>Which row of the roll has which slot, and what opens the slot's commitment.</summary>
public sealed class SlotAssignment
{
    internal SlotAssignment(Slot slot, RollRowId row, SlotOpening opening) => (Slot, Row, Opening) = (slot, row, opening);

    /// <summary>The slot.</summary>
    public Slot Slot { get; }

    /// <summary>The row.</summary>
    public RollRowId Row { get; }

    /// <summary>Opens the commitment to the row's tag.</summary>
    public SlotOpening Opening { get; }
}

/// <summary>
/// The registrar's private side of the slot list. With it and the roll every slot has a name: it never leaves the
/// registrar's folder and is deleted with the roll. The file is not encrypted; the folder must be. spec/identity §8 (3)
/// </summary>
public sealed class SlotBook
{
    private const string Format = "tsukuba-vote/slot-book/v1";
    private readonly Dictionary<RollRowId, SlotAssignment> byRow;

    private SlotBook(IReadOnlyList<SlotAssignment> assignments)
    {
        Assignments = assignments;
        byRow = assignments.ToDictionary(assignment => assignment.Row);
    }

    /// <summary>The assignments by slot.</summary>
    public IReadOnlyList<SlotAssignment> Assignments { get; }

    /// <summary>Draws an opening for every row and numbers the slots by their commitments.</summary>
    public static SlotBook Draw(ElectoralRoll roll, TagKey key)
    {
        var drawn = roll.Rows
            .Select(row => (Row: row.Id, Opening: SlotOpening.Draw()))
            .OrderBy(pair => SlotCommitment.To(key.TagOf(pair.Row), pair.Opening))
            .Select((pair, index) => new SlotAssignment(new Slot(index + 1), pair.Row, pair.Opening));
        return new SlotBook([.. drawn]);
    }

    /// <summary>Decodes the only accepted encoding: canonical JSON as in spec/identity §8 (3).</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SlotBook? book)
    {
        book = null;
        if (!ObjectReader.TryParse(bytes, out var reader))
        {
            return false;
        }

        reader.Literal("format", Format);
        List<SlotAssignment> assignments = [];
        foreach (var fields in reader.Objects("slots", 1, ElectoralRoll.MaxRows))
        {
            var opening = fields.Decode<SlotOpening>("opening", SlotOpening.TryDecode);
            var row = fields.Decode<RollRowId>("row", RollRowId.TryDecode);
            if (opening is null || row is null)
            {
                return false;
            }

            assignments.Add(new SlotAssignment(new Slot(assignments.Count + 1), row, opening));
        }

        var distinct = assignments.DistinctBy(assignment => assignment.Row).Count() == assignments.Count;
        book = reader.Finish() && distinct ? new SlotBook(assignments) : null;
        return book is not null;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("format", CanonicalValue.Text(Format)),
        ("slots", CanonicalValue.List(Assignments.Select(assignment => CanonicalObject.Of(
            ("opening", CanonicalValue.Bytes(assignment.Opening.Bytes)),
            ("row", CanonicalValue.Bytes(assignment.Row.Bytes))))))).Encode();

    /// <summary>The public list; false when key and book do not belong together, since then it does not ascend.</summary>
    /// <remarks>For one slot any key gives a list; compare its hash with the manifest's.</remarks>
    public bool TryPublish(TagKey key, [NotNullWhen(true)] out SlotList? list) =>
        SlotList.TryCreate(
            [.. Assignments.Select(assignment => SlotCommitment.To(key.TagOf(assignment.Row), assignment.Opening))], out list);

    /// <summary>The assignment of a row; false when the row has no slot (found too late: that person votes on paper).</summary>
    public bool TryFind(RollRowId row, [NotNullWhen(true)] out SlotAssignment? assignment) => byRow.TryGetValue(row, out assignment);
}
