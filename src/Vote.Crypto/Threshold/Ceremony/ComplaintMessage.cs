using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Hpke;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>
/// A trustee says that a share sent to it does not fit, and gives its HPKE key of this ceremony away, so that everybody can look.
/// Whoever lied, the ceremony is void. spec §5 (6)
/// </summary>
public sealed class ComplaintMessage : CeremonyMessage, ICeremonyMessage<ComplaintMessage>, IOfCeremony
{
    private const string Type = "ceremony-complaint";

    private ComplaintMessage(CanonicalObject source, TrusteeIndex trustee, Signature signature)
        : base(source, trustee, signature)
    {
    }

    /// <inheritdoc/>
    public required Digest Ceremony { get; init; }

    /// <summary>What the complainant says is its key; no secret any more.</summary>
    public required HpkePrivateKey Key { get; init; }

    /// <summary>The coefficients that the accused signed.</summary>
    public required RevealMessage Reveal { get; init; }

    /// <summary>The shares that the accused signed.</summary>
    public required ShareMessage Share { get; init; }

    /// <inheritdoc cref="CeremonyMessage.TryDecode{T}"/>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out ComplaintMessage? message) =>
        TryDecode<ComplaintMessage>(encoded, out message);

    /// <inheritdoc/>
    public static bool TryRead(CanonicalObject source, [NotNullWhen(true)] out ComplaintMessage? message)
    {
        var reader = new ObjectReader(source);
        var (trustee, signature) = ReadSender(reader, Type);
        var ceremony = reader.Hash("ceremony");
        var key = reader.Decode<HpkePrivateKey>("key", HpkePrivateKey.TryDecode);
        reader.Require(RevealMessage.TryRead(reader.NestedSource("reveal"), out var reveal));
        reader.Require(ShareMessage.TryRead(reader.NestedSource("share"), out var share));
        message = reader.Finish()
            ? new ComplaintMessage(source, trustee, signature!) { Ceremony = ceremony, Key = key!, Reveal = reveal!, Share = share! }
            : null;
        return message is not null;
    }

    internal static ComplaintMessage Create(TrusteeIndex trustee, CeremonySecrets secrets, RevealMessage reveal, ShareMessage share)
    {
        var key = secrets.Encryption.Encode();
        var message = Sign<ComplaintMessage>(
            CanonicalObject.Of(
                ("ceremony", CanonicalValue.Hash(share.Ceremony)),
                ("key", CanonicalValue.Bytes(key)),
                ("reveal", reveal.Source),
                ("share", share.Source),
                ("trustee", CanonicalValue.Number(trustee.Value)),
                ("type", CanonicalValue.Text(Type))),
            secrets.Signing);
        CryptographicOperations.ZeroMemory(key);
        return message;
    }
}
