using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Hpke;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>Who a trustee is, and which keys it uses. spec §5 (1)</summary>
public sealed class IdentityMessage : CeremonyMessage, ICeremonyMessage<IdentityMessage>
{
    /// <summary>Longest name, in UTF-16 code units.</summary>
    public const int MaximumNameLength = 200;

    private const string Type = "ceremony-identity";

    private IdentityMessage(CanonicalObject source, TrusteeIndex trustee, Signature signature)
        : base(source, trustee, signature)
    {
    }

    /// <summary>The trustee's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>t and n as this trustee understands them.</summary>
    public required ThresholdPolicy Policy { get; init; }

    /// <summary>The key that signs its messages.</summary>
    public required SignatureKey Signing { get; init; }

    /// <summary>The key that its shares are sealed to, made for this ceremony only.</summary>
    public required HpkePublicKey Encryption { get; init; }

    /// <inheritdoc cref="CeremonyMessage.TryDecode{T}"/>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out IdentityMessage? message) =>
        TryDecode<IdentityMessage>(encoded, out message);

    /// <inheritdoc/>
    public static bool TryRead(CanonicalObject source, [NotNullWhen(true)] out IdentityMessage? message)
    {
        var reader = new ObjectReader(source);
        var (trustee, signature) = ReadSender(reader, Type);
        var name = reader.Text("name", MaximumNameLength);
        var (threshold, trustees) = (reader.Count("threshold", 2, TrusteeIndex.Maximum), reader.Count("trustees", 2, TrusteeIndex.Maximum));
        var signing = reader.Decode<SignatureKey>("signing", SignatureKey.TryDecode);
        var encryption = reader.Decode<HpkePublicKey>("encryption", HpkePublicKey.TryDecode);
        reader.Hash("nonce");
        reader.Require(name.Length > 0 && ThresholdPolicy.IsValid(threshold, trustees) && trustee.Value <= trustees);

        message = reader.Finish()
            ? new IdentityMessage(source, trustee, signature!)
            {
                Name = name,
                Policy = new ThresholdPolicy(threshold, trustees),
                Signing = signing!,
                Encryption = encryption!,
            }
            : null;
        return message is not null;
    }

    internal static IdentityMessage Create(
        CeremonySeat seat, SigningKey signing, HpkePublicKey encryption, Digest nonce) =>
        Sign<IdentityMessage>(
            CanonicalObject.Of(
                ("encryption", CanonicalValue.Bytes(encryption.Bytes)),
                ("name", CanonicalValue.Text(seat.Name)),
                ("nonce", CanonicalValue.Hash(nonce)),
                ("signing", CanonicalValue.Bytes(signing.Public.Bytes)),
                ("threshold", CanonicalValue.Number(seat.Policy.Threshold)),
                ("trustee", CanonicalValue.Number(seat.Trustee.Value)),
                ("trustees", CanonicalValue.Number(seat.Policy.Trustees)),
                ("type", CanonicalValue.Text(Type))),
            signing);
}

/// <summary>The place a trustee takes in a ceremony.</summary>
/// <param name="Policy">t and n.</param>
/// <param name="Trustee">Its number, at most n.</param>
/// <param name="Name">Its name, 1 to 200 UTF-16 code units.</param>
public sealed record CeremonySeat(ThresholdPolicy Policy, TrusteeIndex Trustee, string Name);
