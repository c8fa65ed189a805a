using System.Text;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;

namespace Vote.Api.Ballots;

/// <summary>
/// What no two ballots of an election may share: the first A of any question, and the tracker. The database keeps hashes of them
/// and refuses the second one. spec §4.5
/// </summary>
internal sealed class BallotMarks
{
    private readonly Digest[] elements;
    private readonly Digest tracker;

    private BallotMarks(Digest[] elements, Digest tracker, Tracker text) =>
        (this.elements, this.tracker, Tracker) = (elements, tracker, text);

    /// <summary>The ballot's tracker.</summary>
    public Tracker Tracker { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Digest> All => [.. elements, tracker];

    private static ReadOnlySpan<byte> ElementLabel => "tsukuba-vote/mark/first-element\0"u8;

    private static ReadOnlySpan<byte> TrackerLabel => "tsukuba-vote/mark/tracker\0"u8;

    public static BallotMarks Of(Election election, SignatureKey credential, EncryptedBallot ballot)
    {
        var text = Tracker.Of(election.Hash, credential, ballot);
        return new(
            [.. ballot.Answers.Select(answer => Digest.Sha256(ElementLabel, answer.FirstElement.Encode())).Distinct()],
            OfTracker(text.Text),
            text);
    }

    /// <summary>The mark of a tracker, whether its ballot is cast or opened. spec §4.7</summary>
    public static Digest OfTracker(string tracker) => Digest.Sha256(TrackerLabel, Encoding.ASCII.GetBytes(tracker));

    /// <summary>The rule that a ballot breaks whose marks are partly taken.</summary>
    public CastRefusal? Broken(IReadOnlySet<Digest> taken) =>
        elements.Any(taken.Contains) ? CastRefusal.RepeatedCiphertext
        : taken.Contains(tracker) ? CastRefusal.RepeatedTracker
        : null;
}
