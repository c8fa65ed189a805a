using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Crypto.Hpke;

namespace Vote.Identity.Evidence;

/// <summary>Seals private records to the manifest's three audit officers. spec/identity §10 (3)</summary>
public sealed class EvidenceSealer
{
    private readonly IReadOnlyList<HpkePublicKey> auditors;

    /// <param name="auditors">The officers' keys in the manifest's order.</param>
    /// <exception cref="ArgumentException">Not three distinct keys.</exception>
    public EvidenceSealer(IReadOnlyList<HpkePublicKey> auditors)
    {
        if (auditors.Count != SecretSharing.Count || auditors.Distinct().Count() != auditors.Count)
        {
            throw new ArgumentException($"Evidence is sealed to {SecretSharing.Count} different officers.", nameof(auditors));
        }

        this.auditors = [.. auditors];
    }

    /// <summary>Seals under a fresh content key and a fresh opening of the commitment.</summary>
    public SealedRecord Seal(PrivateRecord record)
    {
        var opening = ActCommitment.DrawOpening();
        var commitment = ActCommitment.To(record.Hash, opening);
        byte[] plaintext = [.. opening, .. record.Encode()];
        var key = RandomNumberGenerator.GetBytes(ContentCipher.KeyLength);
        var shares = SecretSharing.Split(key);

        var result = new SealedRecord(
            commitment,
            ContentCipher.Seal(key, plaintext, commitment),
            [.. shares.Select((share, i) => HpkeBase.Seal(auditors[i], InfoOf(commitment, new AuditorNumber(i + 1)), [], share))]);

        Array.ForEach([opening, plaintext, key, .. shares], bytes => CryptographicOperations.ZeroMemory(bytes));
        return result;
    }

    /// <summary>Binds a share to its record and officer.</summary>
    internal static byte[] InfoOf(Digest commitment, AuditorNumber auditor) => CanonicalObject.Of(
        ("auditor", CanonicalValue.Number(auditor.Number)),
        ("record", CanonicalValue.Hash(commitment)),
        ("type", CanonicalValue.Text("sealed-record"))).Encode();
}
