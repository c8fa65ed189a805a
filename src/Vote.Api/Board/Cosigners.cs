using Vote.Ledger;
using Vote.Ledger.Notes;
using Vote.Ledger.Witnessing;

namespace Vote.Api.Board;

/// <summary>
/// Asks an election's witnesses for their cosignatures of the newest checkpoint. Keeps nothing that matters: after a restart, whoever
/// has not cosigned what is published is asked again, and says itself which size it knows. Not for several threads.
/// spec/ledger.md §10 (1)
/// </summary>
internal sealed class Cosigners
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly WitnessPolicy policy;
    private readonly WitnessClient client;
    private readonly TimeProvider clock;
    private readonly Asked[] asked;

    /// <param name="policy">The manifest's witnesses.</param>
    /// <param name="addresses">Where they are, by their names; one without an address is never asked.</param>
    /// <param name="client">The network.</param>
    /// <param name="clock">For pauses.</param>
    public Cosigners(WitnessPolicy policy, IReadOnlyDictionary<string, Uri> addresses, WitnessClient client, TimeProvider clock)
    {
        (this.policy, this.client, this.clock) = (policy, client, clock);
        asked = [.. policy.Witnesses.Where(key => addresses.ContainsKey(key.Name)).Select(key => new Asked(key, addresses[key.Name]))];
    }

    /// <summary>Asks every witness that is missing on the newest checkpoint and has no pause.</summary>
    /// <returns>The checkpoint with what came; nothing when nothing came.</returns>
    public async Task<SignedCheckpoint?> RunAsync(PublishedLog log, CancellationToken cancellationToken)
    {
        if (log.Newest is not { } newest)
        {
            return null;
        }

        var missing = policy.Missing(newest);
        var due = asked.Where(one => missing.Contains(one.Key) && one.IsDue(clock)).ToArray();
        var lines = await Task.WhenAll(due.Select(one => AskAsync(one, log, newest, cancellationToken)));
        var joined = lines.OfType<NoteSignature>().Aggregate(newest, (note, line) => note.With(line));
        return joined == newest ? null : joined;
    }

    private async Task<NoteSignature?> AskAsync(Asked witness, PublishedLog log, SignedCheckpoint newest, CancellationToken cancellationToken)
    {
        // It may know another size than we remember, and says so: once more, from there.
        for (var attempt = 0; attempt < 2 && witness.Known.Value <= newest.Checkpoint.Size.Value; attempt++)
        {
            var proof = log.ProveConsistency(witness.Known, newest.Checkpoint.Size);
            var request = new CheckpointRequest(witness.Known, proof.Path, newest.Note);
            switch (await client.AskAsync(witness.Address, witness.Key, newest.Checkpoint, request, cancellationToken))
            {
                case WitnessReply.Cosigned(var line):
                    witness.Answered(newest.Checkpoint.Size);
                    return line;
                case WitnessReply.Knows(var size):
                    witness.Known = size;
                    break;
                default:
                    attempt = 2;
                    break;
            }
        }

        witness.Rest(clock);
        return null;
    }

    private sealed class Asked(NoteKey key, Uri address)
    {
        private TimeSpan pause = FirstPause;
        private long? since;

        public NoteKey Key => key;

        public Uri Address => address;

        /// <summary>The size that the witness knows, as far as we know.</summary>
        public TreeSize Known { get; set; }

        public bool IsDue(TimeProvider clock) => since is not { } start || clock.GetElapsedTime(start) >= pause;

        public void Answered(TreeSize size) => (Known, since, pause) = (size, null, FirstPause);

        public void Rest(TimeProvider clock)
        {
            pause = since is null ? FirstPause : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            since = clock.GetTimestamp();

            // A witness that knows more than we do is asked from the beginning next time, whatever it said.
            Known = default;
        }
    }
}
