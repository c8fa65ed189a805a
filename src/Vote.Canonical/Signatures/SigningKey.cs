using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Canonical.Signatures;

/// <summary>The secret key of a <see cref="SignatureKey"/>. The platform's OpenSSL signs, in constant time.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Bytes of the exported secret.</summary>
    public const int SecretLength = 32;

    private readonly ECDsa ecdsa;

    private SigningKey(ECDsa ecdsa)
    {
        this.ecdsa = ecdsa;
        Public = new SignatureKey(ecdsa.ExportParameters(includePrivateParameters: false).Q);
    }

    /// <summary>The public key.</summary>
    public SignatureKey Public { get; }

    /// <summary>A fresh key.</summary>
    public static SigningKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key file's 32 big-endian bytes; false when they are not between 1 and n − 1.</summary>
    public static bool TryImport(ReadOnlySpan<byte> secret, [NotNullWhen(true)] out SigningKey? key)
    {
        key = null;
        if (secret.Length != SecretLength)
        {
            return false;
        }

        var scalar = secret.ToArray();
        try
        {
            key = new SigningKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar }));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    /// <summary>The secret as 32 big-endian bytes, for a key file. The caller wipes it.</summary>
    public byte[] ExportSecret() => ecdsa.ExportParameters(includePrivateParameters: true).D!;

    /// <summary>Signs the content for this purpose.</summary>
    public Signature Sign(SignatureDomain domain, ReadOnlySpan<byte> content) => Sign(domain.Digest(content));

    /// <summary>The same, with what <see cref="SignatureDomain.Digest"/> gave for the content.</summary>
    public Signature Sign(Digest toSign) => Signature.Normalize(ecdsa.SignHash(toSign.ToArray()));

    public void Dispose() => ecdsa.Dispose();
}
