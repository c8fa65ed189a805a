using System.Collections.Concurrent;
using Vote.Api.Elections;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Writing;

namespace Vote.Api.Ballots;

/// <summary>What came of a challenge.</summary>
public abstract record ChallengeResult
{
    private ChallengeResult()
    {
    }

    /// <summary>The ballot with this tracker can never be cast.</summary>
    public sealed record Accepted(Vote.Ledger.Notes.SignedPromise Promise, LeafHash Leaf) : ChallengeResult;

    /// <summary>The challenge is not taken.</summary>
    public sealed record Refused(CastRefusal Reason) : ChallengeResult;

    /// <summary>This voter has opened as many ballots as one may.</summary>
    public sealed record TooMany : ChallengeResult;
}

/// <summary>
/// Puts `ballot-challenged` on the log: the tracker of a ballot that its voter opens instead of casting it. Neither seed nor choice nor ballot
/// comes here, and the entry names no slot. spec §4.7
/// </summary>
public sealed class ChallengeDesk
{
    /// <summary>How many ballots one key may open: enough to be sure of a device, too few to fill the log.</summary>
    public const int MaximumPerCredential = 20;

    private readonly HouseTerms terms;
    private readonly Intake intake;
    private readonly IRegistrarSeal registrar;

    // Forgotten at a restart, which costs the log a few entries at most.
    private readonly ConcurrentDictionary<SignatureKey, int> taken = new();

    /// <param name="terms">What the manifest says.</param>
    /// <param name="intake">The ledger's intake.</param>
    /// <param name="registrar">Signs the entry.</param>
    public ChallengeDesk(HouseTerms terms, Intake intake, IRegistrarSeal registrar) =>
        (this.terms, this.intake, this.registrar) = (terms, intake, registrar);

    /// <summary>Takes the tracker of a ballot that is to be opened.</summary>
    /// <param name="credential">Whose session asks; it is only counted.</param>
    /// <param name="tracker">The tracker.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ChallengeResult> AcceptAsync(SignatureKey credential, TrackerText tracker, CancellationToken cancellationToken)
    {
        if (!terms.IsVotingTime || !intake.IsOpen)
        {
            return new ChallengeResult.Refused(CastRefusal.NotOpen);
        }

        var mark = BallotMarks.OfTracker(tracker.Value);
        if (await IsTakenAsync(mark, cancellationToken))
        {
            return new ChallengeResult.Refused(CastRefusal.RepeatedTracker);
        }

        return taken.AddOrUpdate(credential, 1, (_, count) => count + 1) > MaximumPerCredential
            ? new ChallengeResult.TooMany()
            : await StoreAsync(UnitOf(tracker).Marked([mark]), mark, cancellationToken);
    }

    private async Task<bool> IsTakenAsync(Digest mark, CancellationToken cancellationToken) =>
        (await intake.FindMarksAsync([mark], cancellationToken)).Count > 0;

    // Whoever hears that the tracker is taken may rely on it; another entry's coming first is no reason to say so.
    private async Task<ChallengeResult> StoreAsync(EntryUnit unit, Digest mark, CancellationToken cancellationToken) =>
        await intake.AcceptAsync(unit, cancellationToken) switch
        {
            IntakeResult.Accepted(var promise) => new ChallengeResult.Accepted(promise, unit.Key),
            IntakeResult.Refused(LedgerRefusal.Conflict, _) => new ChallengeResult.Refused(
                await IsTakenAsync(mark, cancellationToken) ? CastRefusal.RepeatedTracker : CastRefusal.Conflict),
            IntakeResult.Refused => new ChallengeResult.Refused(CastRefusal.NotOpen),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private EntryUnit UnitOf(TrackerText tracker) =>
        EntryUnit.TryMake([registrar.Sign(new BallotChallenged(tracker))], out var unit)
            ? unit
            : throw new System.Diagnostics.UnreachableException();
}
