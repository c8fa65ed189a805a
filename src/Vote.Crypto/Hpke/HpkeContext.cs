using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Crypto.Hpke;

/// <summary>The key and base nonce of one encapsulation in base mode, wiped on disposal. RFC 9180 §5.1, §5.2</summary>
internal sealed class HpkeContext : IDisposable
{
    public const int KeySize = 16;
    public const int NonceSize = 12;
    public const int TagSize = 16;

    private const byte BaseMode = 0;

    private readonly byte[] key;
    private readonly byte[] baseNonce;

    private HpkeContext(byte[] key, byte[] baseNonce) => (this.key, this.baseNonce) = (key, baseNonce);

    public ReadOnlySpan<byte> Key => key;

    public ReadOnlySpan<byte> BaseNonce => baseNonce;

    /// <summary>KeySchedule without a pre-shared key.</summary>
    public static HpkeContext Derive(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> info)
    {
        var kdf = LabeledKdf.Suite;
        byte[] context = [BaseMode, .. kdf.Extract([], "psk_id_hash"u8, []), .. kdf.Extract([], "info_hash"u8, info)];
        var secret = kdf.Extract(sharedSecret, "secret"u8, []);
        var derived = new HpkeContext(
            kdf.Expand(secret, "key"u8, context, KeySize),
            kdf.Expand(secret, "base_nonce"u8, context, NonceSize));
        CryptographicOperations.ZeroMemory(secret);
        return derived;
    }

    /// <summary>ciphertext ‖ tag. A sequence number serves one message; single-shot use has only number 0.</summary>
    public byte[] Seal(ulong sequence, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        var sealedBytes = new byte[plaintext.Length + TagSize];
        using var aead = new AesGcm(key, TagSize);
        aead.Encrypt(NonceOf(sequence), plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length), aad);
        return sealedBytes;
    }

    public bool TryOpen(
        ulong sequence, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> sealedBytes, [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (sealedBytes.Length < TagSize)
        {
            return false;
        }

        var opened = new byte[sealedBytes.Length - TagSize];
        using var aead = new AesGcm(key, TagSize);
        try
        {
            aead.Decrypt(NonceOf(sequence), sealedBytes[..opened.Length], sealedBytes[opened.Length..], opened, aad);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plaintext = opened;
        return true;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(baseNonce);
    }

    /// <summary>The base nonce with the big-endian sequence number xored into its end. RFC 9180 §5.2</summary>
    internal byte[] NonceOf(ulong sequence)
    {
        Span<byte> number = stackalloc byte[NonceSize];
        number.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(number[(NonceSize - sizeof(ulong))..], sequence);
        var nonce = new byte[NonceSize];
        for (var i = 0; i < NonceSize; i++)
        {
            nonce[i] = (byte)(baseNonce[i] ^ number[i]);
        }

        return nonce;
    }
}
