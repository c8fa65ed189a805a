using System.Diagnostics.CodeAnalysis;
using System.Text;
using Vote.Canonical;
using Vote.Ledger.Notes;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Witnessing;

/// <summary>
/// The body of a witness's <c>add-checkpoint</c>: the size it knows, the proof from there, and a note that claims to be a checkpoint.
/// C2SP tlog-witness 1.0.0; spec/ledger.md §10 (1)
/// </summary>
/// <param name="OldSize">The size the witness should know.</param>
/// <param name="Proof">The consistency proof's nodes, at most 63.</param>
/// <param name="Note">The note as it came, extension lines and unknown signatures included.</param>
public sealed record CheckpointRequest(TreeSize OldSize, IReadOnlyList<Digest> Proof, SignedNote Note)
{
    /// <summary>Most bytes of a body: a note, a size, 63 nodes.</summary>
    public const int MaximumLength = SignedNote.MaximumLength + 64 + (ConsistencyProof.MaximumLength * 45);

    private const string Old = "old ";

    /// <summary>The origin that the note names in its first line.</summary>
    public string Origin => Note.Text[..Note.Text.IndexOf('\n', StringComparison.Ordinal)];

    /// <summary>Takes a body apart.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> body, [NotNullWhen(true)] out CheckpointRequest? request)
    {
        request = null;
        if (body.Length > MaximumLength || !NoteText.TryDecodeText(body, out var text))
        {
            return false;
        }

        // The proof ends with the first empty line; the checkpoint may have others.
        var divide = text.IndexOf("\n\n", StringComparison.Ordinal);
        return divide >= 0
            && SignedNote.TryDecode(Encoding.UTF8.GetBytes(text[(divide + 2)..]), out var note)
            && TryRead(text[..divide].Split('\n'), note, out request);
    }

    /// <summary>The body's bytes.</summary>
    public byte[] Encode() =>
    [
        .. Encoding.UTF8.GetBytes($"{Old}{OldSize.Value}\n{string.Concat(Proof.Select(node => node.ToBase64() + "\n"))}\n"),
        .. Note.Encode(),
    ];

    private static bool TryRead(string[] lines, SignedNote note, [NotNullWhen(true)] out CheckpointRequest? request)
    {
        request = null;
        if (lines.Length > 1 + ConsistencyProof.MaximumLength
            || !lines[0].StartsWith(Old, StringComparison.Ordinal)
            || !NoteText.TryDecodeNumber(lines[0][Old.Length..], out var size))
        {
            return false;
        }

        Digest[] proof = [.. lines[1..].Select(line => NoteText.TryDecodeDigest(line, out var node) ? node : null).OfType<Digest>()];
        request = proof.Length == lines.Length - 1 ? new(new(size), proof, note) : null;
        return request is not null;
    }
}
