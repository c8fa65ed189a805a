using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Identity.Acts;
using Vote.Identity.Roll;
using Vote.Identity.Slots;

namespace Vote.Identity.Enrolments;

/// <summary>A verified act together with its person's slot. Only the registrar makes one, and only from a verified act.</summary>
public sealed class LocatedPerson
{
    internal LocatedPerson(VerifiedAct act, SlotAssignment assignment, PersonTag tag) =>
        (Act, Assignment, Tag) = (act, assignment, tag);

    /// <summary>The act.</summary>
    public VerifiedAct Act { get; }

    /// <summary>Row, slot and opening.</summary>
    public SlotAssignment Assignment { get; }

    internal PersonTag Tag { get; }
}

/// <summary>Where a verified act leads.</summary>
public abstract record LocateResult
{
    private LocateResult()
    {
    }

    /// <summary>To one slot.</summary>
    public sealed record Located(LocatedPerson Person) : LocateResult;

    /// <summary>To two officers.</summary>
    public sealed record Manual(ManualReason Reason) : LocateResult;
}

/// <summary>The registrar's three secrets of one election: roll, slot book and tag key. spec/identity §7, §8</summary>
public sealed class Registrar
{
    private readonly ElectoralRoll roll;
    private readonly SlotBook book;
    private readonly TagKey key;

    private Registrar(ElectoralRoll roll, SlotBook book, TagKey key) => (this.roll, this.book, this.key) = (roll, book, key);

    /// <summary>
    /// Takes the three; false when they are not those of the published slot list. The key stays the caller's to wipe.
    /// </summary>
    public static bool TryOpen(ElectoralRoll roll, SlotBook book, TagKey key, Digest slotListHash, [NotNullWhen(true)] out Registrar? registrar)
    {
        var fits = roll.Rows.Count == book.Assignments.Count
            && roll.Rows.All(row => book.TryFind(row.Id, out _))
            && book.TryPublish(key, out var list)
            && list.Hash == slotListHash;
        registrar = fits ? new Registrar(roll, book, key) : null;
        return fits;
    }

    /// <summary>Finds the slot of whoever signed the act. Attributes only find the row: moving house gives no second slot.</summary>
    public LocateResult Locate(VerifiedAct act)
    {
        switch (roll.Find(act.Holder))
        {
            case RollMatch.Manual(var reason):
                return new LocateResult.Manual(reason);
            case RollMatch.Found(var row) when book.TryFind(row.Id, out var assignment):
                return new LocateResult.Located(new LocatedPerson(act, assignment, key.TagOf(row.Id)));
            default:
                throw new UnreachableException();
        }
    }
}
