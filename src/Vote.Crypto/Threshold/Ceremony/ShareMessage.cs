using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A trustee's shares for all others, each sealed to its receiver. spec §5 (4)</summary>
public sealed class ShareMessage : CeremonyMessage, ICeremonyMessage<ShareMessage>, IOfCeremony
{
    private const string Type = "ceremony-share";

    private ShareMessage(CanonicalObject source, TrusteeIndex trustee, Signature signature)
        : base(source, trustee, signature)
    {
    }

    /// <inheritdoc/>
    public required Digest Ceremony { get; init; }

    /// <summary>In the order of the message.</summary>
    public required IReadOnlyList<SealedShare> Shares { get; init; }

    /// <inheritdoc cref="CeremonyMessage.TryDecode{T}"/>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out ShareMessage? message) =>
        TryDecode<ShareMessage>(encoded, out message);

    /// <inheritdoc/>
    public static bool TryRead(CanonicalObject source, [NotNullWhen(true)] out ShareMessage? message)
    {
        var reader = new ObjectReader(source);
        var (trustee, signature) = ReadSender(reader, Type);
        var ceremony = reader.Hash("ceremony");
        var shares = reader.Objects("shares", 1, TrusteeIndex.Maximum - 1).Select(ReadShare).ToArray();
        message = reader.Finish()
            ? new ShareMessage(source, trustee, signature!) { Ceremony = ceremony, Shares = shares }
            : null;
        return message is not null;
    }

    /// <summary>Whether there is one share for each trustee but the sender, in order. spec §5 (4)</summary>
    internal bool IsForAllOthers(ThresholdPolicy policy) =>
        Shares.Select(share => share.Receiver).SequenceEqual(policy.All.Where(trustee => trustee != Trustee));

    /// <summary>f_j(i), when the share for i opens and f_j(i)·G = Σ_k i^k·C_{j,k}. spec §5 (4)</summary>
    /// <param name="receiver">i; the message has a share for it.</param>
    /// <param name="coefficients">C_{j,0} … of the sender.</param>
    /// <param name="key">The receiver's.</param>
    /// <param name="share">f_j(i), for the receiver alone.</param>
    internal bool TryOpen(TrusteeIndex receiver, IReadOnlyList<Point> coefficients, HpkePrivateKey key, out Scalar share) =>
        Shares.First(candidate => candidate.Receiver == receiver).TryOpen(new ShareRoute(Ceremony, Trustee, receiver), key, out share)
            && share * Point.Generator == Polynomial.CommittedAtVartime([.. coefficients], receiver);

    internal static ShareMessage Create(Digest ceremony, TrusteeIndex trustee, IEnumerable<SealedShare> shares, SigningKey signing) =>
        Sign<ShareMessage>(
            CanonicalObject.Of(
                ("ceremony", CanonicalValue.Hash(ceremony)),
                ("shares", CanonicalValue.List(shares.Select(share => CanonicalObject.Of(
                    ("ciphertext", CanonicalValue.Bytes(share.Ciphertext.Span)),
                    ("receiver", CanonicalValue.Number(share.Receiver.Value)))))),
                ("trustee", CanonicalValue.Number(trustee.Value)),
                ("type", CanonicalValue.Text(Type))),
            signing);

    private static SealedShare ReadShare(ObjectReader reader) => new(
        new TrusteeIndex(reader.Count("receiver", 1, TrusteeIndex.Maximum)), reader.Bytes("ciphertext", SealedShare.Length));
}
