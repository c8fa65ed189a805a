using System.Collections.Immutable;
using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Rules;

/// <summary>How far an election is.</summary>
public enum Phase
{
    /// <summary>The log is empty.</summary>
    Unopened,

    /// <summary>Enrolments and ballots.</summary>
    Voting,

    /// <summary>After <c>voting-closed</c>.</summary>
    Closed,

    /// <summary>After <c>overrides-closed</c>.</summary>
    OverridesClosed,

    /// <summary>After <c>tally-input</c>: shuffles.</summary>
    Mixing,

    /// <summary>After the first decryption share.</summary>
    Decrypting,

    /// <summary>After <c>result</c>: nothing follows.</summary>
    Finished,
}

/// <summary>
/// The order in which entries may stand; the same for intake, tally and verifier. A value: each step gives the next one.
/// spec/ledger.md §4
/// </summary>
public sealed record ElectionPhase
{
    private ElectionPhase()
    {
    }

    /// <summary>Before the first entry.</summary>
    public static ElectionPhase Start { get; } = new();

    /// <summary>How far the election is.</summary>
    public Phase Current { get; private init; }

    /// <summary>The enrolment whose ballot must come next, if there is one.</summary>
    public CredentialEnrolled? AwaitedBallot { get; private init; }

    /// <summary>The newest declaration of the anchor; nothing where none was made. spec/ledger.md §11 (1)</summary>
    public AnchorTerms? Anchor { get; private init; }

    /// <summary>The index of <c>voting-closed</c>, once it stands.</summary>
    public EntryIndex? Closing { get; private init; }

    private int Question { get; init; }

    private int Round { get; init; }

    private ImmutableHashSet<int> Mixers { get; init; } = [];

    private ImmutableHashSet<int> Decryptors { get; init; } = [];

    /// <summary>Whether the entry may come next; if so, the phase after it, otherwise this one.</summary>
    public LedgerVerdict Advance(EntryBody body, out ElectionPhase next)
    {
        var after = AwaitedBallot is null ? After(body) : AfterEnrolment(body, AwaitedBallot);
        next = after ?? this;
        return LedgerVerdict.Require(after is not null, LedgerRefusal.OutOfOrder, $"{body.Type.Name()} while {Current}");
    }

    private ElectionPhase? After(EntryBody body) => (Current, body) switch
    {
        (Phase.Unopened, ElectionOpened) => this with { Current = Phase.Voting },
        (Phase.Unopened or Phase.Finished, _) => null,
        (_, AdministratorAct) => this,
        (_, AnchorDeclared declared) => AfterDeclaration(declared.Terms),
        (Phase.Voting, CredentialEnrolled enrolment) => this with { AwaitedBallot = enrolment },
        (Phase.Voting, BallotCast or BallotChallenged) => this,
        (Phase.Voting, VotingClosed closed) => this with { Current = Phase.Closed, Closing = new(closed.Size.Value) },
        (Phase.Closed, OverridesClosed) => this with { Current = Phase.OverridesClosed },
        (Phase.OverridesClosed, TallyInput) => this with { Current = Phase.Mixing },
        (Phase.Mixing, Shuffle shuffle) => AfterShuffle(shuffle),
        (Phase.Mixing or Phase.Decrypting, DecryptionShare share) when !Decryptors.Contains(share.Trustee) =>
            this with { Current = Phase.Decrypting, Decryptors = Decryptors.Add(share.Trustee) },
        (Phase.Mixing or Phase.Decrypting, Result) => this with { Current = Phase.Finished },
        _ => null,
    };

    // An enrolment takes effect with its ballot alone, so nothing may stand between them. spec/ledger.md §4 (2)
    private ElectionPhase? AfterEnrolment(EntryBody body, CredentialEnrolled enrolment) =>
        body is BallotCast ballot
        && ballot.Place.Slot == enrolment.Slot
        && ballot.Place.Generation == enrolment.Generation
        && ballot.Credential == enrolment.Credential
            ? this with { AwaitedBallot = null }
            : null;

    // What is required stays required. spec/ledger.md §4 (8)
    private ElectionPhase? AfterDeclaration(AnchorTerms terms) =>
        Anchor is { Required: true } && !terms.Required ? null : this with { Anchor = terms };

    private ElectionPhase? AfterShuffle(Shuffle shuffle)
    {
        if (shuffle.Question > Question && shuffle.Round == 1)
        {
            return this with { Question = shuffle.Question, Round = 1, Mixers = [shuffle.Trustee] };
        }

        return shuffle.Question == Question && shuffle.Round == Round + 1 && !Mixers.Contains(shuffle.Trustee)
            ? this with { Round = shuffle.Round, Mixers = Mixers.Add(shuffle.Trustee) }
            : null;
    }
}
