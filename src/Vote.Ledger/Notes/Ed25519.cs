using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Ledger.Notes;

/// <summary>An Ed25519 public key: 32 bytes, compared by value. RFC 8032 §5.1</summary>
public sealed class Ed25519PublicKey : IEquatable<Ed25519PublicKey>
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = 64;

    private readonly byte[] bytes;

    internal Ed25519PublicKey(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Takes 32 bytes. Whether they are a point shows when a signature is verified.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Ed25519PublicKey? key)
    {
        key = encoded.Length == Length ? new(encoded.ToArray()) : null;
        return key is not null;
    }

    /// <summary>Whether the holder of this key signed the message.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        using var key = OpenSsl.EVP_PKEY_new_raw_public_key(OpenSsl.Ed25519, 0, bytes, Length);
        using var context = OpenSsl.EVP_MD_CTX_new();
        var verified = !key.IsInvalid
            && !context.IsInvalid
            && OpenSsl.EVP_DigestVerifyInit(context, 0, 0, 0, key) == 1
            && OpenSsl.EVP_DigestVerify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
        OpenSsl.ERR_clear_error();
        return verified;
    }

    public bool Equals(Ed25519PublicKey? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as Ed25519PublicKey);

    public override int GetHashCode() => BitConverter.ToInt32(bytes);
}

/// <summary>An Ed25519 secret key, held by OpenSSL.</summary>
public sealed class Ed25519SecretKey : IDisposable
{
    /// <summary>Bytes of the seed.</summary>
    public const int SeedLength = 32;

    private readonly OpenSslKey key;

    private Ed25519SecretKey(ReadOnlySpan<byte> seed)
    {
        key = Checked(OpenSsl.EVP_PKEY_new_raw_private_key(OpenSsl.Ed25519, 0, seed, SeedLength));
        var encoded = new byte[Ed25519PublicKey.Length];
        var length = (nuint)encoded.Length;
        Check(OpenSsl.EVP_PKEY_get_raw_public_key(key, encoded, ref length));
        Public = new(encoded);
    }

    /// <summary>The public key.</summary>
    public Ed25519PublicKey Public { get; }

    /// <summary>A fresh seed for a key file; the caller wipes it.</summary>
    public static byte[] GenerateSeed() => RandomNumberGenerator.GetBytes(SeedLength);

    /// <summary>Reads a key file's 32 bytes.</summary>
    public static bool TryImport(ReadOnlySpan<byte> seed, [NotNullWhen(true)] out Ed25519SecretKey? secret)
    {
        secret = seed.Length == SeedLength ? new(seed) : null;
        return secret is not null;
    }

    /// <summary>Signs the message: 64 bytes, the same each time. RFC 8032 §5.1.6</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        using var context = OpenSsl.EVP_MD_CTX_new();
        var signature = new byte[Ed25519PublicKey.SignatureLength];
        var length = (nuint)signature.Length;
        Check(OpenSsl.EVP_DigestSignInit(context, 0, 0, 0, key));
        Check(OpenSsl.EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length));
        return signature;
    }

    public void Dispose() => key.Dispose();

    private static OpenSslKey Checked(OpenSslKey key)
    {
        Check(key.IsInvalid ? 0 : 1);
        return key;
    }

    private static void Check(int result)
    {
        if (result != 1)
        {
            OpenSsl.ERR_clear_error();
            throw new CryptographicException("OpenSSL refused an Ed25519 operation.");
        }
    }
}
