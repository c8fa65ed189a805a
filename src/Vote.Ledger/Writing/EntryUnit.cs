using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Writing;

/// <summary>What is accepted, stored and published together: a ballot with its enrolment, if any, or one other entry.</summary>
public sealed class EntryUnit
{
    private EntryUnit(Entry? enrolment, Entry main, IReadOnlyList<Digest> marks) => (Enrolment, Main, Marks) = (enrolment, main, marks);

    /// <summary>The enrolment that stands directly before the ballot, if there is one.</summary>
    public Entry? Enrolment { get; }

    /// <summary>The ballot, or the other entry.</summary>
    public Entry Main { get; }

    /// <summary>
    /// Values that no other accepted unit may have; what they stand for is the caller's business. Stored with the unit, not read back.
    /// </summary>
    public IReadOnlyList<Digest> Marks { get; }

    /// <summary>The unit's name: the leaf hash of <see cref="Main"/>.</summary>
    public LeafHash Key => Main.LeafHash;

    /// <summary>The ballot, if the unit is one.</summary>
    public BallotCast? Ballot => Main.Body as BallotCast;

    /// <summary>The entries in the order of the log.</summary>
    public IReadOnlyList<Entry> Entries => Enrolment is null ? [Main] : [Enrolment, Main];

    /// <summary>Takes an enrolment and a ballot, or one entry that is no enrolment.</summary>
    public static bool TryMake(IReadOnlyList<Entry> entries, [NotNullWhen(true)] out EntryUnit? unit)
    {
        unit = entries switch
        {
            [{ Body: CredentialEnrolled } enrolment, { Body: BallotCast } ballot] => new(enrolment, ballot, []),
            [{ Body: not CredentialEnrolled } entry] => new(null, entry, []),
            _ => null,
        };
        return unit is not null;
    }

    /// <summary>The same unit with the values that it alone may have.</summary>
    public EntryUnit Marked(IEnumerable<Digest> marks) => new(Enrolment, Main, [.. marks.Distinct()]);
}

/// <summary>A unit that is stored, and what was promised about it. Whole seconds.</summary>
public sealed record AcceptedUnit(EntryUnit Unit, DateTimeOffset AcceptedAt, DateTimeOffset IncludedBy)
{
    /// <summary>
    /// Which of the officers' and trustees' entries it is, from 1; nothing for ballots. Stored with the unit, not read back: the store
    /// takes one for each number, so that of two processes that decide at once one decides again.
    /// </summary>
    public int? Ordinal { get; init; }
}
