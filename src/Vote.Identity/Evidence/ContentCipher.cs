using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Canonical;

namespace Vote.Identity.Evidence;

/// <summary>AES-256-GCM under a key that serves one record, so the nonce is zero. spec/identity §10 (3)</summary>
internal static class ContentCipher
{
    public const int KeyLength = 32;
    public const int Overhead = 16;

    private static readonly byte[] Nonce = new byte[12];

    /// <summary>Ciphertext ‖ 16 bytes of authentication; the commitment is bound as additional data.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, Digest commitment)
    {
        var output = new byte[plaintext.Length + Overhead];
        using var cipher = new AesGcm(key, Overhead);
        cipher.Encrypt(Nonce, plaintext, output.AsSpan(0, plaintext.Length), output.AsSpan(plaintext.Length), commitment.Bytes);
        return output;
    }

    /// <summary>False for anything that <see cref="Seal"/> did not make with this key and commitment.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, Digest commitment, [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = new byte[content.Length - Overhead];
        using var cipher = new AesGcm(key, Overhead);
        try
        {
            cipher.Decrypt(Nonce, content[..plaintext.Length], content[plaintext.Length..], plaintext, commitment.Bytes);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            plaintext = null;
            return false;
        }
    }
}
