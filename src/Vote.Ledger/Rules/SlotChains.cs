using System.Diagnostics.CodeAnalysis;
using Vote.Canonical.Signatures;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Rules;

/// <summary>A slot's last ballot and live credential.</summary>
public sealed record SlotState(BallotPlace Place, SignatureKey Credential, EntryHash Ballot);

/// <summary>
/// The rules by which the ballots of a slot follow one another; the same for intake, tally and verifier. It looks at places,
/// credentials and hashes only: signatures and proofs are checked elsewhere. spec/ledger.md §5
/// </summary>
public sealed class SlotChains
{
    private readonly int slotCount;
    private readonly Dictionary<SlotNumber, SlotState> slots = [];
    private readonly HashSet<SignatureKey> credentials = [];

    /// <param name="slotCount">N, the length of the slot list.</param>
    public SlotChains(int slotCount) => this.slotCount = slotCount;

    /// <summary>How many slots have a ballot.</summary>
    public int UsedSlots => slots.Count;

    /// <summary>The last ballot of each slot, in slot order; the greatest (generation, sequence) counts.</summary>
    public static IReadOnlyList<Entry> CountedBallots(IEnumerable<Entry> entries)
    {
        var counted = new SortedDictionary<SlotNumber, (BallotPlace Place, Entry Entry)>();
        foreach (var entry in entries)
        {
            if (entry.Body is BallotCast { Place: var place }
                && (!counted.TryGetValue(place.Slot, out var known) || known.Place.IsSupersededBy(place)))
            {
                counted[place.Slot] = (place, entry);
            }
        }

        return [.. counted.Values.Select(value => value.Entry)];
    }

    /// <summary>The state of a slot that has a ballot.</summary>
    public bool TryGet(SlotNumber slot, [NotNullWhen(true)] out SlotState? state) => slots.TryGetValue(slot, out state);

    /// <summary>Whether the key is, or once was, a slot's live credential.</summary>
    public bool WasEnrolled(SignatureKey credential) => credentials.Contains(credential);

    /// <summary>Whether a ballot, with the enrolment directly before it if there is one, may follow. Changes nothing.</summary>
    public LedgerVerdict Check(CredentialEnrolled? enrolment, BallotCast ballot)
    {
        slots.TryGetValue(ballot.Place.Slot, out var state);
        return ballot.Place.Slot.Value > slotCount ? LedgerVerdict.Refuse(LedgerRefusal.UnknownSlot, Describe(ballot))
            : enrolment is not null ? CheckEnrolled(state, enrolment, ballot)
            : CheckFurther(state, ballot);
    }

    /// <summary>The same; an accepted ballot becomes its slot's last one.</summary>
    /// <param name="enrolment">The enrolment directly before the ballot, if there is one.</param>
    /// <param name="ballot">The ballot.</param>
    /// <param name="hash">The ballot's hash, which the slot's next one names.</param>
    public LedgerVerdict Accept(CredentialEnrolled? enrolment, BallotCast ballot, EntryHash hash)
    {
        var verdict = Check(enrolment, ballot);
        if (verdict is LedgerVerdict.Accepted)
        {
            slots[ballot.Place.Slot] = new(ballot.Place, ballot.Credential, hash);
            credentials.Add(ballot.Credential);
        }

        return verdict;
    }

    private static LedgerVerdict CheckFurther(SlotState? state, BallotCast ballot)
    {
        var refusal = state switch
        {
            null => LedgerRefusal.NotEnrolled,
            _ when ballot.Place.Generation > state.Place.Generation => LedgerRefusal.NotEnrolled,
            _ when ballot.Place.Generation < state.Place.Generation => LedgerRefusal.Superseded,
            _ when ballot.Credential != state.Credential => LedgerRefusal.ForeignCredential,
            _ when ballot.Place.Sequence != state.Place.Sequence + 1 => LedgerRefusal.WrongSequence,
            _ when ballot.Previous != state.Ballot => LedgerRefusal.WrongPrevious,
            _ => default(LedgerRefusal?),
        };
        return Verdict(refusal, ballot);
    }

    private LedgerVerdict CheckEnrolled(SlotState? state, CredentialEnrolled enrolment, BallotCast ballot)
    {
        var refusal = enrolment switch
        {
            _ when enrolment.Slot != ballot.Place.Slot || enrolment.Generation != ballot.Place.Generation =>
                LedgerRefusal.NotEnrolled,
            _ when enrolment.Generation != (state?.Place.Generation ?? 0) + 1 => LedgerRefusal.WrongGeneration,
            _ when credentials.Contains(enrolment.Credential) => LedgerRefusal.CredentialReused,
            _ when enrolment.Credential != ballot.Credential => LedgerRefusal.ForeignCredential,
            _ when ballot.Place.Sequence != 1 => LedgerRefusal.WrongSequence,
            _ when ballot.Previous != (state?.Ballot ?? EntryHash.None) => LedgerRefusal.WrongPrevious,
            _ => default(LedgerRefusal?),
        };
        return Verdict(refusal, ballot);
    }

    private static LedgerVerdict Verdict(LedgerRefusal? refusal, BallotCast ballot) =>
        refusal is { } reason ? LedgerVerdict.Refuse(reason, Describe(ballot)) : LedgerVerdict.Accept;

    private static string Describe(BallotCast ballot) =>
        $"slot {ballot.Place.Slot.Value}, generation {ballot.Place.Generation}, sequence {ballot.Place.Sequence}";
}
