using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A trustee has its secret, and this is all that was said. spec §5 (5)</summary>
public sealed class ConfirmMessage : CeremonyMessage, ICeremonyMessage<ConfirmMessage>, IOfCeremony
{
    private const string Type = "ceremony-confirm";

    private ConfirmMessage(CanonicalObject source, TrusteeIndex trustee, Signature signature)
        : base(source, trustee, signature)
    {
    }

    /// <inheritdoc/>
    public required Digest Ceremony { get; init; }

    /// <summary>The transcript hash.</summary>
    public required Digest Transcript { get; init; }

    /// <inheritdoc cref="CeremonyMessage.TryDecode{T}"/>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out ConfirmMessage? message) =>
        TryDecode<ConfirmMessage>(encoded, out message);

    /// <inheritdoc/>
    public static bool TryRead(CanonicalObject source, [NotNullWhen(true)] out ConfirmMessage? message)
    {
        var reader = new ObjectReader(source);
        var (trustee, signature) = ReadSender(reader, Type);
        var (ceremony, transcript) = (reader.Hash("ceremony"), reader.Hash("transcript"));
        message = reader.Finish()
            ? new ConfirmMessage(source, trustee, signature!) { Ceremony = ceremony, Transcript = transcript }
            : null;
        return message is not null;
    }

    internal static ConfirmMessage Create(Digest ceremony, TrusteeIndex trustee, Digest transcript, SigningKey signing) =>
        Sign<ConfirmMessage>(
            CanonicalObject.Of(
                ("ceremony", CanonicalValue.Hash(ceremony)),
                ("transcript", CanonicalValue.Hash(transcript)),
                ("trustee", CanonicalValue.Number(trustee.Value)),
                ("type", CanonicalValue.Text(Type))),
            signing);
}
