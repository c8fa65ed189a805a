using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Crypto.Hpke;

/// <summary>
/// Encryption to one receiver, one message an encapsulation: RFC 9180 base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and
/// AES-128-GCM. spec §9
/// </summary>
/// <remarks>Anyone can seal to a public key: who sent a message is said by a signature around it, not by this.</remarks>
public static class HpkeBase
{
    /// <summary>Bytes in front of the ciphertext: the ephemeral public key, uncompressed.</summary>
    public const int EncapsulationLength = HpkePublicKey.KemLength;

    /// <summary>By how many bytes a sealed message is longer than its plaintext.</summary>
    public const int Overhead = EncapsulationLength + HpkeContext.TagSize;

    /// <summary>enc (65 bytes) ‖ ciphertext ‖ tag (16 bytes).</summary>
    /// <param name="receiver">Who can open it.</param>
    /// <param name="info">What the message is for; whoever opens it must give the same.</param>
    /// <param name="aad">More public data that is bound; often empty.</param>
    /// <param name="plaintext">The message.</param>
    public static byte[] Seal(
        HpkePublicKey receiver, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        using var ephemeral = HpkePrivateKey.Generate();
        return Seal(receiver, info, aad, plaintext, ephemeral);
    }

    /// <summary>Opens what <see cref="Seal(HpkePublicKey, ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/> made for this key.</summary>
    /// <returns>False for anything else: another key, info or aad, a changed byte, an ephemeral key that is no element.</returns>
    public static bool TryOpen(
        HpkePrivateKey receiver,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> aad,
        ReadOnlySpan<byte> sealedBytes,
        [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (sealedBytes.Length < Overhead
            || !DhKem.TryDecapsulate(receiver, sealedBytes[..EncapsulationLength], out var sharedSecret))
        {
            return false;
        }

        using var context = HpkeContext.Derive(sharedSecret, info);
        CryptographicOperations.ZeroMemory(sharedSecret);
        return context.TryOpen(0, aad, sealedBytes[EncapsulationLength..], out plaintext);
    }

    /// <summary>Seals with a given ephemeral key, which must serve this once: tests against published vectors give theirs.</summary>
    internal static byte[] Seal(
        HpkePublicKey receiver,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> aad,
        ReadOnlySpan<byte> plaintext,
        HpkePrivateKey ephemeral)
    {
        var sharedSecret = DhKem.Encapsulate(ephemeral, receiver);
        using var context = HpkeContext.Derive(sharedSecret, info);
        CryptographicOperations.ZeroMemory(sharedSecret);
        return [.. ephemeral.Public.EncodeForKem(), .. context.Seal(0, aad, plaintext)];
    }
}
