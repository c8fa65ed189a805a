using System.Diagnostics.CodeAnalysis;
using Vote.Ledger.Entries;

namespace Vote.Ledger.Notes;

/// <summary>
/// Intake's signed word: this entry is in every checkpoint whose quorum of cosignatures is later than
/// <paramref name="IncludedBy"/>. Times are whole seconds. spec/ledger.md §7 (5)
/// </summary>
public sealed record Promise(LogOrigin Origin, LeafHash Leaf, DateTimeOffset AcceptedAt, DateTimeOffset IncludedBy)
{
    private const string Header = "tsukuba-vote/accept/v1";

    /// <summary>Reads the five lines of a note's text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Promise? promise)
    {
        promise = NoteText.TrySplit(text, out var lines)
            && lines.Length == 5
            && lines[0] == Header
            && LogOrigin.TryParse(lines[1], out var origin)
            && NoteText.TryDecodeDigest(lines[2], out var leaf)
            && TryDecodeTime(lines[3], out var acceptedAt)
            && TryDecodeTime(lines[4], out var includedBy)
                ? new(origin, new(leaf), acceptedAt, includedBy)
                : null;
        return promise is not null;
    }

    /// <summary>The text of its note.</summary>
    public string ToText() =>
        $"{Header}\n{Origin.Value}\n{Leaf.Value.ToBase64()}\n{AcceptedAt.ToUnixTimeSeconds()}\n{IncludedBy.ToUnixTimeSeconds()}\n";

    /// <summary>The note signed by intake.</summary>
    public SignedPromise Sign(Ed25519SecretKey acceptKey) => new(this, SignedNote.Sign(ToText(), Origin.AcceptName, acceptKey));

    private static bool TryDecodeTime(string text, out DateTimeOffset time)
    {
        var decoded = NoteText.TryDecodeNumber(text, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        time = decoded ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return decoded;
    }
}

/// <summary>A promise as a note.</summary>
public sealed class SignedPromise
{
    internal SignedPromise(Promise promise, SignedNote note) => (Promise, Note) = (promise, note);

    /// <summary>What is promised.</summary>
    public Promise Promise { get; }

    /// <summary>The note.</summary>
    public SignedNote Note { get; }

    /// <summary>Takes the bytes of a note whose text is a promise.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out SignedPromise? promise)
    {
        promise = SignedNote.TryDecode(encoded, out var note) && Promise.TryParse(note.Text, out var said)
            ? new(said, note)
            : null;
        return promise is not null;
    }

    /// <summary>Whether this log's intake promised this entry.</summary>
    public LedgerVerdict Verify(LogOrigin origin, Ed25519PublicKey acceptKey, LeafHash leaf) => LedgerVerdict.Require(
        Promise.Origin == origin && Promise.Leaf == leaf && Note.IsSignedBy(origin.AcceptKey(acceptKey)),
        LedgerRefusal.WrongNote,
        "not this log's promise of this entry");

    /// <summary>The note's bytes.</summary>
    public byte[] Encode() => Note.Encode();
}
