using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>
/// All messages of a ceremony, as the opening of an election publishes them. An instance is well formed; <see cref="Verify()"/> says
/// whether it holds. spec §5
/// </summary>
public sealed class CeremonyRecord
{
    /// <summary>No record is longer, in bytes.</summary>
    public const int MaximumLength = 256 * 1024;

    private readonly CeremonyLog log;
    private readonly IReadOnlyList<ConfirmMessage> confirms;

    internal CeremonyRecord(CeremonyLog log, IReadOnlyList<ConfirmMessage> confirms)
    {
        (this.log, this.confirms) = (log.AsComplete(), confirms);
        Source = CanonicalObject.Of([.. log.Fields(), ("confirms", CeremonyLog.List(confirms))]);
    }

    /// <summary>The record as it stands in the opening's payload.</summary>
    public CanonicalObject Source { get; }

    /// <summary>Reads the only encoding.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out CeremonyRecord? record)
    {
        record = null;
        return encoded.Length <= MaximumLength
            && CanonicalValue.TryParse(encoded, out var value)
            && value is CanonicalObject source
            && TryRead(source, out record);
    }

    /// <summary>Reads a record out of a larger object.</summary>
    public static bool TryRead(CanonicalObject source, [NotNullWhen(true)] out CeremonyRecord? record)
    {
        var reader = new ObjectReader(source);
        var messages = CeremonyLog.Read(reader);
        var confirmations = CeremonyLog.Read<ConfirmMessage>(reader, "confirms");

        // Without an identity there is no t and n to judge the rest by.
        reader.Require(messages.Identities.Count > 0);
        record = reader.Finish() ? new CeremonyRecord(messages, confirmations) : null;
        return record is not null;
    }

    /// <summary>The only encoding.</summary>
    public byte[] Encode() => Source.Encode();

    /// <summary>Runs every check, against t and n as the first identity states them.</summary>
    public CeremonyReport Verify() => Verify(log.Identities[0].Policy);

    internal CeremonyReport Verify(ThresholdPolicy policy)
    {
        var audit = CeremonyAudit.Of(log, policy);
        var messages = new CeremonyCheck(true, audit.MessageFaults);
        var proofs = new CeremonyCheck(audit.ProofsReached, audit.ProofFaults);
        var keys = new CeremonyCheck(audit.ProofsReached, [.. audit.KeyFaults, .. ConfirmFaults(audit)]);
        return new CeremonyReport(messages, proofs, keys, audit.Keys);
    }

    private IEnumerable<CeremonyFault> ConfirmFaults(CeremonyAudit audit) => !audit.ProofsReached
        ? []
        :
        [
            .. CeremonyAudit.FaultsOf(log, audit.Policy, confirms),
            .. confirms.Where(confirm => confirm.Transcript != log.Transcript).Select(confirm =>
                CeremonyFault.Of(CeremonyFaultKind.WrongTranscript, confirm.Trustee, "confirmed other messages")),
        ];
}
