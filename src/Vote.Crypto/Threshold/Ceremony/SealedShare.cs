using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>f_j(i) under the HPKE key of trustee i. spec §5 (4)</summary>
/// <param name="Receiver">Trustee i.</param>
/// <param name="Ciphertext">enc ‖ ct, 113 bytes.</param>
public sealed record SealedShare(TrusteeIndex Receiver, ReadOnlyMemory<byte> Ciphertext)
{
    /// <summary>Length of the ciphertext in bytes.</summary>
    public const int Length = HpkeBase.Overhead + Scalar.Size;

    internal static SealedShare Seal(ShareRoute route, Scalar share, HpkePublicKey receiver, HpkePrivateKey ephemeral)
    {
        var plaintext = share.Encode();
        var ciphertext = HpkeBase.Seal(receiver, route.Info(), [], plaintext, ephemeral);
        CryptographicOperations.ZeroMemory(plaintext);
        return new SealedShare(route.Receiver, ciphertext);
    }

    /// <summary>False when it does not open or holds no scalar. The scalar may still be wrong.</summary>
    internal bool TryOpen(ShareRoute route, HpkePrivateKey key, out Scalar share)
    {
        share = Scalar.Zero;
        if (!HpkeBase.TryOpen(key, route.Info(), [], Ciphertext.Span, out var plaintext))
        {
            return false;
        }

        var decoded = Scalar.TryDecode(plaintext, out share);
        CryptographicOperations.ZeroMemory(plaintext);
        return decoded;
    }
}

/// <summary>From whom to whom a share goes; a sealed share opens on its own route only.</summary>
internal sealed record ShareRoute(Digest Ceremony, TrusteeIndex Sender, TrusteeIndex Receiver)
{
    public byte[] Info() => CanonicalObject.Of(
        ("ceremony", CanonicalValue.Hash(Ceremony)),
        ("receiver", CanonicalValue.Number(Receiver.Value)),
        ("sender", CanonicalValue.Number(Sender.Value)),
        ("type", CanonicalValue.Text("ceremony-share"))).Encode();
}
