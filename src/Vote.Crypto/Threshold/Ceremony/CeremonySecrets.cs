using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>What a trustee keeps to itself from step to step.</summary>
internal sealed class CeremonySecrets(SigningKey signing, HpkePrivateKey encryption, Polynomial polynomial) : IDisposable
{
    public SigningKey Signing { get; } = signing;

    public HpkePrivateKey Encryption { get; } = encryption;

    /// <summary>Empty before the second step.</summary>
    public Polynomial Polynomial { get; } = polynomial;

    /// <summary>All three, 32 bytes a scalar. The caller wipes them.</summary>
    public byte[] Export()
    {
        var coefficients = Polynomial.Coefficients;
        var bytes = new byte[(2 + coefficients.Length) * Scalar.Size];
        MoveInto(bytes, Signing.ExportSecret());
        MoveInto(bytes.AsSpan(Scalar.Size), Encryption.Encode());
        for (var i = 0; i < coefficients.Length; i++)
        {
            coefficients[i].EncodeTo(bytes.AsSpan((2 + i) * Scalar.Size));
        }

        return bytes;
    }

    public static CeremonySecrets? Import(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 * Scalar.Size || bytes.Length % Scalar.Size != 0)
        {
            return null;
        }

        var coefficients = new Scalar[(bytes.Length / Scalar.Size) - 2];
        for (var i = 0; i < coefficients.Length; i++)
        {
            if (!Scalar.TryDecode(bytes.Slice((2 + i) * Scalar.Size, Scalar.Size), out coefficients[i]) || coefficients[i].IsZero)
            {
                return null;
            }
        }

        return HpkePrivateKey.TryDecode(bytes.Slice(Scalar.Size, Scalar.Size), out var encryption)
            && SigningKey.TryImport(bytes[..Scalar.Size], out var signing)
                ? new CeremonySecrets(signing, encryption, new Polynomial(coefficients))
                : null;
    }

    public void Dispose()
    {
        Signing.Dispose();
        Encryption.Dispose();
        Polynomial.Dispose();
    }

    private static void MoveInto(Span<byte> destination, byte[] secret)
    {
        secret.CopyTo(destination);
        CryptographicOperations.ZeroMemory(secret);
    }
}

/// <summary>Where a trustee's random values come from. Outside of tests against published vectors: the operating system.</summary>
internal interface ICeremonyRandomness
{
    Digest IdentityNonce();

    HpkePrivateKey EncryptionKey();

    Polynomial Polynomial(int threshold);

    INonceSource ProofNonces { get; }

    HpkePrivateKey Ephemeral(TrusteeIndex receiver);
}

/// <summary>Fresh values of the operating system's generator.</summary>
internal sealed class SystemCeremonyRandomness : ICeremonyRandomness
{
    public static SystemCeremonyRandomness Instance { get; } = new();

    public INonceSource ProofNonces => SystemNonces.Instance;

    public Digest IdentityNonce()
    {
        Digest.TryDecode(RandomNumberGenerator.GetBytes(Digest.Length), out var nonce);
        return nonce!;
    }

    public HpkePrivateKey EncryptionKey() => HpkePrivateKey.Generate();

    public Polynomial Polynomial(int threshold) => Threshold.Polynomial.Random(threshold);

    public HpkePrivateKey Ephemeral(TrusteeIndex receiver) => HpkePrivateKey.Generate();
}
