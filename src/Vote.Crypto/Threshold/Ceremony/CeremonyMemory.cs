using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>The public part of a trustee's state: what it received, and its own messages that others wait for.</summary>
internal sealed record CeremonyMemory(ThresholdPolicy Policy, TrusteeIndex Trustee, CeremonyLog Log, IReadOnlyList<CeremonyMessage> Own)
{
    public byte[] Encode(string type) => CanonicalObject.Of(
    [
        .. Log.Fields(),
        ("own", CeremonyLog.List(Own)),
        ("threshold", CanonicalValue.Number(Policy.Threshold)),
        ("trustee", CanonicalValue.Number(Trustee.Value)),
        ("trustees", CanonicalValue.Number(Policy.Trustees)),
        ("type", CanonicalValue.Text(type)),
    ]).Encode();

    public static bool TryDecode(
        ReadOnlySpan<byte> encoded, string type, CeremonyPhase phase, [NotNullWhen(true)] out CeremonyMemory? memory)
    {
        memory = null;
        if (!ObjectReader.TryParse(encoded, out var reader))
        {
            return false;
        }

        reader.Literal("type", type);
        var (threshold, trustees) = (reader.Count("threshold", 2, TrusteeIndex.Maximum), reader.Count("trustees", 2, TrusteeIndex.Maximum));
        var trustee = new TrusteeIndex(reader.Count("trustee", 1, TrusteeIndex.Maximum));
        var log = CeremonyLog.Read(reader);
        var own = reader.List("own", 1, 2).Select(ReadAny).ToArray();
        reader.Require(ThresholdPolicy.IsValid(threshold, trustees) && trustee.Value <= trustees && log.Phase == phase);
        reader.Require(Array.TrueForAll(own, message => message?.Trustee == trustee));
        if (!reader.Finish())
        {
            return false;
        }

        memory = new CeremonyMemory(new ThresholdPolicy(threshold, trustees), trustee, log, own!);
        return phase == CeremonyPhase.None || !CeremonyAudit.Of(log, memory.Policy).Faults.Any();
    }

    private static CeremonyMessage? ReadAny(CanonicalValue value) =>
        value is not CanonicalObject source ? null
        : IdentityMessage.TryRead(source, out var identity) ? identity
        : CommitMessage.TryRead(source, out var commit) ? commit
        : RevealMessage.TryRead(source, out var reveal) ? reveal
        : ShareMessage.TryRead(source, out var share) ? share
        : ConfirmMessage.TryRead(source, out var confirm) ? confirm
        : null;
}
