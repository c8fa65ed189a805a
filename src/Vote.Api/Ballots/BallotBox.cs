using System.Collections.Concurrent;
using Vote.Api.Elections;
using Vote.Api.Enrolment;
using Vote.Canonical;
using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Writing;

namespace Vote.Api.Ballots;

/// <summary>
/// Verify → append → promise: the only on-line place where proofs meet the ledger. Checks go from cheap to dear, and all rules that
/// other ballots can change are decided once more where the ballot is stored. spec/ledger.md §9 (1)
/// </summary>
public sealed class BallotBox
{
    private readonly HouseTerms terms;
    private readonly Intake intake;
    private readonly IRegistrarSeal registrar;
    private readonly BallotVerifier verifier;
    private readonly ConcurrentDictionary<Attempt, Lazy<Task<CastResult>>> underway = new();

    /// <param name="terms">What the manifest says.</param>
    /// <param name="intake">The ledger's intake.</param>
    /// <param name="registrar">Signs the enrolments that take effect.</param>
    public BallotBox(HouseTerms terms, Intake intake, IRegistrarSeal registrar)
    {
        (this.terms, this.intake, this.registrar) = (terms, intake, registrar);
        verifier = new(terms.Manifest.Election);
    }

    /// <summary>Takes a ballot, or says why not. Once begun it is finished, whether or not the caller still waits.</summary>
    /// <param name="entry">The signed <c>ballot-cast</c> entry.</param>
    /// <param name="blob">Its payload where the entry only names it; otherwise empty.</param>
    /// <param name="pending">The credential's pending enrolment, if there is one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<CastResult> AcceptAsync(
        ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> blob, PendingEnrolment? pending, CancellationToken cancellationToken)
    {
        if (entry.Length > EntryEnvelope.MaximumLength || blob.Length > terms.Manifest.Election.Style.PayloadLength)
        {
            return new CastResult.Refused(CastRefusal.Oversized);
        }

        // Copies that come at once are one attempt: a thousand of them cost one proof.
        var attempt = new Attempt(LeafHash.Of(entry.Span), Digest.Sha256(blob.Span), pending?.Entry);
        var decided = underway.GetOrAdd(
            attempt, key => new(() => Task.Run(() => DecideAsync(key.Leaf, entry, blob, pending), CancellationToken.None)));
        try
        {
            return await decided.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            if (decided.Value.IsCompleted)
            {
                underway.TryRemove(new(attempt, decided));
            }
        }
    }

    private async Task<CastResult> DecideAsync(
        LeafHash leaf, ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> blob, PendingEnrolment? pending)
    {
        var repeated = await RepeatAsync(leaf);
        if (repeated is not null)
        {
            return repeated;
        }

        var refusal = CastBallotReader.Read(terms, entry, blob, out var ballot) ?? (IsOpen ? null : CastRefusal.NotOpen);
        return refusal is { } reason || ballot is null
            ? new CastResult.Refused(refusal ?? CastRefusal.Malformed)
            : await StoreAsync(ballot, pending) switch
            {
                // What refused it may have been its own copy, stored by another process a moment ago.
                CastResult.Refused refused => (CastResult?)await RepeatAsync(leaf) ?? refused,
                var accepted => accepted,
            };
    }

    private bool IsOpen => terms.IsVotingTime && intake.IsOpen;

    private async Task<CastResult> StoreAsync(ReadBallot ballot, PendingEnrolment? pending)
    {
        var unit = UnitOf(ballot, pending);
        if (intake.Check(unit) is LedgerVerdict.Refused)
        {
            // Another process may have brought the slot further than this one knows.
            await intake.FindAsync(ballot.Body.Place.Slot, CancellationToken.None);
            unit = UnitOf(ballot, pending);
        }

        if (intake.Check(unit) is LedgerVerdict.Refused(var rule, _))
        {
            return new CastResult.Refused(ReasonOf(rule, ballot));
        }

        if (await BrokenMarkAsync(ballot.Marks) is { } broken)
        {
            return new CastResult.Refused(broken);
        }

        if (verifier.Verify(ballot.Encrypted, ballot.Context) is not Verdict.Accepted)
        {
            return new CastResult.Refused(CastRefusal.InvalidProof);
        }

        return await intake.AcceptAsync(unit, CancellationToken.None) switch
        {
            IntakeResult.Accepted(var promise) => new CastResult.Accepted(promise, unit.Key, ballot.Marks.Tracker),
            IntakeResult.Refused(LedgerRefusal.Conflict, _) =>
                new CastResult.Refused(await BrokenMarkAsync(ballot.Marks) ?? CastRefusal.Conflict),
            IntakeResult.Refused(var reason, _) => new CastResult.Refused(ReasonOf(reason, ballot)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // spec/identity §9 (3): the enrolment and its first ballot are one unit. Once effective, it does not come again.
    private EntryUnit UnitOf(ReadBallot ballot, PendingEnrolment? pending)
    {
        Entry[] entries = pending is null || intake.WasEnrolled(pending.Entry.Credential)
            ? [ballot.Entry]
            : [registrar.Sign(pending), ballot.Entry];
        return EntryUnit.TryMake(entries, out var unit)
            ? unit.Marked(ballot.Marks.All)
            : throw new System.Diagnostics.UnreachableException();
    }

    private async Task<CastRefusal?> BrokenMarkAsync(BallotMarks marks) =>
        marks.Broken(await intake.FindMarksAsync(marks.All, CancellationToken.None));

    private async Task<CastResult.Accepted?> RepeatAsync(LeafHash leaf)
    {
        var known = await intake.FindAsync(leaf, CancellationToken.None);
        return known?.Unit.Ballot is { } body
            && EncryptedBallot.TryDecode(terms.Manifest.Election.Style, body.Payload.Bytes.Span, out var ballot)
                ? new(known.Promise, leaf, Tracker.Of(terms.Manifest.Hash, body.Credential, ballot))
                : null;
    }

    private CastRefusal ReasonOf(LedgerRefusal reason, ReadBallot ballot) => reason switch
    {
        // The enrolment took effect by another ballot of the same key, at this moment.
        LedgerRefusal.WrongGeneration when intake.WasEnrolled(ballot.Body.Credential) => CastRefusal.WrongSequence,

        LedgerRefusal.NotOpen => CastRefusal.NotOpen,
        LedgerRefusal.UnknownSlot => CastRefusal.UnknownSlot,
        LedgerRefusal.NotEnrolled => CastRefusal.NotEnrolled,

        // The generation was right at sign-in, so another sign-in's ballot came first. spec/identity §9 (4)
        LedgerRefusal.Superseded or LedgerRefusal.WrongGeneration => CastRefusal.Superseded,
        LedgerRefusal.CredentialReused => CastRefusal.CredentialReused,
        LedgerRefusal.ForeignCredential => CastRefusal.ForeignCredential,
        LedgerRefusal.WrongSequence => CastRefusal.WrongSequence,
        LedgerRefusal.WrongPrevious => CastRefusal.WrongPrevious,
        LedgerRefusal.Conflict => CastRefusal.Conflict,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Intake refuses a checked ballot for no such reason."),
    };

    private sealed record Attempt(LeafHash Leaf, Digest Blob, CredentialEnrolled? Enrolment);
}
