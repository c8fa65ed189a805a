using System.Diagnostics.CodeAnalysis;
using System.Text;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Notes;

/// <summary>
/// Proof, to be checked anywhere and later, that an entry is on the ledger: the entry, its path, a checkpoint.
/// C2SP tlog-proof with the entry as <c>extra</c>; spec/ledger.md §7 (6)
/// </summary>
public sealed class Receipt
{
    /// <summary>Most bytes of a receipt.</summary>
    public const int MaximumLength = SignedNote.MaximumLength + (2 * EntryEnvelope.MaximumLength);

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const int MaximumPath = 63;

    private Receipt(ReadOnlyMemory<byte> entry, InclusionProof proof, SignedCheckpoint checkpoint) =>
        (Entry, Proof, Checkpoint) = (entry, proof, checkpoint);

    /// <summary>The entry's bytes.</summary>
    public ReadOnlyMemory<byte> Entry { get; }

    /// <summary>Index, size and path.</summary>
    public InclusionProof Proof { get; }

    /// <summary>The checkpoint whose root the path leads to.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>Makes the receipt of an entry.</summary>
    /// <exception cref="ArgumentException">A proof of another tree.</exception>
    public static Receipt Of(Entry entry, InclusionProof proof, SignedCheckpoint checkpoint) =>
        proof.Size == checkpoint.Checkpoint.Size
            ? new(entry.Encoded, proof, checkpoint)
            : throw new ArgumentException("The proof is for a tree of another size.", nameof(proof));

    /// <summary>Takes the bytes of a <c>.tlog-proof</c> with an entry in it.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Receipt? receipt)
    {
        receipt = null;
        if (encoded.Length > MaximumLength || !NoteText.TryDecodeText(encoded, out var text))
        {
            return false;
        }

        // The proof's own lines end with the first empty line; the checkpoint follows as it is.
        var divide = text.IndexOf("\n\n", StringComparison.Ordinal);
        return divide >= 0
            && SignedCheckpoint.TryDecode(Encoding.UTF8.GetBytes(text[(divide + 2)..]), out var checkpoint)
            && TryReadProof(text[..divide].Split('\n'), checkpoint, out receipt);
    }

    /// <summary>Whether the entry is in this log, under a checkpoint with a quorum.</summary>
    public LedgerVerdict Verify(LogOrigin origin, Ed25519PublicKey logKey, WitnessPolicy policy) =>
        Checkpoint.Verify(origin, logKey)
        .And(() => policy.Check(Checkpoint))
        .And(() => LedgerVerdict.Require(
            Proof.Verify(LeafHash.Of(Entry.Span), Checkpoint.Checkpoint.Root),
            LedgerRefusal.WrongRoot,
            "the path does not lead to the checkpoint's root"));

    /// <summary>The file's bytes.</summary>
    public byte[] Encode()
    {
        var text = new StringBuilder($"{Header}\nextra {Convert.ToBase64String(Entry.Span)}\nindex {Proof.Index.Value}\n");
        foreach (var node in Proof.Path)
        {
            text.Append(node.ToBase64()).Append('\n');
        }

        return [.. Encoding.UTF8.GetBytes(text.Append('\n').ToString()), .. Checkpoint.Encode()];
    }

    private static bool TryReadProof(string[] lines, SignedCheckpoint checkpoint, [NotNullWhen(true)] out Receipt? receipt)
    {
        receipt = null;
        if (lines.Length is < 3 or > 3 + MaximumPath
            || lines[0] != Header
            || !lines[1].StartsWith("extra ", StringComparison.Ordinal)
            || !NoteText.TryDecodeBase64(lines[1]["extra ".Length..], out var entry)
            || !lines[2].StartsWith("index ", StringComparison.Ordinal)
            || !NoteText.TryDecodeNumber(lines[2]["index ".Length..], out var index))
        {
            return false;
        }

        Digest[] path = [.. lines[3..].Select(line => NoteText.TryDecodeDigest(line, out var node) ? node : null).OfType<Digest>()];
        receipt = path.Length == lines.Length - 3
            ? new(entry, new(new(index), checkpoint.Checkpoint.Size, path), checkpoint)
            : null;
        return receipt is not null;
    }
}
