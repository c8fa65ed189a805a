using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Ledger.Entries;

namespace Vote.Tally.Record;

/// <summary>
/// What there is to say about all ballots of a record, superseded ones included: one that does not hold rejects the record.
/// spec §4.5, §4.7, §10 (5.2, 5.3, 5.4, 5.5)
/// </summary>
/// <param name="Ballots">The ballots that decode, in the record's order.</param>
/// <param name="Undecodable">5.2: payloads that are no ballot of the election.</param>
/// <param name="Repeated">5.3: first ciphertexts or trackers that stood before.</param>
/// <param name="Unproven">5.4: ballots with a proof that does not hold.</param>
/// <param name="Challenged">5.5: trackers challenged twice, or challenged and cast.</param>
public sealed record BallotAudit(
    IReadOnlyList<RecordedBallot> Ballots,
    IReadOnlyList<string> Undecodable,
    IReadOnlyList<string> Repeated,
    IReadOnlyList<string> Unproven,
    IReadOnlyList<string> Challenged)
{
    /// <summary>Whether nothing was found.</summary>
    public bool Holds => Undecodable.Count + Repeated.Count + Unproven.Count + Challenged.Count == 0;

    /// <summary>All that was found, by check.</summary>
    public IEnumerable<string> Findings =>
    [
        .. Undecodable.Select(line => $"5.2 {line}"), .. Repeated.Select(line => $"5.3 {line}"), .. Unproven.Select(line => $"5.4 {line}"),
        .. Challenged.Select(line => $"5.5 {line}"),
    ];

    /// <summary>Decodes and verifies every ballot, on all cores.</summary>
    public static BallotAudit Run(Election election, IReadOnlyList<Entry> entries, WorkMonitor monitor)
    {
        Entry[] cast = [.. entries.Where(entry => entry.Body is BallotCast)];
        var progress = monitor.Step(WorkSteps.Ballots, cast.Length);
        var findings = new BallotVerifier(election).VerifyMany(cast.Select(ToVerify), progress, monitor.CancellationToken);

        List<RecordedBallot> ballots = [];
        List<string> undecodable = [];
        List<string> unproven = [];
        foreach (var (entry, finding) in cast.Zip(findings))
        {
            switch (finding)
            {
                case BallotFinding.Undecodable:
                    undecodable.Add(Describe(entry));
                    break;
                case BallotFinding.Decoded(var ballot, var verdict):
                    ballots.Add(new(entry, (BallotCast)entry.Body, ballot));
                    unproven.AddRange(verdict is Verdict.Rejected(var reason, var detail) ? [$"{Describe(entry)}: {reason} {detail}"] : []);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        return new(ballots, undecodable, Repetitions(election, ballots), unproven, ChallengesOf(election, entries, ballots));
    }

    private static CastBallot ToVerify(Entry entry)
    {
        var body = (BallotCast)entry.Body;
        var position = new BallotPosition(body.Place.Slot.Value, body.Place.Generation, body.Place.Sequence);
        return new(new BallotContext(body.Credential, position, body.Previous.Value), body.Payload.Bytes);
    }

    /// <summary>A copied ballot, or a copied part of one. spec §4.5</summary>
    private static List<string> Repetitions(Election election, IEnumerable<RecordedBallot> ballots)
    {
        var elements = new HashSet<Point>();
        var trackers = new HashSet<string>(StringComparer.Ordinal);
        List<string> repeated = [];
        foreach (var ballot in ballots)
        {
            // Only an earlier ballot can be repeated: intake refuses nothing else, so nothing else may spoil a record.
            Point[] first = [.. ballot.Ballot.Answers.Select(answer => answer.FirstElement)];
            if (Array.Exists(first, elements.Contains))
            {
                repeated.Add($"{Describe(ballot.Entry)}: a first ciphertext stood before");
            }

            elements.UnionWith(first);
            if (!trackers.Add(Tracker.Of(election.Hash, ballot.Body.Credential, ballot.Ballot).Text))
            {
                repeated.Add($"{Describe(ballot.Entry)}: the tracker stood before");
            }
        }

        return repeated;
    }

    /// <summary>A ballot that was opened may never count, whichever came first. spec §4.7</summary>
    private static List<string> ChallengesOf(Election election, IEnumerable<Entry> entries, IEnumerable<RecordedBallot> ballots)
    {
        var trackers = new HashSet<string>(StringComparer.Ordinal);
        List<string> wrong = [];
        foreach (var challenged in entries.Select(entry => entry.Body).OfType<BallotChallenged>())
        {
            wrong.AddRange(trackers.Add(challenged.Tracker.Value) ? [] : [$"{challenged.Tracker.Value} is challenged twice"]);
        }

        // Trackers cost a hash each, so they are only computed where there is something to compare.
        if (trackers.Count > 0)
        {
            wrong.AddRange(ballots
                .Where(ballot => trackers.Contains(Tracker.Of(election.Hash, ballot.Body.Credential, ballot.Ballot).Text))
                .Select(ballot => $"{Describe(ballot.Entry)}: was challenged, and cast"));
        }

        return wrong;
    }

    private static string Describe(Entry entry) =>
        entry.Body is BallotCast { Place: var place }
            ? $"slot {place.Slot.Value}, generation {place.Generation}, sequence {place.Sequence}"
            : entry.LeafHash.Value.ToHex();
}
