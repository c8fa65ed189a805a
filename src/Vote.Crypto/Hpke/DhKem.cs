using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Crypto.Hpke;

/// <summary>DHKEM(P-256, HKDF-SHA256): Encap and Decap without sender authentication. RFC 9180 §4.1</summary>
internal static class DhKem
{
    public const int SharedSecretSize = 32;

    /// <summary>The shared secret with an ephemeral key that serves this once. The caller wipes it.</summary>
    public static byte[] Encapsulate(HpkePrivateKey ephemeral, HpkePublicKey receiver) =>
        SharedSecret(ephemeral, receiver, ephemeral.Public, receiver);

    /// <summary>The shared secret of an encapsulation; false when it is no element. The caller wipes it.</summary>
    public static bool TryDecapsulate(
        HpkePrivateKey receiver, ReadOnlySpan<byte> encapsulation, [NotNullWhen(true)] out byte[]? sharedSecret)
    {
        sharedSecret = HpkePublicKey.TryDecodeForKem(encapsulation, out var ephemeral)
            ? SharedSecret(receiver, ephemeral, ephemeral, receiver.Public)
            : null;
        return sharedSecret is not null;
    }

    /// <summary>ExtractAndExpand of the Diffie-Hellman value; the context is enc ‖ pkR.</summary>
    private static byte[] SharedSecret(HpkePrivateKey own, HpkePublicKey other, HpkePublicKey ephemeral, HpkePublicKey receiver)
    {
        byte[] context = [.. ephemeral.EncodeForKem(), .. receiver.EncodeForKem()];
        var dh = own.Agree(other);
        var prk = LabeledKdf.Kem.Extract([], "eae_prk"u8, dh);
        var sharedSecret = LabeledKdf.Kem.Expand(prk, "shared_secret"u8, context, SharedSecretSize);
        CryptographicOperations.ZeroMemory(dh);
        CryptographicOperations.ZeroMemory(prk);
        return sharedSecret;
    }
}
