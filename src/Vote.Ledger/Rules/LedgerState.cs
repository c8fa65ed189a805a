using Vote.Ledger.Entries;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Rules;

/// <summary>
/// All that follows from the entries so far: phase, slots, chain, tree. One class for sequencer, appender and auditor. It takes
/// in refused entries too, so that an auditor sees everything that is wrong; a writer stops at the first refusal.
/// </summary>
/// <remarks>Signatures are not its business: they cost the most, and can be checked in any order and on any core.</remarks>
public sealed class LedgerState
{
    private readonly ElectionTerms terms;
    private HashChain chain;
    private CredentialEnrolled? enrolledJustBefore;

    public LedgerState(ElectionTerms terms)
    {
        this.terms = terms;
        chain = HashChain.Start(terms.Election);
        Slots = new(terms.SlotCount);
    }

    /// <summary>How far the election is.</summary>
    public ElectionPhase Phase { get; private set; } = ElectionPhase.Start;

    /// <summary>The slots' last ballots.</summary>
    public SlotChains Slots { get; }

    /// <summary>The tree over all entries.</summary>
    public MerkleTree Tree { get; } = new();

    /// <summary>Size, root and chain head now.</summary>
    public LogHead Head => new(Tree.Size, Tree.Root, chain.Head);

    /// <summary>Takes in the next entry and says what holds of it.</summary>
    public IReadOnlyList<LedgerCheck> Append(Entry entry)
    {
        LedgerCheck[] checks =
        [
            new(LedgerCheck.Election, LedgerVerdict.Require(
                entry.Election == terms.Election, LedgerRefusal.ForeignElection, $"entry {Tree.Size.Value}")),
            new(LedgerCheck.Order, Advance(entry)),
            .. CheckBody(entry),
        ];
        enrolledJustBefore = entry.Body as CredentialEnrolled;
        Append(entry.LeafHash);
        return checks;
    }

    /// <summary>Takes in an entry of which only the bytes are known.</summary>
    public void Append(LeafHash leaf)
    {
        chain = chain.Append(leaf);
        Tree.Append(leaf);
    }

    private LedgerVerdict Advance(Entry entry)
    {
        var verdict = Phase.Advance(entry.Body, out var next);
        Phase = next;
        return verdict is LedgerVerdict.Refused refused
            ? LedgerVerdict.Refuse(refused.Reason, $"entry {Tree.Size.Value}: {refused.Detail}")
            : verdict;
    }

    private IEnumerable<LedgerCheck> CheckBody(Entry entry) => entry.Body switch
    {
        VotingClosed closed => [new(LedgerCheck.Closing, CheckClosing(closed))],
        BallotCast ballot => [CheckBallot(ballot, entry.Hash)],
        _ => [],
    };

    private LedgerVerdict CheckClosing(VotingClosed closed) => LedgerVerdict.Require(
        new LogHead(closed.Size, closed.Root, closed.Head) == Head,
        LedgerRefusal.WrongClosing,
        $"the log before it has {Tree.Size.Value} entries");

    private LedgerCheck CheckBallot(BallotCast ballot, EntryHash hash)
    {
        var verdict = Slots.Accept(enrolledJustBefore, ballot, hash);
        var isEnrolment = verdict is LedgerVerdict.Refused
        {
            Reason: LedgerRefusal.UnknownSlot or LedgerRefusal.WrongGeneration or LedgerRefusal.CredentialReused,
        };
        return new(isEnrolment ? LedgerCheck.Enrolments : LedgerCheck.Ballots, verdict);
    }
}
