using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Canonical;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>
/// Where one trustee stands in a ceremony: its secrets, the messages received so far and the message to send next. Each step that
/// succeeds uses the state up and gives the next one. spec §5
/// </summary>
/// <remarks>
/// Exported bytes are secret and go into a <see cref="SealedSecretFile"/>, so that every step can be a run of its own:
/// <c>magic ‖ u16be(n) ‖ n bytes of secrets ‖ C({arrays of messages, own, threshold, trustee, trustees, type})</c>.
/// </remarks>
public abstract class CeremonyState : IDisposable
{
    private readonly CeremonyMemory memory;
    private CeremonySecrets? secrets;

    private protected CeremonyState(CeremonySecrets secrets, CeremonyMemory memory) => (this.secrets, this.memory) = (secrets, memory);

    /// <summary>This trustee.</summary>
    public TrusteeIndex Trustee => memory.Trustee;

    /// <summary>t and n.</summary>
    public ThresholdPolicy Policy => memory.Policy;

    private protected CeremonyLog Log => memory.Log;

    private protected CeremonySecrets Secrets => secrets ?? throw new ObjectDisposedException(GetType().Name, "The state was used up.");

    private protected abstract string Type { get; }

    private static ReadOnlySpan<byte> Magic => "tsukuba-vote/ceremony-state/v1\0"u8;

    /// <summary>Everything, secrets included. The caller seals the bytes and wipes them.</summary>
    public byte[] Export()
    {
        var secret = Secrets.Export();
        var size = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)secret.Length);
        byte[] bytes = [.. Magic, .. size, .. secret, .. memory.Encode(Type)];
        CryptographicOperations.ZeroMemory(secret);
        return bytes;
    }

    public void Dispose()
    {
        secrets?.Dispose();
        secrets = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Splits exported bytes of the given type; false for everything else. Messages in it are audited again.</summary>
    private protected static bool TryRead(
        ReadOnlySpan<byte> bytes,
        string type,
        CeremonyPhase phase,
        [NotNullWhen(true)] out CeremonySecrets? secrets,
        [NotNullWhen(true)] out CeremonyMemory? memory)
    {
        (secrets, memory) = (null, null);
        if (!bytes.StartsWith(Magic) || bytes.Length < Magic.Length + sizeof(ushort))
        {
            return false;
        }

        var rest = bytes[Magic.Length..];
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        rest = rest[sizeof(ushort)..];
        if (rest.Length < length || !CeremonyMemory.TryDecode(rest[length..], type, phase, out memory))
        {
            return false;
        }

        secrets = CeremonySecrets.Import(rest[..length]);
        var expected = phase == CeremonyPhase.None ? 0 : memory.Policy.Threshold;
        return secrets is not null && secrets.Polynomial.Coefficients.Length == expected;
    }

    /// <summary>Judges the messages of one more phase; every check of the phases before runs again.</summary>
    private protected CeremonyAudit Audit(CeremonyLog next) => CeremonyAudit.Of(next, Policy);

    /// <summary>A fault unless the messages hold the one that we sent, unchanged.</summary>
    private protected IEnumerable<CeremonyFault> OwnMessage<T>(IEnumerable<T> messages, T own)
        where T : CeremonyMessage =>
        messages.Where(message => message.Trustee == Trustee && !message.Source.Equals(own.Source))
            .Select(_ => CeremonyFault.Of(CeremonyFaultKind.OwnMessageDiffers, Trustee, typeof(T).Name));

    private protected static T[] ByTrustee<T>(IEnumerable<T> messages)
        where T : CeremonyMessage => [.. messages.OrderBy(message => message.Trustee)];

    /// <summary>Gives the secrets to the next state.</summary>
    private protected CeremonySecrets UseUp()
    {
        var taken = Secrets;
        secrets = null;
        return taken;
    }
}
