using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Canonical.Signatures;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A trustee that has its secret and has said so. This is what it keeps until the tally. spec §5 (5)</summary>
/// <remarks>Exported bytes are secret: <c>magic ‖ signing key (32) ‖ x_j (32) ‖ C({arrays of messages, own, …})</c>.</remarks>
public sealed class ConfirmedTrustee : IDisposable
{
    private const string StateType = "ceremony-state-confirmed";
    private const int SecretSize = SigningKey.SecretLength + SecretShare.Length;

    private readonly CeremonyMemory memory;

    private ConfirmedTrustee(SigningKey signing, SecretShare secret, TrusteeKeys keys, CeremonyMemory memory)
    {
        (Signing, Secret, Keys, this.memory) = (signing, secret, keys, memory);
        Message = (ConfirmMessage)memory.Own[0];
    }

    /// <summary>This trustee.</summary>
    public TrusteeIndex Trustee => memory.Trustee;

    /// <summary>What everyone knows of the outcome.</summary>
    public TrusteeKeys Keys { get; }

    /// <summary>Signs the trustee's shuffles and shares. Owned by this object.</summary>
    public SigningKey Signing { get; }

    /// <summary>x_j. Owned by this object.</summary>
    public SecretShare Secret { get; }

    /// <summary>To be given to all.</summary>
    public ConfirmMessage Message { get; }

    private static ReadOnlySpan<byte> Magic => "tsukuba-vote/trustee/v1\0"u8;

    /// <summary>Reads what <see cref="Export"/> wrote; its messages are audited again, and the secret must fit the keys.</summary>
    public static bool TryImport(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ConfirmedTrustee? trustee)
    {
        trustee = null;
        if (!bytes.StartsWith(Magic) || bytes.Length < Magic.Length + SecretSize)
        {
            return false;
        }

        var secrets = bytes.Slice(Magic.Length, SecretSize);
        var rest = bytes[(Magic.Length + SecretSize)..];
        if (!CeremonyMemory.TryDecode(rest, StateType, CeremonyPhase.Shares, out var memory)
            || memory.Own is not [ConfirmMessage]
            || !SecretShare.TryDecode(memory.Trustee, secrets[SigningKey.SecretLength..], out var secret)
            || !SigningKey.TryImport(secrets[..SigningKey.SecretLength], out var signing))
        {
            return false;
        }

        var keys = CeremonyAudit.Of(memory.Log, memory.Policy).Keys!;
        var fits = keys.Of(memory.Trustee) is var own && own.Signing == signing.Public && own.Verification == secret.VerificationKey();
        trustee = fits ? new ConfirmedTrustee(signing, secret, keys, memory) : null;
        return fits;
    }

    /// <summary>Everything, secrets included. The caller seals the bytes and wipes them.</summary>
    public byte[] Export()
    {
        var (signing, secret) = (Signing.ExportSecret(), Secret.Encode());
        byte[] bytes = [.. Magic, .. signing, .. secret, .. memory.Encode(StateType)];
        CryptographicOperations.ZeroMemory(signing);
        CryptographicOperations.ZeroMemory(secret);
        return bytes;
    }

    /// <summary>The record of the ceremony, once all have confirmed this transcript. The trustee stays as it is.</summary>
    /// <param name="confirms">Of all n trustees, our own among them, in any order.</param>
    public CeremonyStep<CeremonyRecord> Complete(IReadOnlyList<ConfirmMessage> confirms)
    {
        var record = new CeremonyRecord(memory.Log, [.. confirms.OrderBy(message => message.Trustee)]);
        var faults = record.Verify(memory.Policy).Faults;
        return faults.Count > 0
            ? new CeremonyStep<CeremonyRecord>.Refused(faults)
            : new CeremonyStep<CeremonyRecord>.Taken(record);
    }

    public void Dispose()
    {
        Signing.Dispose();
        Secret.Dispose();
    }

    internal static ConfirmedTrustee Enter(SigningKey signing, SecretShare secret, TrusteeKeys keys, CeremonyLog log)
    {
        var message = ConfirmMessage.Create(log.Ceremony, secret.Trustee, log.Transcript, signing);
        return new ConfirmedTrustee(signing, secret, keys, new CeremonyMemory(keys.Policy, secret.Trustee, log, [message]));
    }
}
