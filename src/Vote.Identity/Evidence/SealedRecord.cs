using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Crypto.Hpke;

namespace Vote.Identity.Evidence;

/// <summary>
/// A private record that any two of the three audit officers can open together, and nobody else. spec/identity §10 (3)
/// </summary>
public sealed class SealedRecord
{
    /// <summary>Greatest accepted length in bytes.</summary>
    public const int MaxLength = 128 << 10;

    private const string Format = "tsukuba-vote/sealed-record/v1";

    internal SealedRecord(Digest commitment, byte[] content, IReadOnlyList<byte[]> shares) =>
        (Commitment, Content, Shares) = (commitment, content, shares);

    /// <summary>The commitment that stands on the ledger; names the record.</summary>
    public Digest Commitment { get; }

    private byte[] Content { get; }

    private IReadOnlyList<byte[]> Shares { get; }

    /// <summary>Decodes the only accepted encoding: canonical JSON as in spec/identity §10 (3).</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SealedRecord? record)
    {
        record = null;
        if (bytes.Length > MaxLength || !ObjectReader.TryParse(bytes, out var reader))
        {
            return false;
        }

        reader.Literal("format", Format);
        var commitment = reader.Hash("commitment");
        var content = reader.Bytes("content");
        var shares = reader.ByteStrings("shares", SecretSharing.Count, SecretSharing.Count);
        reader.Require(content.Length > ContentCipher.Overhead);
        reader.Require(shares.All(share => share.Length == ContentCipher.KeyLength + HpkeBase.Overhead));
        record = reader.Finish() ? new SealedRecord(commitment, content, shares) : null;
        return record is not null;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("commitment", CanonicalValue.Hash(Commitment)),
        ("content", CanonicalValue.Bytes(Content)),
        ("format", CanonicalValue.Text(Format)),
        ("shares", CanonicalValue.List(Shares.Select(share => CanonicalValue.Bytes(share))))).Encode();

    /// <summary>What one audit officer does: opens the share of their place, 1..3. False when it was not sealed to this key.</summary>
    public bool TryOpenShare(HpkePrivateKey officer, AuditorNumber auditor, [NotNullWhen(true)] out EvidenceShare? share)
    {
        var info = EvidenceSealer.InfoOf(Commitment, auditor);
        share = HpkeBase.TryOpen(officer, info, [], Shares[auditor.Number - 1], out var bytes) && bytes.Length == ContentCipher.KeyLength
            ? new EvidenceShare(Commitment, auditor, bytes)
            : null;
        return share is not null;
    }

    /// <summary>
    /// What two audit officers do together. False when the shares are of another record or do not fit, or when the content
    /// is not what the public commitment says: then whoever sealed it is at fault.
    /// </summary>
    /// <exception cref="ArgumentException">Twice the same officer's share.</exception>
    public bool TryOpen(EvidenceShare first, EvidenceShare second, [NotNullWhen(true)] out PrivateRecord? record)
    {
        if (first.Auditor == second.Auditor)
        {
            throw new ArgumentException("Two different officers must open a record.", nameof(second));
        }

        record = null;
        if (first.Record != Commitment || second.Record != Commitment)
        {
            return false;
        }

        var key = SecretSharing.Combine(first.Auditor.Number, first.Bytes, second.Auditor.Number, second.Bytes);
        var opened = ContentCipher.TryOpen(key, Content, Commitment, out var plaintext);
        CryptographicOperations.ZeroMemory(key);
        return opened && TryReadContent(plaintext!, out record);
    }

    private bool TryReadContent(byte[] plaintext, [NotNullWhen(true)] out PrivateRecord? record)
    {
        record = null;
        return plaintext.Length > ActCommitment.OpeningLength
            && PrivateRecord.TryDecode(plaintext.AsSpan(ActCommitment.OpeningLength), out record)
            && ActCommitment.To(record.Hash, plaintext.AsSpan(0, ActCommitment.OpeningLength)) == Commitment;
    }
}
