using System.Text;

namespace Vote.Ledger.Notes;

/// <summary>Which witnesses an election trusts, and how many of them must have cosigned. spec/ledger.md §7 (4)</summary>
public sealed class WitnessPolicy
{
    /// <exception cref="ArgumentException">A key that is no witness's, one twice, or a quorum that cannot be met.</exception>
    public WitnessPolicy(IReadOnlyList<NoteKey> witnesses, int quorum)
    {
        if (witnesses.Any(witness => witness.Type != NoteSignatureType.Cosignature)
            || witnesses.DistinctBy(witness => witness.Key).Count() != witnesses.Count)
        {
            throw new ArgumentException("Witnesses have distinct keys for cosignatures.", nameof(witnesses));
        }

        if (quorum < 0 || quorum > witnesses.Count)
        {
            throw new ArgumentException("A quorum is at most the number of witnesses.", nameof(quorum));
        }

        (Witnesses, Quorum) = (witnesses, quorum);
    }

    /// <summary>No witness is asked: the operator alone says what the log is.</summary>
    public static WitnessPolicy None { get; } = new([], 0);

    /// <summary>The witnesses' keys.</summary>
    public IReadOnlyList<NoteKey> Witnesses { get; }

    /// <summary>How many must have cosigned.</summary>
    public int Quorum { get; }

    /// <summary>Whether enough witnesses cosigned; a known witness's cosignature that does not verify spoils the note.</summary>
    public LedgerVerdict Check(SignedCheckpoint checkpoint) => Check(checkpoint, DateTimeOffset.MinValue);

    /// <summary>The same, counting only cosignatures made after a time: for promises.</summary>
    public LedgerVerdict Check(SignedCheckpoint checkpoint, DateTimeOffset after)
    {
        var count = 0;
        foreach (var witness in Witnesses)
        {
            NoteSignature[] claimed = [.. checkpoint.Note.Signatures.Where(signature => signature.IsBy(witness))];
            var times = claimed.Select(signature =>
                Cosignature.TryVerify(witness, signature, checkpoint.Checkpoint, out var time) ? time : null).ToArray();
            if (Array.Exists(times, time => time is null))
            {
                return LedgerVerdict.Refuse(LedgerRefusal.WrongNote, $"the cosignature of {witness.Name} does not verify");
            }

            count += Array.Exists(times, time => time > after) ? 1 : 0;
        }

        return LedgerVerdict.Require(count >= Quorum, LedgerRefusal.NoQuorum, $"{count} of {Quorum} cosignatures");
    }

    /// <summary>Witnesses that have not cosigned the checkpoint yet.</summary>
    public IReadOnlyList<NoteKey> Missing(SignedCheckpoint checkpoint) =>
        [.. Witnesses.Where(witness => !checkpoint.Note.Signatures.Any(signature => signature.IsBy(witness)))];

    /// <summary>
    /// The checkpoint with every cosignature of known witnesses that either of two notes of it has; of each witness one.
    /// </summary>
    /// <exception cref="ArgumentException">Notes of different checkpoints.</exception>
    public SignedCheckpoint Join(SignedCheckpoint published, SignedCheckpoint other)
    {
        if (published.Checkpoint != other.Checkpoint)
        {
            throw new ArgumentException("Not the same checkpoint.", nameof(other));
        }

        return Missing(published).Aggregate(published, (joined, witness) =>
            other.Note.Signatures.FirstOrDefault(signature =>
                signature.IsBy(witness) && Cosignature.TryVerify(witness, signature, other.Checkpoint, out _)) is { } line
                    ? joined.With(line)
                    : joined);
    }

    /// <summary>The file <c>policy</c> that tools of C2SP read. C2SP tlog-policy; spec/ledger.md §7 (4)</summary>
    public byte[] ToFile(NoteKey logKey)
    {
        var text = new StringBuilder($"log {logKey.ToText()}\n");
        for (var i = 0; i < Witnesses.Count; i++)
        {
            text.Append($"witness w{i + 1} {Witnesses[i].ToText()}\n");
        }

        if (Quorum > 0)
        {
            text.Append($"group all-witnesses {Quorum} {string.Join(' ', Witnesses.Select((_, i) => $"w{i + 1}"))}\n");
        }

        return Encoding.UTF8.GetBytes(text.Append($"quorum {(Quorum > 0 ? "all-witnesses" : "none")}\n").ToString());
    }
}
