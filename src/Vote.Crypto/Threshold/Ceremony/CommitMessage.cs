using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>The hash of a trustee's coming reveal, so that nobody chooses its part after seeing the others'. spec §5 (2)</summary>
public sealed class CommitMessage : CeremonyMessage, ICeremonyMessage<CommitMessage>, IOfCeremony
{
    private const string Type = "ceremony-commit";

    private CommitMessage(CanonicalObject source, TrusteeIndex trustee, Signature signature)
        : base(source, trustee, signature)
    {
    }

    /// <inheritdoc/>
    public required Digest Ceremony { get; init; }

    /// <summary>Hash of ceremony, coefficients, proof and trustee.</summary>
    public required Digest Commitment { get; init; }

    /// <inheritdoc cref="CeremonyMessage.TryDecode{T}"/>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out CommitMessage? message) =>
        TryDecode<CommitMessage>(encoded, out message);

    /// <inheritdoc/>
    public static bool TryRead(CanonicalObject source, [NotNullWhen(true)] out CommitMessage? message)
    {
        var reader = new ObjectReader(source);
        var (trustee, signature) = ReadSender(reader, Type);
        var (ceremony, commitment) = (reader.Hash("ceremony"), reader.Hash("commitment"));
        message = reader.Finish()
            ? new CommitMessage(source, trustee, signature!) { Ceremony = ceremony, Commitment = commitment }
            : null;
        return message is not null;
    }

    internal static CommitMessage Create(RevealMessage reveal, SigningKey signing) =>
        Sign<CommitMessage>(
            CanonicalObject.Of(
                ("ceremony", CanonicalValue.Hash(reveal.Ceremony)),
                ("commitment", CanonicalValue.Hash(reveal.Commitment)),
                ("trustee", CanonicalValue.Number(reveal.Trustee.Value)),
                ("type", CanonicalValue.Text(Type))),
            signing);
}

/// <summary>A message that names the ceremony it belongs to: all but the first.</summary>
public interface IOfCeremony
{
    /// <summary>The ceremony hash.</summary>
    Digest Ceremony { get; }
}
