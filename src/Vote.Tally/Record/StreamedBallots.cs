using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;

namespace Vote.Tally.Record;

/// <summary>A ballot of the record with its decoded payload.</summary>
/// <param name="Index">Where it stands.</param>
/// <param name="Hash">Its entry hash.</param>
/// <param name="Body">What the entry says.</param>
/// <param name="Ballot">The payload.</param>
public sealed record PlacedBallot(EntryIndex Index, EntryHash Hash, BallotCast Body, EncryptedBallot Ballot);

/// <summary>Gives an entry again that has passed before; nothing when it cannot.</summary>
public delegate Task<Entry?> EntryReader(EntryIndex index, CancellationToken cancellationToken);

/// <summary>
/// Decodes and verifies ballots on all cores while they pass, a window at a time, and keeps of them what the tally needs. What it finds does not
/// depend on the number of cores or on where windows end. spec §4.5, §4.7, §8.1, §10 (5.2 – 5.5)
/// </summary>
public sealed class StreamedBallots : IEntrySink
{
    /// <summary>Ballots a core that are verified at once: enough for a batch, and for cores that finish early.</summary>
    private const int WindowPerCore = 512;

    private readonly Election election;
    private readonly EntryReader read;
    private readonly BallotVerifier verifier;
    private readonly List<PlacedEntry> window = [];
    private readonly CountedBallots counted;
    private readonly HashSet<Fingerprint> elements = [];
    private readonly HashSet<Fingerprint> trackers = [];
    private readonly HashSet<string> challenged = new(StringComparer.Ordinal);
    private readonly List<string> wronglyChallenged = [];
    private readonly List<string> undecodable = [];
    private readonly List<string> repeated = [];
    private readonly List<string> unproven = [];
    private long decoded;

    /// <param name="election">From the manifest.</param>
    /// <param name="read">Reads a superseded ballot again, to take it out of the sums.</param>
    public StreamedBallots(Election election, EntryReader read)
    {
        (this.election, this.read) = (election, read);
        verifier = new(election);
        counted = new(election.Style);
    }

    /// <inheritdoc/>
    public async Task TakeAsync(IReadOnlyList<PlacedEntry> entries, CancellationToken cancellationToken)
    {
        window.AddRange(entries.Where(placed => placed.Entry.Body is BallotCast));
        foreach (var body in entries.Select(placed => placed.Entry.Body).OfType<BallotChallenged>())
        {
            wronglyChallenged.AddRange(challenged.Add(body.Tracker.Value) ? [] : [$"{body.Tracker.Value} is challenged twice"]);
        }

        if (window.Count >= WindowPerCore * Environment.ProcessorCount)
        {
            await VerifyAsync(cancellationToken);
        }
    }

    /// <summary>Verifies what is left.</summary>
    public async Task<BallotAudit> CompleteAsync(CancellationToken cancellationToken)
    {
        await VerifyAsync(cancellationToken);

        // A ballot that was opened may never count, whichever came first. spec §4.7
        var cast = challenged.Where(tracker => trackers.Contains(FingerprintOf(tracker))).Select(tracker => $"{tracker} was challenged, and cast");
        return new(decoded, counted, undecodable, repeated, unproven, [.. wronglyChallenged, .. cast]);
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var findings = verifier.VerifyMany(window.Select(ToVerify), progress: null, cancellationToken);
        foreach (var (placed, finding) in window.Zip(findings))
        {
            if (finding is BallotFinding.Decoded(var ballot, var verdict))
            {
                unproven.AddRange(verdict is Verdict.Rejected(var reason, var detail) ? [$"{Describe(placed)}: {reason} {detail}"] : []);
                await TakeAsync(new PlacedBallot(placed.Index, placed.Entry.Hash, (BallotCast)placed.Entry.Body, ballot), cancellationToken);
            }
            else
            {
                undecodable.Add(Describe(placed));
            }
        }

        window.Clear();
    }

    private async Task TakeAsync(PlacedBallot placed, CancellationToken cancellationToken)
    {
        decoded++;
        CheckUnique(placed);
        if (counted.Take(placed) is { } superseded)
        {
            counted.Remove(await ReadAgainAsync(superseded, cancellationToken));
        }
    }

    private async Task<EncryptedBallot> ReadAgainAsync(CountedBallot superseded, CancellationToken cancellationToken) =>
        await read(superseded.Index, cancellationToken) is { Body: BallotCast body } entry
        && entry.Hash == superseded.Hash
        && EncryptedBallot.TryDecode(election.Style, body.Payload.Bytes.Span, out var ballot)
            ? ballot
            : throw new IOException($"Entry {superseded.Index.Value} has changed while the record was read.");

    /// <summary>A copied ballot, or a copied part of one. spec §4.5</summary>
    private void CheckUnique(PlacedBallot placed)
    {
        // Only an earlier ballot can be repeated: intake refuses nothing else, so nothing else may spoil a record.
        Fingerprint[] first = [.. FirstElements(placed.Ballot)];
        if (Array.Exists(first, elements.Contains))
        {
            repeated.Add($"{Describe(placed.Body)}: a first ciphertext stood before");
        }

        elements.UnionWith(first);
        var tracker = Tracker.Of(election.Hash, placed.Body.Credential, placed.Ballot).Text;
        if (!trackers.Add(FingerprintOf(tracker)))
        {
            repeated.Add($"{Describe(placed.Body)}: the tracker stood before");
        }
    }

    /// <summary>The first A of every question, by its only encoding.</summary>
    private IEnumerable<Fingerprint> FirstElements(EncryptedBallot ballot)
    {
        var start = 0;
        foreach (var question in election.Style.Questions)
        {
            yield return Fingerprint.Of(ballot.CiphertextBytes.Slice(start, Ciphertext.Size / 2));
            start += question.CiphertextCount * Ciphertext.Size;
        }
    }

    private static Fingerprint FingerprintOf(string tracker) => Fingerprint.Of(System.Text.Encoding.ASCII.GetBytes(tracker));

    private static CastBallot ToVerify(PlacedEntry placed)
    {
        var body = (BallotCast)placed.Entry.Body;
        var position = new BallotPosition(body.Place.Slot.Value, body.Place.Generation, body.Place.Sequence);
        return new(new BallotContext(body.Credential, position, body.Previous.Value), body.Payload.Bytes);
    }

    private static string Describe(PlacedEntry placed) => Describe((BallotCast)placed.Entry.Body);

    private static string Describe(BallotCast ballot) =>
        $"slot {ballot.Place.Slot.Value}, generation {ballot.Place.Generation}, sequence {ballot.Place.Sequence}";
}
