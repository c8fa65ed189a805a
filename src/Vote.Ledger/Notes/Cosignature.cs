using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vote.Ledger.Notes;

/// <summary>
/// A witness's word that at a time it knew no longer tree of this log, and none that contradicts it. C2SP tlog-cosignature
/// 1.0.1, Ed25519; spec/ledger.md §7 (3)
/// </summary>
public static class Cosignature
{
    private const int TimeLength = 8;

    /// <summary>A cosignature at a time, for a witness or for a test of one.</summary>
    public static NoteSignature Sign(Checkpoint checkpoint, string witnessName, Ed25519SecretKey witness, DateTimeOffset time)
    {
        var key = new NoteKey(witnessName, NoteSignatureType.Cosignature, witness.Public);
        var seconds = time.ToUnixTimeSeconds();
        var content = new byte[TimeLength + Ed25519PublicKey.SignatureLength];
        BinaryPrimitives.WriteInt64BigEndian(content, seconds);
        witness.Sign(Message(checkpoint, seconds)).CopyTo(content, TimeLength);
        return new NoteSignature(witnessName, key.Id, content);
    }

    /// <summary>
    /// What a witness answered to a checkpoint: its newest own line that verifies. Lines of others are ignored; an own line that does
    /// not verify spoils the answer. C2SP tlog-witness
    /// </summary>
    public static bool TryReadAnswer(
        ReadOnlySpan<byte> lines, NoteKey witness, Checkpoint checkpoint, [NotNullWhen(true)] out NoteSignature? cosignature)
    {
        cosignature = null;
        if (!SignedNote.TryDecode([.. Encoding.UTF8.GetBytes($"{checkpoint.ToText()}\n"), .. lines], out var note)
            || note.Text != checkpoint.ToText())
        {
            return false;
        }

        NoteSignature[] own = [.. note.Signatures.Where(signature => signature.IsBy(witness))];
        var verified = Array.TrueForAll(own, signature => TryVerify(witness, signature, checkpoint, out _));
        cosignature = verified ? own.LastOrDefault() : null;
        return cosignature is not null;
    }

    /// <summary>Whether the witness cosigned the checkpoint, and when.</summary>
    internal static bool TryVerify(
        NoteKey witness, NoteSignature signature, Checkpoint checkpoint, [NotNullWhen(true)] out DateTimeOffset? time)
    {
        time = null;
        var content = signature.Content.Span;
        if (content.Length != TimeLength + Ed25519PublicKey.SignatureLength
            || BinaryPrimitives.ReadInt64BigEndian(content) is var seconds
                && (seconds < 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            || !witness.Key.Verify(Message(checkpoint, seconds), content[TimeLength..]))
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    private static byte[] Message(Checkpoint checkpoint, long seconds) =>
        Encoding.UTF8.GetBytes($"cosignature/v1\ntime {seconds}\n{checkpoint.ToText()}");
}
