using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Ledger.Notes;

/// <summary>A log's size and root. C2SP tlog-checkpoint 1.0.0, without extension lines; spec/ledger.md §7 (2)</summary>
public sealed record Checkpoint(LogOrigin Origin, TreeSize Size, Digest Root)
{
    /// <summary>Reads the three lines of a note's text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = NoteText.TrySplit(text, out var lines)
            && lines.Length == 3
            && LogOrigin.TryParse(lines[0], out var origin)
            && NoteText.TryDecodeNumber(lines[1], out var size)
            && NoteText.TryDecodeDigest(lines[2], out var root)
                ? new(origin, new(size), root)
                : null;
        return checkpoint is not null;
    }

    /// <summary>The text of its note.</summary>
    public string ToText() => $"{Origin.Value}\n{Size.Value}\n{Root.ToBase64()}\n";

    /// <summary>The note with signature lines that somebody else verified.</summary>
    internal SignedCheckpoint With(IEnumerable<NoteSignature> verified, NoteSignature another) =>
        new(this, SignedNote.Of(ToText(), [.. verified, another]));

    /// <summary>The note signed by the log.</summary>
    public SignedCheckpoint Sign(Ed25519SecretKey logKey) => new(this, SignedNote.Sign(ToText(), Origin.Value, logKey));
}

/// <summary>A checkpoint as a note: signed by somebody, which <see cref="Verify"/> finds out.</summary>
public sealed class SignedCheckpoint
{
    internal SignedCheckpoint(Checkpoint checkpoint, SignedNote note) => (Checkpoint, Note) = (checkpoint, note);

    /// <summary>What is said.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The note.</summary>
    public SignedNote Note { get; }

    /// <summary>Takes the bytes of a note whose text is a checkpoint.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out SignedCheckpoint? checkpoint)
    {
        checkpoint = null;
        return SignedNote.TryDecode(encoded, out var note) && TryRead(note, out checkpoint);
    }

    /// <summary>Takes a note whose text is a checkpoint.</summary>
    public static bool TryRead(SignedNote note, [NotNullWhen(true)] out SignedCheckpoint? checkpoint)
    {
        checkpoint = Checkpoint.TryParse(note.Text, out var said) ? new(said, note) : null;
        return checkpoint is not null;
    }

    /// <summary>Whether it is a checkpoint of this log, signed by its key.</summary>
    public LedgerVerdict Verify(LogOrigin origin, Ed25519PublicKey logKey) =>
        LedgerVerdict.Require(Checkpoint.Origin == origin, LedgerRefusal.WrongNote, $"a checkpoint of {Checkpoint.Origin}")
        .And(() => LedgerVerdict.Require(
            Note.IsSignedBy(origin.LogKey(logKey)), LedgerRefusal.WrongNote, "the log's signature is missing or wrong"));

    /// <summary>The same checkpoint with one witness's cosignature more.</summary>
    public SignedCheckpoint With(NoteSignature cosignature) => new(Checkpoint, Note.With(cosignature));

    /// <summary>The note's bytes.</summary>
    public byte[] Encode() => Note.Encode();
}
